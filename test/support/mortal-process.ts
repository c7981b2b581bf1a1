import { noAccounts } from './no-accounts.ts';
import type { ApplyOptions } from '../../src/executor/apply-plan.ts';
import type { VmProvider } from '../../src/providers/vm-provider.ts';

export interface MortalProcess {
  readonly provider: ApplyOptions['provider'];
  readonly store: ApplyOptions['store'];
  /** Resolves when it has died. */
  readonly death: Promise<void>;
}

/**
 * A process that dies at the boundary number `diesAt` of its calls, to the remote system or to the store: before a call it
 * was never made, after it the answer is never learnt. What is dead waits for ever and does nothing more.
 */
export function createMortalProcess(
  living: {
    readonly provider: ApplyOptions['provider'];
    readonly vms: VmProvider;
    readonly store: ApplyOptions['store'];
  },
  diesAt: number,
): MortalProcess {
  let passed = 0;
  let tellDeath: (() => void) | undefined;
  const death = new Promise<void>((resolve) => {
    tellDeath = resolve;
  });
  const cross = async (): Promise<void> => {
    if (passed >= diesAt) {
      tellDeath?.();
      await new Promise<never>(() => {});
    }
    passed += 1;
  };
  const mortal = async <T>(call: () => Promise<T>): Promise<T> => {
    await cross();
    const answer = await call();
    await cross();
    return answer;
  };
  const { provider, vms, store } = living;
  return {
    death,
    provider: {
      carryOut: (a, b) => mortal(() => provider.carryOut(a, b)),
      confirmGone: (a, b) => mortal(() => provider.confirmGone(a, b)),
      lookAgain: (a, b) => mortal(() => provider.lookAgain(a, b)),
      findMoved: (a, b, c) => mortal(() => provider.findMoved(a, b, c)),
      vms: {
        access: vms.access,
        list: (a, b) => mortal(() => vms.list(a, b)),
        count: (a, b) => mortal(() => vms.count(a, b)),
        look: (a, b, c) => mortal(() => vms.look(a, b, c)),
        operate: (a, b, c, d) => mortal(() => vms.operate(a, b, c, d)),
        readJob: (a, b, c) => mortal(() => vms.readJob(a, b, c)),
        remove: (a, b, c) => mortal(() => vms.remove(a, b, c)),
        listLeftovers: (a, b) => mortal(() => vms.listLeftovers(a, b)),
        removeLeftover: (a, b, c) => mortal(() => vms.removeLeftover(a, b, c)),
      },
    },
    store: {
      ...noAccounts,
      begin: (a) => mortal(() => store.begin(a)),
      end: (a) => mortal(() => store.end(a)),
      holdVms: (a, b) => mortal(() => store.holdVms(a, b)),
    },
  };
}
