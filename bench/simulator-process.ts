import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { RequestCounts } from '../src/simulator/http/request-log.ts';
import type { SimulatorAddresses } from './simulator-addresses.ts';
import type { SimulatorOrder, SimulatorWishes } from './simulator-main.ts';

export interface SimulatorProcess extends SimulatorAddresses {
  /** What reached it since the start or the last `forgetCounts`. */
  counts(): Promise<RequestCounts>;
  forgetCounts(): Promise<void>;
  /** Back to the world of the start. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** A simulator in a process of its own, with as many VDCs of bench-world.ts as are asked for. */
export async function startSimulatorProcess(wishes: SimulatorWishes): Promise<SimulatorProcess> {
  const child = fork(new URL('simulator-main.ts', import.meta.url), [JSON.stringify(wishes)]);
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`The simulator's process ended with ${code}.`);
  });
  // Only of interest while an answer is awaited.
  died.catch(() => undefined);
  const answer = async <T>(): Promise<T> => {
    const [message] = (await Promise.race([once(child, 'message'), died])) as [T];
    return message;
  };
  const order = <T>(ask: SimulatorOrder['ask']): Promise<T> => {
    const answered = answer<T>();
    child.send({ ask } satisfies SimulatorOrder);
    return answered;
  };
  return {
    ...(await answer<SimulatorAddresses>()),
    counts: () => order<RequestCounts>('counts'),
    forgetCounts: () => order('forget-counts'),
    reset: () => order('reset'),
    async stop() {
      // One that died has been noticed by whoever asked it last; to stop it must not hide that.
      if (!child.connected) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** Requests that change something. */
export function writesIn({ byRoute }: RequestCounts): number {
  return Object.entries(byRoute).reduce((sum, [route, count]) => sum + (route.startsWith('GET ') ? 0 : count), 0);
}
