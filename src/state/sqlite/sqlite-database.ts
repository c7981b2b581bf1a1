import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StorePlace } from '../sql/records/parse-record.ts';
import type { RowsOf, SqlDatabase, Write, Written } from '../sql/sql-database.ts';
import type { Query, Statement } from '../sql/statement.ts';
import { stateError } from './state-error.ts';

export interface SqliteDatabaseOptions {
  readonly database: DatabaseSync;
  readonly place: StorePlace & { readonly details: { readonly file: string } };
  /** Called in each transaction before it writes: throws when this store may no longer act. */
  readonly checkLease: () => void;
}

/** SQLite as a state store needs it. Nothing in here waits: a group is committed within the turn that asks for it. */
export function createSqliteDatabase({ database, place, checkLease }: SqliteDatabaseOptions): SqlDatabase {
  const prepared = new Map<Query, StatementSync>();
  const prepare = (query: Query): StatementSync => {
    const known = prepared.get(query);
    if (known !== undefined) return known;
    const fresh = database.prepare(query.sql);
    prepared.set(query, fresh);
    return fresh;
  };
  const run = ({ query, values, check }: Statement): number => {
    const changes = Number(prepare(query).run(...values).changes);
    check?.(changes);
    return changes;
  };

  return {
    place,
    get isOpen() {
      return database.isOpen;
    },
    async read<const Statements extends readonly Statement[]>(statements: Statements) {
      database.exec('BEGIN');
      try {
        const answers = statements.map(({ query, values }) => prepare(query).all(...values));
        return answers as unknown as RowsOf<Statements>; // the columns are those that the query was compiled with
      } finally {
        if (database.isTransaction) database.exec('COMMIT');
      }
    },
    async commit(group) {
      try {
        database.exec('BEGIN IMMEDIATE');
        checkLease();
        const written = group.map((write) => runInSavepoint(database, write, run));
        database.exec('COMMIT');
        return written;
      } catch (error) {
        if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    explain: (cause) => stateError(cause, place.details.file),
    close: async () => database.close(),
  };
}

/** Throws only when the whole transaction is lost. */
function runInSavepoint(database: DatabaseSync, write: Write, run: (statement: Statement) => number): Written {
  database.exec('SAVEPOINT one');
  try {
    const changes = write.map(run);
    database.exec('RELEASE one');
    return { changes };
  } catch (error) {
    // A full disk or a failed read makes SQLite roll back everything; to go on would write outside any transaction.
    if (!database.isTransaction) throw error;
    database.exec('ROLLBACK TO one; RELEASE one');
    return { error };
  }
}
