import type { DatabaseSync } from 'node:sqlite';
import { ControllerError } from '../../model/controller-error.ts';
import type { Intent, StateStore } from '../state-store.ts';
import { createdUserTable } from './created-user-table.ts';
import { destructionTable } from './destruction-table.ts';
import { createGroupCommit } from './group-commit.ts';
import { heldVmsTable } from './held-vms-table.ts';
import { historyTable } from './history-table.ts';
import { intentTable } from './intent-table.ts';
import { inventoryTable } from './inventory-table.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { stateError } from './state-error.ts';
import { statusTable } from './status-table.ts';
import { createWriterLock, type LockHolder } from './writer-lock.ts';

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

type Tables = ReturnType<typeof prepareTables>;

function prepareTables(database: DatabaseSync, file: string, historyLimit: number) {
  return {
    inventory: inventoryTable(database, file),
    users: createdUserTable(database),
    heldVms: heldVmsTable(database, file),
    intents: intentTable(database, file),
    destructions: destructionTable(database),
    history: historyTable(database, file, historyLimit),
    statuses: statusTable(database, file),
  };
}

interface Place {
  readonly file: string;
  readonly now: () => number;
  readonly historyLimit: number;
}

function createStore(database: DatabaseSync, { file, now, historyLimit }: Place): SqliteStore {
  const tables = prepareTables(database, file, historyLimit);
  const group = createGroupCommit(database);
  const releases = new Set<() => void>();

  async function read<T>(run: () => T): Promise<T> {
    assertOpen(database, file);
    group.flush();
    return attempt(file, () => inOneSnapshot(database, run));
  }
  async function write(run: () => void): Promise<void> {
    assertOpen(database, file);
    await group.write(run).catch((error: unknown) => {
      throw stateError(error, file);
    });
  }

  return {
    readMemory: (nowMs) =>
      read(() => ({
        inventory: tables.inventory.readAll(),
        lastGenerations: tables.inventory.readPast(),
        createdUsers: tables.users.readAll(),
        heldVms: tables.heldVms.readAll(),
        destructionsInLastDay: tables.destructions.readLastDay(nowMs),
      })),
    begin: (intent) => write(() => begin(tables, intent)),
    end: (ending) =>
      write(() => {
        tables.intents.close(ending.intentId, ending.vdc);
        if (ending.entry !== 'keep') {
          if ('forget' in ending.entry) tables.inventory.forget(ending.vdc, ending.entry);
          else tables.inventory.put(ending.entry);
        }
        for (const name of ending.forgetUsers) tables.users.forget(name);
        tables.history.add(ending.history);
      }),
    readOpenIntents: () => read(() => tables.intents.readAll()),
    remember: (entries) => write(() => entries.forEach((entry) => tables.inventory.put(entry))),
    holdVms: (subscriptionId, held) =>
      write(() => {
        if (held === undefined) tables.heldVms.forget(subscriptionId);
        else tables.heldVms.put(subscriptionId, held);
      }),
    writeStatuses: (statuses, forget) =>
      write(() => {
        for (const status of statuses) tables.statuses.put(status);
        for (const name of forget) tables.statuses.forget(name);
      }),
    readStatuses: (names) => read(() => tables.statuses.read(names)),
    readHistory: (query) => read(() => tables.history.read(query)),
    async acquireWriterLock(holder) {
      assertOpen(database, file);
      const lock = await createWriterLock(database, file);
      const release = lock.acquire(holder, now());
      releases.add(release);
      return async () => {
        releases.delete(release);
        release();
      };
    },
    async close() {
      if (!database.isOpen) return;
      group.flush();
      for (const release of releases) attempt(file, release);
      attempt(file, () => database.close());
    },
  };
}

function begin(tables: Tables, intent: Intent): void {
  tables.intents.open(intent);
  if (intent.entry !== undefined) tables.inventory.put(intent.entry);
  for (const name of intent.createsUsers) tables.users.put(name, intent.atMs);
  const subject = intent.entry?.subscriptionId ?? intent.vdc;
  for (const destruction of intent.destructions) tables.destructions.add(destruction, subject, intent.atMs);
}

/** Several reads see one moment, though another process may write in between. */
function inOneSnapshot<T>(database: DatabaseSync, run: () => T): T {
  database.exec('BEGIN');
  try {
    return run();
  } finally {
    if (database.isTransaction) database.exec('COMMIT');
  }
}

function attempt<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw stateError(error, file);
  }
}

function assertOpen(database: DatabaseSync, file: string): void {
  if (database.isOpen) return;
  throw new ControllerError(
    'STATE_CLOSED',
    `The state file ${file} was closed while something still wanted to use it, so that could not be remembered. ` +
      `This is a bug of vdc: please report it with the command that was run.`,
    { details: { file } },
  );
}
