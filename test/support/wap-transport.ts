import { setTimeout } from 'node:timers/promises';
import { createTransport } from '../../src/providers/wap/client/http/create-transport.ts';
import type { Transport, TransportOptions } from '../../src/providers/wap/client/http/transport.ts';
import { startCannedServer, type CannedAnswer, type CannedServer } from './canned-server.ts';

/** A clock that stands still but for the waiting it is asked for, so that minutes of backoff pass at once. */
export interface StillClock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly slept: readonly number[];
  advance(ms: number): void;
}

export function stillClock(start = Date.UTC(2024, 4, 6)): StillClock {
  let time = start;
  const slept: number[] = [];
  return {
    now: () => time,
    slept,
    advance: (ms) => {
      time += ms;
    },
    async sleep(ms, signal) {
      signal.throwIfAborted();
      slept.push(ms);
      time += ms;
      await setTimeout(0, undefined, { signal });
    },
  };
}

export interface WapTransport extends AsyncDisposable {
  readonly server: CannedServer;
  readonly transport: Transport;
  readonly clock: StillClock;
}

/** A transport to a canned server, with a still clock and jitter at its middle. */
export async function startWapTransport(
  answer: CannedAnswer,
  options: Partial<TransportOptions> = {},
): Promise<WapTransport> {
  const server = await startCannedServer(answer);
  const clock = stillClock();
  const transport = createTransport({
    baseUrl: server.url,
    ca: server.ca,
    concurrency: 8,
    requestsPerSecond: 1_000,
    now: clock.now,
    random: () => 0.5,
    sleep: clock.sleep,
    ...options,
  });
  return {
    server,
    transport,
    clock,
    async [Symbol.asyncDispose]() {
      await transport.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
