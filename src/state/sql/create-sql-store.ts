import { ControllerError } from '../../model/controller-error.ts';
import type { StateStore } from '../state-store.ts';
import type { Queries } from './build-queries.ts';
import { createGroupCommit } from './group-commit.ts';
import { beginWrite, endWrite } from './journal-writes.ts';
import { putEntry } from './put-entry.ts';
import { readHistory } from './read-history.ts';
import { readMemory } from './read-memory.ts';
import { readStatuses } from './read-statuses.ts';
import { accountEntryShape } from './records/account-entry-shape.ts';
import { approvalShape } from './records/approval-shape.ts';
import { haltShape } from './records/halt-shape.ts';
import { intentShape } from './records/intent-shape.ts';
import { parseRecord, type StorePlace } from './records/parse-record.ts';
import type { SqlDatabase, Write } from './sql-database.ts';
import { statement } from './statement.ts';

export interface SqlStoreOptions {
  readonly database: SqlDatabase;
  readonly queries: Queries;
  readonly historyLimit: number;
}

/** How long an approval is kept. */
const dayMs = 24 * 60 * 60 * 1000;

/** All but the lease: who may act is for the part of each database. */
export interface SqlStore extends Omit<StateStore, 'acquireLease' | 'readLeaseHolder'> {
  /** What was given so far is written, or its writers have heard why not. */
  flush(): Promise<void>;
}

/** The state store over a database of either kind. */
export function createSqlStore({ database, queries, historyLimit }: SqlStoreOptions): SqlStore {
  const group = createGroupCommit(database);
  const { place } = database;
  const { memory, journal, status } = queries;

  async function read<T>(run: () => Promise<T>): Promise<T> {
    assertOpen(database);
    await group.flush();
    return explained(database, run);
  }
  async function write(write: Write): Promise<readonly number[]> {
    assertOpen(database);
    return explained(database, () => group.write(write));
  }

  return {
    readMemory: (nowMs) => read(() => readMemory(database, queries, nowMs)),
    begin: async (intent) => void (await write(beginWrite(queries, intent))),
    end: async (ending) => void (await write(endWrite(queries, ending, { store: place, historyLimit }))),
    readOpenIntents: () =>
      read(async () => {
        const [rows] = await database.read([statement(journal.readIntents, {})]);
        return rows.map((row) => parseRecord(row.intent, intentShape, { store: place, table: 'intent', row: row.id }));
      }),
    remember: async (entries) => void (await write(entries.map((entry) => putEntry(queries, entry)))),
    holdVms: async (subscriptionId, held) =>
      void (await write([
        held === undefined
          ? statement(memory.forgetHeldVms, { subscriptionId })
          : statement(memory.putHeldVms, { subscriptionId, held: JSON.stringify(held) }),
      ])),
    readAccounts: () =>
      read(async () => {
        const [rows] = await database.read([statement(memory.readAccounts, {})]);
        return rows.map((row) =>
          parseRecord(row.account, accountEntryShape, { store: place, table: 'account', row: row.id }),
        );
      }),
    putAccount: async (entry) =>
      void (await write([statement(memory.putAccount, { id: entry.id, account: JSON.stringify(entry) })])),
    forgetAccount: async (id) => void (await write([statement(memory.forgetAccount, { id })])),
    writeStatuses: async (statuses, forget) =>
      void (await write([
        ...statuses.map((one) => statement(status.put, { name: one.name, status: JSON.stringify(one) })),
        ...forget.map((name) => statement(status.forget, { name })),
      ])),
    readStatuses: (names) => read(() => readStatuses(database, queries, names)),
    readHistory: (query) => read(() => readHistory(database, queries, query)),
    pause: async (vdc, pause) =>
      void (await write([statement(memory.putPause, { vdc, pause: JSON.stringify(pause) })])),
    unpause: async (vdc) => (await write([statement(memory.forgetPause, { vdc })]))[0] === 1,
    approve: async (approval) => {
      const { fingerprint, atMs } = approval;
      await write([
        statement(memory.forgetApprovals, { beforeMs: atMs - dayMs }),
        statement(memory.putApproval, { fingerprint, atMs, approval: JSON.stringify(approval) }),
      ]);
    },
    readApprovals: (nowMs) =>
      read(async () => {
        const [rows] = await database.read([statement(memory.readApprovals, { afterMs: nowMs - dayMs })]);
        return rows.map((row) =>
          parseRecord(row.approval, approvalShape, { store: place, table: 'approval', row: row.fingerprint }),
        );
      }),
    forgetApproval: async (fingerprint) => void (await write([statement(memory.forgetApproval, { fingerprint })])),
    noteHalt: async (halt) =>
      void (await write([
        halt === undefined
          ? statement(memory.forgetHalt, {})
          : statement(memory.putHalt, { halt: JSON.stringify(halt) }),
      ])),
    readHalt: () =>
      read(async () => {
        const [[row]] = await database.read([statement(memory.readHalt, {})]);
        return row && parseRecord(row.value, haltShape, { store: place, table: 'note', row: 'halt' });
      }),
    noteRevision: async (revision) => void (await write([statement(memory.putRevision, { revision })])),
    flush: () => group.flush(),
    async close() {
      if (!database.isOpen) return;
      await group.flush();
      await explained(database, () => database.close());
    },
  };
}

async function explained<T>(database: SqlDatabase, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw database.explain(error);
  }
}

/** Throws STATE_CLOSED when the store is used after its end. */
export function assertOpen({ isOpen, place }: { readonly isOpen: boolean; readonly place: StorePlace }): void {
  if (isOpen) return;
  throw new ControllerError(
    'STATE_CLOSED',
    `The ${place.name} was closed while something still wanted to use it, so that could not be remembered. ` +
      `This is a bug of vdc: please report it with the command that was run.`,
    { details: place.details },
  );
}
