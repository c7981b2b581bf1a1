/** Numbers as they go over the wire (wire: admin-api 3). */
export const IN_SYNC = 0;
export const SYNCING = 1;
export const OUT_OF_SYNC = 2;
export type SyncState = typeof IN_SYNC | typeof SYNCING | typeof OUT_OF_SYNC;

/** One push to a resource provider: how it will end is known when it starts, and it shows once the clock is past `doneAt`. */
export interface SyncProcess {
  readonly doneAt: number;
  /** null: the provider will have caught up; else why it will not. */
  readonly error: string | null;
}

export const SETTLED: SyncProcess = { doneAt: 0, error: null };

export function syncStateAt(process: SyncProcess, now: number): SyncState {
  if (now < process.doneAt) return SYNCING;
  return process.error === null ? IN_SYNC : OUT_OF_SYNC;
}

/** Parent from children: Syncing if any is, else OutOfSync if any is, else InSync. */
export function rollUp(states: Iterable<SyncState>): SyncState {
  let result: SyncState = IN_SYNC;
  for (const state of states) {
    if (state === SYNCING) return SYNCING;
    if (state === OUT_OF_SYNC) result = OUT_OF_SYNC;
  }
  return result;
}
