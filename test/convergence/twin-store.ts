import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { createSqlStore, type SqlStore } from '../../src/state/sql/create-sql-store.ts';
import { fenced } from '../../src/state/sql/fenced.ts';
import queries from '../../src/state/sql/generated/sqlite-queries.json' with { type: 'json' };
import { createSqliteDatabase } from '../../src/state/sqlite/sqlite-database.ts';
import { migrate } from '../../src/state/sqlite/migrate.ts';
import { migrations } from '../../src/state/sqlite/migrations.ts';
import type { SqlDatabase } from '../../src/state/sql/sql-database.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { createMemoryStore, type MemoryDisk } from '../support/memory-store.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A real database in memory, and beside it the model that the laws look at. Both stay when a process dies. */
export interface TwinDisk {
  /** Its statements are prepared once, whichever process runs them. */
  readonly database: SqlDatabase;
  /** Asked in each transaction; set by whoever is about to commit. */
  readonly lease: { check: () => void };
  readonly model: MemoryDisk;
  /** All its rows, for databases that begin with them. */
  keep(): KeptRows;
  /** For another run; nothing of this one is left in it. */
  giveBack(): void;
}

const place = { name: 'state file', tool: 'the sqlite3 tool', details: { file: 'state' } };
/** Table → its rows. */
export type KeptRows = Readonly<Record<string, readonly Readonly<Record<string, SQLOutputValue>>[]>>;

interface Laid {
  readonly tables: readonly string[];
  readonly file: DatabaseSync;
  readonly lease: TwinDisk['lease'];
  readonly database: SqlDatabase;
}

/** Emptied and used again: to lay out the tables costs as much as a whole story. */
const spare: Laid[] = [];

export function openTwinDisk(model: MemoryDisk, kept: KeptRows = {}): TwinDisk {
  const laid = spare.pop() ?? layOut();
  const { file, lease, database, tables } = laid;
  for (const [table, rows] of Object.entries(kept))
    for (const row of rows) {
      const names = Object.keys(row).map((name) => `"${name}"`);
      const marks = names.map(() => '?').join();
      file.prepare(`INSERT INTO "${table}" (${names.join()}) VALUES (${marks})`).run(...Object.values(row));
    }
  return {
    database,
    lease,
    model,
    keep: () => Object.fromEntries(tables.map((table) => [table, file.prepare(`SELECT * FROM "${table}"`).all()])),
    giveBack() {
      for (const table of tables) file.exec(`DELETE FROM "${table}"`);
      spare.push(laid);
    },
  };
}

function layOut(): Laid {
  const file = new DatabaseSync(':memory:');
  migrate(file, { file: 'state', migrations, nowMs: 0 });
  const lease = { check: () => undefined };
  const tables = file
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_version'`)
    .all()
    .map(({ name }) => String(name));
  const database = createSqliteDatabase({ database: file, place, checkLease: () => lease.check() });
  return { file, lease, tables, database };
}

/**
 * The real state store of one process; what it has written, the model writes too. Only the lease is the model's: a file's
 * lock ends with a process of the machine, which nobody here has.
 */
export function createTwinStore(twin: TwinDisk, clock: VirtualClock): StateStore {
  const disk = twin.model;
  const model = createMemoryStore(disk, clock.now);
  // What the database has taken was done, though whoever asked for it has died in that moment: no lease is asked for again.
  const mirror = createMemoryStore(disk, clock.now);
  let fence: number | undefined;
  const sql = openStore(twin, () => {
    const isHeld = fence === undefined || (disk.lease?.fence === fence && disk.lease.untilMs > clock.now());
    if (!isHeld) throw fenced(place, fence ?? 0);
  });
  const read = <T>(act: () => Promise<T>) => clock.busy(act);
  const write = async <T>(act: (store: SqlStore | StateStore) => Promise<T>): Promise<T> => {
    const answer = await clock.busy(() => act(sql));
    await act(mirror);
    return answer;
  };
  return {
    readMemory: (nowMs) => read(() => sql.readMemory(nowMs)),
    readOpenIntents: () => read(() => sql.readOpenIntents()),
    readAccounts: () => read(() => sql.readAccounts()),
    readStatuses: (names) => read(() => sql.readStatuses(names)),
    readHistory: (query) => read(() => sql.readHistory(query)),
    readApprovals: (nowMs) => read(() => sql.readApprovals(nowMs)),
    readLeaseHolder: () => model.readLeaseHolder(),
    async acquireLease(wish) {
      const lease = await model.acquireLease(wish);
      if (lease !== undefined) ({ fence } = lease);
      return lease;
    },
    begin: (intent) => write((store) => store.begin(intent)),
    end: (ending) => write((store) => store.end(ending)),
    remember: (entries) => write((store) => store.remember(entries)),
    holdVms: (id, held) => write((store) => store.holdVms(id, held)),
    putAccount: (account) => write((store) => store.putAccount(account)),
    forgetAccount: (id) => write((store) => store.forgetAccount(id)),
    writeStatuses: (statuses, forget) => write((store) => store.writeStatuses(statuses, forget)),
    pause: (vdc, pause) => write((store) => store.pause(vdc, pause)),
    unpause: (vdc) => write((store) => store.unpause(vdc)),
    approve: (approval) => write((store) => store.approve(approval)),
    forgetApproval: (fingerprint) => write((store) => store.forgetApproval(fingerprint)),
    noteRevision: (revision) => write((store) => store.noteRevision(revision)),
    noteHalt: (halt) => write((store) => store.noteHalt(halt)),
    readHalt: () => read(() => sql.readHalt()),
    close: async () => undefined,
  };
}

function openStore({ database, lease }: TwinDisk, checkLease: () => void): SqlStore {
  return createSqlStore({
    database: {
      ...database,
      isOpen: true,
      // A group is committed within the turn that asks for it.
      commit(group) {
        lease.check = checkLease;
        return database.commit(group);
      },
    },
    queries,
    historyLimit: 100_000,
  });
}

/** What the database says otherwise than the model: one line for each part. */
export async function findTornTwins(twin: TwinDisk, nowMs: number): Promise<readonly string[]> {
  const [sql, model] = [openStore(twin, () => undefined), createMemoryStore(twin.model, () => nowMs)];
  const parts: Readonly<Record<string, (store: SqlStore | StateStore) => Promise<unknown>>> = {
    memory: (store) => store.readMemory(nowMs),
    intents: (store) => store.readOpenIntents(),
    accounts: (store) => store.readAccounts(),
    statuses: (store) => store.readStatuses(undefined),
    history: (store) => store.readHistory({ limit: 100_000 }),
    approvals: (store) => store.readApprovals(nowMs),
  };
  const torn: string[] = [];
  for (const [part, look] of Object.entries(parts)) {
    const [real, meant] = [tell(await look(sql)), tell(await look(model))];
    if (real !== meant) torn.push(`the database has another ${part} than was written: ${real} instead of ${meant}`);
  }
  return torn;
}

/** Rows in no order, members in theirs. */
function tell(value: unknown): string {
  if (value instanceof Map) return tell([...value]);
  if (value instanceof Set) return tell([...value]);
  if (Array.isArray(value)) return `[${value.map(tell).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nothing';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .map(([name, member]) => `${name}:${tell(member)}`)
    .sort()
    .join()}}`;
}
