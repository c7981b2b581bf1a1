import { chmodSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { ControllerError } from '../../model/controller-error.ts';
import { stateError } from './state-error.ts';

/** Who holds the lock, for the one that does not get it. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
}

export interface WriterLock {
  /** Throws STATE_LOCKED, naming the holder, when another process (or store) has the lock. Never waits. */
  acquire(holder: LockHolder, nowMs: number): () => void;
}

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
  return {
    acquire(holder, nowMs) {
      const lock = new DatabaseSync(`${file}-lock`, { timeout: 0 });
      try {
        // Nothing is ever written into it, so it needs no journal that a killed process would leave behind.
        lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      } catch (error) {
        lock.close();
        const problem = stateError(error, `${file}-lock`);
        throw problem.code === 'STATE_BUSY' ? locked(database, file, problem) : problem;
      }
      try {
        // Whoever can read the file could lock it.
        chmodSync(`${file}-lock`, 0o600);
        nameHolder(database, holder, nowMs);
      } catch (error) {
        lock.close();
        throw stateError(error, file);
      }
      return releaseOnce(database, lock, file);
    },
  };
}

function releaseOnce(database: DatabaseSync, lock: DatabaseSync, file: string): () => void {
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    try {
      if (database.isOpen) database.prepare('DELETE FROM writer').run();
    } catch (error) {
      throw stateError(error, file);
    } finally {
      lock.close();
    }
  };
}

function nameHolder(database: DatabaseSync, holder: LockHolder, nowMs: number): void {
  database
    .prepare('INSERT OR REPLACE INTO writer (only, pid, host, since_ms) VALUES (1, ?, ?, ?)')
    .run(holder.pid, holder.host, nowMs);
}

function locked(database: DatabaseSync, file: string, cause: ControllerError): ControllerError {
  const row = database.prepare('SELECT pid, host, since_ms FROM writer').get();
  const holder = row && { pid: Number(row['pid']), host: String(row['host']), sinceMs: Number(row['since_ms']) };
  const words = holder
    ? `process ${holder.pid} on ${holder.host}, since ${new Date(holder.sinceMs).toISOString()}`
    : 'another process';
  return new ControllerError(
    'STATE_LOCKED',
    `The state file ${file} is in use by ${words}. Two controllers on one state would both carry out the same plan. ` +
      `Wait until it is done, or stop it; a lock never outlives its process.`,
    { cause, retry: 'later', details: { file, ...holder } },
  );
}
