import { createRest, type Pace } from './rest-between-reads.ts';

/** Resolves with an answer that began to be read after the call; rejects with the signal's reason when it aborts. */
export type SharedRead<T, Wish = void> = (signal: AbortSignal, wish: Wish) => Promise<T>;

interface Batch<T, Wish> {
  readonly answer: Promise<T>;
  readonly settle: (read: Promise<T>) => void;
  readonly stop: AbortController;
  /** What those who wait want to see of it. */
  readonly wishes: Wish[];
  waiting: number;
}

/**
 * Lets those who ask at one time share a read that is the same for all. At most one is under way; whoever comes meanwhile
 * waits, with all others who do, for the next: what is being read already may have been read before they asked.
 *
 * With a pace there is a rest between two reads: the more come together, the fewer reads there are.
 *
 * A read fails for those who wait for it. It is stopped when none of them wants it any more, never before.
 */
export function createSharedRead<T, Wish = void>(
  read: (signal: AbortSignal, wishes: readonly Wish[]) => Promise<T>,
  pace?: Pace,
): SharedRead<T, Wish> {
  let isReading = false;
  let isResting = false;
  const rest = pace && createRest(pace);
  let next: Batch<T, Wish> | undefined;

  function begin(): void {
    if (isReading || isResting || next === undefined) return;
    if (rest !== undefined && rest.leftMs() > 0) {
      isResting = true;
      const awake = (): void => {
        isResting = false;
        begin();
      };
      rest.sleepSome().then(awake, awake);
      return;
    }
    const batch = next;
    next = undefined;
    isReading = true;
    rest?.readBegins();
    const reading = (async () => read(batch.stop.signal, batch.wishes))();
    batch.settle(reading);
    const end = (): void => {
      isReading = false;
      rest?.readEnds();
      begin();
    };
    reading.then(end, end);
  }

  return async (signal, wish) => {
    signal.throwIfAborted();
    const batch = (next ??= createBatch());
    batch.waiting += 1;
    batch.wishes.push(wish);
    // Not at once, so that all who ask in the same breath go together.
    queueMicrotask(begin);
    try {
      return await untilAborted(batch.answer, signal);
    } finally {
      batch.waiting -= 1;
      if (batch.waiting === 0) {
        if (next === batch) next = undefined;
        batch.stop.abort();
      }
    }
  };
}

function createBatch<T, Wish>(): Batch<T, Wish> {
  const { promise, resolve } = Promise.withResolvers<T>();
  // Nobody may be left to hear of a failure.
  promise.catch(() => undefined);
  return { answer: promise, settle: resolve, stop: new AbortController(), wishes: [], waiting: 0 };
}

async function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([answer, promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
