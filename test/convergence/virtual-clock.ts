import { setImmediate } from 'node:timers/promises';

/** Whose sleep it is: what a dead process waited for never comes. */
export type Sleeper = object;

/** A clock that somebody drives: it stands still while anything is being done, and then jumps to the next alarm. */
export interface VirtualClock {
  readonly now: () => number;
  sleep(ms: number, signal: AbortSignal, sleeper: Sleeper): Promise<void>;
  /** Runs `act` then, unless it is taken back before. */
  after(ms: number, sleeper: Sleeper, act: () => void): () => void;
  /** Lets everything that can go on go on, then rings the next alarm. Alarms of one moment ring in an order of the seed. */
  step(): Promise<void>;
  /** Runs until `until` holds; false when `limitMs` of this clock passed first. */
  runUntil(until: () => boolean, limitMs: number): Promise<boolean>;
  /** Something that takes no time of this world, though it takes turns of the event loop: nobody's alarm rings meanwhile. */
  busy<T>(work: () => Promise<T>): Promise<T>;
  forget(sleeper: Sleeper): void;
  /** Nothing of it goes on until then: what it waited for comes later. */
  freeze(sleeper: Sleeper, untilMs: number): void;
}

interface Alarm {
  readonly atMs: number;
  readonly rank: number;
  readonly sleeper: Sleeper;
  readonly ring: () => void;
}

export function createVirtualClock(startMs: number, random: () => number): VirtualClock {
  let nowMs = startMs;
  let idle = 0;
  let working = 0;
  const alarms = new Set<Alarm>();

  const frozen = new Map<Sleeper, number>();
  const dueMs = ({ atMs, sleeper }: Alarm): number => Math.max(atMs, frozen.get(sleeper) ?? 0);

  function next(): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of alarms) {
      const isEarlier =
        first === undefined ||
        dueMs(alarm) < dueMs(first) ||
        (dueMs(alarm) === dueMs(first) && alarm.rank < first.rank);
      if (isEarlier) first = alarm;
    }
    return first;
  }
  /** Until nothing can be done at this moment: nothing here does real input or output but what says that it is busy. */
  async function settle(): Promise<void> {
    const isWorking = (): boolean => working > 0;
    do await setImmediate();
    while (isWorking());
  }
  async function step(): Promise<void> {
    await settle();
    const alarm = next();
    if (alarm === undefined) {
      // Whoever slept has just died; somebody else may be started.
      idle += 1;
      if (idle > 100) throw new Error('everybody waits for ever: nothing in this world sleeps');
      return;
    }
    idle = 0;
    nowMs = Math.max(nowMs, dueMs(alarm));
    alarm.ring();
  }

  return {
    // Whole milliseconds, as the machine's clock tells them.
    now: () => Math.floor(nowMs),
    step,
    after(ms, sleeper, act) {
      const drop = () => void alarms.delete(alarm);
      const alarm: Alarm = {
        atMs: nowMs + Math.max(0, ms),
        rank: random(),
        sleeper,
        ring() {
          drop();
          act();
        },
      };
      alarms.add(alarm);
      return drop;
    },
    sleep: (ms, signal, sleeper) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => () => {
          alarms.delete(alarm);
          signal.removeEventListener('abort', abort);
          settle();
        };
        const abort = end(() => reject(signal.reason as Error));
        const alarm: Alarm = { atMs: nowMs + Math.max(0, ms), rank: random(), sleeper, ring: end(resolve) };
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        signal.addEventListener('abort', abort, { once: true });
        alarms.add(alarm);
      }),
    async runUntil(until, limitMs) {
      const endsAtMs = nowMs + limitMs;
      for (;;) {
        await settle();
        if (until()) return true;
        if (nowMs >= endsAtMs) return false;
        await step();
      }
    },
    async busy(work) {
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
      }
    },
    freeze: (sleeper, untilMs) => void frozen.set(sleeper, untilMs),
    forget(sleeper) {
      for (const alarm of alarms) if (alarm.sleeper === sleeper) alarms.delete(alarm);
    },
  };
}
