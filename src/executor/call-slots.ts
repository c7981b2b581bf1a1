export interface CallSlots {
  /** Runs `call` as soon as a slot is free, those of the lowest rank first, and gives the slot back after it. */
  use<T>(rank: number, call: () => Promise<T>): Promise<T>;
  /** Resolves when fewer calls are waiting for a slot than there are slots. */
  whenShortOfWork(): Promise<void>;
}

interface Waiter {
  readonly rank: number;
  readonly start: () => void;
}

/** At most `count` calls in flight. Whoever only waits for time to pass holds no slot. */
export function createCallSlots(count: number): CallSlots {
  let free = count;
  /** In the order in which they are served: by rank, and who came first. */
  const waiters: Waiter[] = [];
  let shortOfWork: (() => void)[] = [];

  function startNext(): void {
    while (free > 0 && waiters.length > 0) {
      free -= 1;
      waiters.shift()?.start();
    }
    if (waiters.length >= count) return;
    for (const resolve of shortOfWork) resolve();
    shortOfWork = [];
  }

  return {
    async use(rank, call) {
      await new Promise<void>((start) => {
        waiters.splice(placeOf(rank, waiters), 0, { rank, start });
        startNext();
      });
      try {
        return await call();
      } finally {
        free += 1;
        // Not at once: whoever has just been answered may want the slot for its next call, and its rank may be lower.
        setImmediate(startNext);
      }
    },
    async whenShortOfWork() {
      // Whoever has just been begun asks for its slot within this turn of the loop.
      await new Promise((resolve) => setImmediate(resolve));
      if (waiters.length >= count) await new Promise<void>((resolve) => shortOfWork.push(resolve));
    },
  };
}

/** Behind all whose turn comes before that of `rank`. */
function placeOf(rank: number, waiters: readonly Waiter[]): number {
  let low = 0;
  let high = waiters.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((waiters[middle]?.rank ?? rank) <= rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
