import type { HeldVms } from '../model/memory.ts';
import type { StateStore } from '../state/state-store.ts';

export interface HoldGathererOptions {
  readonly store: Pick<StateStore, 'holdVms'>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Nobody's call waits for it but that of the VDC itself, whose machines take seconds. */
const togetherMs = 20;

/**
 * Many VDCs are put to rest at one time, and each notes every step; a commit holds up the whole process for some
 * milliseconds. So what comes within a moment is given to the store in one turn, in its order, which makes one commit of it.
 */
export function gatherHolds({ store, sleep }: HoldGathererOptions): StateStore['holdVms'] {
  let pending: (() => void)[] = [];
  const never = new AbortController().signal;

  function flush(): void {
    const group = pending;
    pending = [];
    for (const write of group) write();
  }

  return (subscriptionId: string, held: HeldVms | undefined) =>
    new Promise<void>((resolve, reject) => {
      pending.push(() => void store.holdVms(subscriptionId, held).then(resolve, reject));
      // However the sleep ends, what was gathered is written.
      if (pending.length === 1) sleep(togetherMs, never).then(flush, flush);
    });
}
