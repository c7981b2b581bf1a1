export interface CallSlots {
  /** Runs `call` as soon as a slot is free, those with the most work left first, and gives the slot back after it. */
  use<T>(workLeft: number, call: () => Promise<T>): Promise<T>;
  /** Resolves when fewer calls are waiting for a slot than there are slots. */
  whenShortOfWork(): Promise<void>;
}

interface Waiter {
  readonly workLeft: number;
  readonly start: () => void;
}

/** At most `count` calls in flight. Whoever only waits for time to pass holds no slot. */
export function createCallSlots(count: number): CallSlots {
  let free = count;
  const waiters: Waiter[] = [];
  let shortOfWork: (() => void)[] = [];

  function startNext(): void {
    while (free > 0 && waiters.length > 0) {
      free -= 1;
      takeMostWork(waiters)?.start();
    }
    if (waiters.length < count) {
      for (const resolve of shortOfWork) resolve();
      shortOfWork = [];
    }
  }

  return {
    async use(workLeft, call) {
      await new Promise<void>((start) => {
        waiters.push({ workLeft, start });
        startNext();
      });
      try {
        return await call();
      } finally {
        free += 1;
        startNext();
      }
    },
    whenShortOfWork: () =>
      waiters.length < count ? Promise.resolve() : new Promise<void>((resolve) => shortOfWork.push(resolve)),
  };
}

/** The first of those with the most work left: the longest way decides when the whole plan is done. */
function takeMostWork(waiters: Waiter[]): Waiter | undefined {
  let chosen = 0;
  for (const [index, waiter] of waiters.entries())
    if (waiter.workLeft > (waiters[chosen]?.workLeft ?? 0)) chosen = index;
  return waiters.splice(chosen, 1)[0];
}
