import type { DaemonCalls, DaemonDoors } from './daemon-calls.ts';
import { daemonLost } from './daemon-errors.ts';

const ASK_LIFE_EVERY_MS = 5_000;
/** So often in a row nobody may answer: a daemon that is busy for a moment is not gone. */
const SILENCES = 3;

/**
 * Awaits a call that may take long, for as long as somebody answers there. A connection alone does not tell: where a
 * machine loses its power nothing is ever closed.
 */
export async function whileDaemonLives<Result>(
  doors: DaemonDoors,
  calls: DaemonCalls,
  work: (until: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const gone = new AbortController();
  const ended = new AbortController();
  const watching = watchLife(doors, calls, ended.signal).then((lost) => lost && gone.abort(lost));
  try {
    return await work(gone.signal);
  } finally {
    ended.abort();
    await watching;
  }
}

/** Resolves with what to say when nobody answers any more, with nothing when it need not be known any more. */
async function watchLife(doors: DaemonDoors, calls: DaemonCalls, ended: AbortSignal): Promise<Error | undefined> {
  const until = AbortSignal.any([ended, doors.signal]);
  let lost: Error | undefined;
  for (let silences = 0; silences < SILENCES;) {
    await doors.sleep(doors.askLifeEveryMs ?? ASK_LIFE_EVERY_MS, until).catch(() => undefined);
    if (until.aborted) return undefined;
    try {
      await calls.isThere(until);
      silences = 0;
    } catch (error) {
      silences += 1;
      lost = daemonLost(doors.origin, error);
    }
  }
  return lost;
}
