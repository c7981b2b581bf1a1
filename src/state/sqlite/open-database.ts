import { closeSync, openSync, realpathSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { stateError } from './state-error.ts';

/** How long a statement waits for another process that is just committing. */
const busyMs = 5_000;

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** Without symbolic links, so that two names of one file are one file. */
  readonly file: string;
}

/** Opens or makes a database file that only its owner may read. Its commits survive a crash of the process and of power. */
export async function openDatabase(path: string): Promise<OpenedDatabase> {
  // Only when a store is opened: on Node 22 the import itself prints a warning.
  const { DatabaseSync } = await import('node:sqlite');
  let database: DatabaseSync | undefined;
  try {
    makeFile(path);
    const file = realpathSync(path);
    database = new DatabaseSync(file, { timeout: busyMs });
    database.exec('PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF');
    return { database, file };
  } catch (error) {
    database?.close();
    throw stateError(error, path);
  }
}

/** SQLite would make the file with the umask's mode; its -wal and -shm files take the mode of this one. */
function makeFile(path: string): void {
  try {
    // Only ever a new file (wx): to close a file that this process has open elsewhere would drop SQLite's locks on it.
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
