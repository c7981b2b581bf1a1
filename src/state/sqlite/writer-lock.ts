import { chmodSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { ControllerError } from '../../model/controller-error.ts';
import { stateError } from './state-error.ts';

/** Who holds the lock, for the one that does not get it. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

export interface HeldLock {
  /** Grows by one with each holder. */
  readonly fence: number;
  /** Once; later calls do nothing. */
  release(): void;
}

export interface WriterLock {
  /** Throws STATE_LOCKED, naming the holder, when another process (or store) has the lock. Hardly waits. */
  acquire(holder: LockHolder | string, nowMs: number): HeldLock;
  /** In words; undefined when nobody has it. */
  readHolder(): string | undefined;
}

/** As long as somebody takes who merely asks whether the lock is held. */
const askedMs = 20;

/**
 * Lets one process at a time act on a state file: two that plan from the same memory would both carry out the plan.
 *
 * The lock is the operating system's, held on a small file beside the state (`<state>-lock`) by an SQLite transaction
 * that never commits. So it ends with its process however that dies, nothing stale is ever left to be judged, and a
 * process id that was given out again can fool nobody, not even across containers that share the folder. The row
 * in `writer` only tells people who it is. Like WAL itself it needs a local file system; PostgreSQL is for several hosts.
 */
export async function createWriterLock(database: DatabaseSync, file: string): Promise<WriterLock> {
  const { DatabaseSync } = await import('node:sqlite');
  const lockFile = `${file}-lock`;
  return {
    acquire(holder, nowMs) {
      const lock = new DatabaseSync(lockFile, { timeout: askedMs });
      try {
        // Nothing is ever written into it, so it needs no journal that a killed process would leave behind.
        lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      } catch (error) {
        lock.close();
        const problem = stateError(error, lockFile);
        throw problem.code === 'STATE_BUSY' ? locked(database, file, problem) : problem;
      }
      try {
        // Whoever can read the file could lock it.
        chmodSync(lockFile, 0o600);
        return { fence: nameHolder(database, holder, nowMs), release: releaseOnce(database, lock, file) };
      } catch (error) {
        lock.close();
        throw stateError(error, file);
      }
    },
    readHolder() {
      const row = database.prepare('SELECT holder FROM writer WHERE holder IS NOT NULL').get();
      // The row outlives a process that was killed; the lock does not.
      return row !== undefined && isHeld(DatabaseSync, lockFile) ? String(row['holder']) : undefined;
    },
  };
}

function isHeld(Database: typeof DatabaseSync, lockFile: string): boolean {
  let lock: DatabaseSync | undefined;
  try {
    lock = new Database(lockFile, { timeout: 0, readOnly: true });
    lock.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    return stateError(error, lockFile).code === 'STATE_BUSY';
  } finally {
    lock?.close();
  }
}

function releaseOnce(database: DatabaseSync, lock: DatabaseSync, file: string): () => void {
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    try {
      if (database.isOpen) database.prepare('UPDATE writer SET holder = NULL, pid = NULL, host = NULL').run();
    } catch (error) {
      throw stateError(error, file);
    } finally {
      lock.close();
    }
  };
}

function nameHolder(database: DatabaseSync, holder: LockHolder | string, nowMs: number): number {
  const [words, pid, host] =
    typeof holder === 'string'
      ? [holder, null, null]
      : [`process ${holder.pid} on ${holder.host}`, holder.pid, holder.host];
  const row = database
    .prepare(
      `INSERT INTO writer (only, holder, pid, host, since_ms, fence) VALUES (1, ?, ?, ?, ?, 1)
       ON CONFLICT (only) DO UPDATE SET holder = excluded.holder, pid = excluded.pid, host = excluded.host,
         since_ms = excluded.since_ms, fence = fence + 1
       RETURNING fence`,
    )
    .get(words, pid, host, nowMs);
  return Number(row?.['fence']);
}

function locked(database: DatabaseSync, file: string, cause: ControllerError): ControllerError {
  const row = database.prepare('SELECT holder, pid, host, since_ms FROM writer WHERE holder IS NOT NULL').get();
  const sinceMs = Number(row?.['since_ms']);
  const words = row ? `${String(row['holder'])}, since ${new Date(sinceMs).toISOString()}` : 'another process';
  return new ControllerError(
    'STATE_LOCKED',
    `The state file ${file} is in use by ${words}. Two controllers on one state would both carry out the same plan. ` +
      `Wait until it is done, or stop it; a lock never outlives its process.`,
    {
      cause,
      retry: 'later',
      details: {
        file,
        ...(row && { sinceMs }),
        ...(typeof row?.['pid'] === 'number' && { pid: row['pid'] }),
        ...(typeof row?.['host'] === 'string' && { host: row['host'] }),
      },
    },
  );
}
