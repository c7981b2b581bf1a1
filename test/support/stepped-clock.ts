import { setImmediate } from 'node:timers/promises';

export interface SteppedClock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How many quiet turns of the event loop mean that everybody is asleep: a commit to the store takes one or two. */
const quietTurns = 6;

/**
 * A clock that stands still while anything is being done, and jumps to the next alarm when everybody sleeps: hours pass
 * in no time and in the order in which they would have passed.
 */
export function createSteppedClock(startMs: number): SteppedClock {
  let nowMs = startMs;
  let lastChange = 0;
  let isTicking = false;
  const alarms = new Set<{ readonly atMs: number; readonly ring: () => void }>();

  async function tick(): Promise<void> {
    isTicking = true;
    while (alarms.size > 0) {
      await whenQuiet(() => lastChange);
      const next = [...alarms].reduce<number>((least, { atMs }) => Math.min(least, atMs), Infinity);
      nowMs = Math.max(nowMs, next);
      for (const alarm of alarms) if (alarm.atMs <= nowMs) alarm.ring();
    }
    isTicking = false;
  }

  return {
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => () => {
          lastChange += 1;
          alarms.delete(alarm);
          signal.removeEventListener('abort', abort);
          settle();
        };
        const abort = end(() => reject(signal.reason as Error));
        const alarm = { atMs: nowMs + ms, ring: end(resolve) };
        if (signal.aborted) return abort();
        signal.addEventListener('abort', abort, { once: true });
        alarms.add(alarm);
        lastChange += 1;
        if (!isTicking) void tick();
      }),
  };
}

async function whenQuiet(changes: () => number): Promise<void> {
  let seen = changes();
  for (let turn = 0; turn < quietTurns; turn += 1) {
    await setImmediate();
    if (changes() !== seen) turn = 0;
    seen = changes();
  }
}
