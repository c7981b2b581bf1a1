import type { ClientBase } from 'pg';
import type { StorePlace } from '../sql/records/parse-record.ts';
import type { RowsOf, SqlDatabase } from '../sql/sql-database.ts';
import type { Statement } from '../sql/statement.ts';
import { commitGroup, type GroupTransaction } from './commit-group.ts';
import type { OnClient } from './postgres-lease.ts';
import { postgresError } from './postgres-error.ts';
import { runStatement } from './run-statement.ts';

export interface PostgresDatabaseOptions {
  readonly place: StorePlace;
  readonly onClient: OnClient;
  readonly checkLease: GroupTransaction['checkLease'];
  readonly end: () => Promise<void>;
}

/** PostgreSQL as a state store needs it. */
export function createPostgresDatabase({ place, onClient, checkLease, end }: PostgresDatabaseOptions): SqlDatabase {
  let isOpen = true;
  return {
    place,
    get isOpen() {
      return isOpen;
    },
    async read<const Statements extends readonly Statement[]>(statements: Statements) {
      const answers = await onClient((client) => readTogether(client, statements));
      return answers as unknown as RowsOf<Statements>; // the columns are those that the query was compiled with
    },
    // Tried once more on a new connection when the old one had died before COMMIT went out: nothing of it can stand then.
    commit: (group) => onClient((client) => commitGroup(client, group, { place, checkLease })),
    explain: (cause) => postgresError(cause, place),
    async close() {
      isOpen = false;
      await end();
    },
  };
}

async function readTogether(client: ClientBase, statements: readonly Statement[]): Promise<readonly unknown[]> {
  const begun = client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const answers = statements.map((one) => runStatement(client, one));
  const results = await Promise.allSettled([begun, ...answers, client.query('COMMIT')]);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return (await Promise.all(answers)).map(({ rows }) => rows);
}
