import type { DatabaseSync } from 'node:sqlite';
import { assertOpen, createSqlStore } from '../sql/create-sql-store.ts';
import queries from '../sql/generated/sqlite-queries.json' with { type: 'json' };
import type { StateStore } from '../state-store.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { createSqliteDatabase } from './sqlite-database.ts';
import { createSqliteLease } from './sqlite-lease.ts';
import { stateError } from './state-error.ts';
import { createWriterLock, type HeldLock, type LockHolder } from './writer-lock.ts';

export interface SqliteStoreOptions {
  /** Made, readable by its owner only, when it does not exist; its folder is not. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How many records of history are kept. */
  readonly historyLimit?: number;
}

export interface SqliteStore extends StateStore {
  /**
   * Whoever acts (apply, run) holds this meanwhile. Throws STATE_LOCKED, naming the holder, when somebody else does.
   * Ends with the returned function, with `close`, or with the process, however that dies.
   */
  acquireWriterLock(holder: LockHolder): Promise<() => Promise<void>>;
}

/** The state store in one file, on the SQLite that Node brings along. Nothing to install, no server. */
export async function openSqliteStore({ path, now, historyLimit = 100_000 }: SqliteStoreOptions): Promise<SqliteStore> {
  const { database, file } = await openDatabase(path);
  try {
    migrate(database, { file, migrations, nowMs: now() });
    return createStore(database, { file, now, historyLimit });
  } catch (error) {
    database.close();
    throw stateError(error, file);
  }
}

interface Place {
  readonly file: string;
  readonly now: () => number;
  readonly historyLimit: number;
}

function createStore(opened: DatabaseSync, { file, now, historyLimit }: Place): SqliteStore {
  const place = { name: `state file ${file}`, tool: 'the sqlite3 tool', details: { file } };
  const lease = createSqliteLease(place);
  const database = createSqliteDatabase({ database: opened, place, checkLease: () => lease.check() });
  const store = createSqlStore({ database, queries, historyLimit });
  const locks = new Set<HeldLock>();

  async function withLock<T>(run: (lock: Awaited<ReturnType<typeof createWriterLock>>) => T): Promise<T> {
    assertOpen(database);
    const lock = await createWriterLock(opened, file);
    return attempt(file, () => run(lock));
  }

  return {
    ...store,
    acquireWriterLock: (holder) =>
      withLock((lock) => {
        const held = lock.acquire(holder, now());
        locks.add(held);
        return async () => {
          locks.delete(held);
          held.release();
        };
      }),
    acquireLease: ({ holder }) => withLock((lock) => lease.acquire(lock, holder, now())),
    readLeaseHolder: () => withLock((lock) => lock.readHolder()),
    async close() {
      if (!database.isOpen) return;
      await store.flush();
      attempt(file, () => lease.releaseAll());
      for (const held of locks) attempt(file, () => held.release());
      await store.close();
    },
  };
}

function attempt<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw stateError(error, file);
  }
}
