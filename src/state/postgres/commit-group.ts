import type { ClientBase, QueryResult } from 'pg';
import type { StorePlace } from '../sql/records/parse-record.ts';
import type { Write, Written } from '../sql/sql-database.ts';
import { isConnectionLost, isOutOfTime, sqlStateOf, uncertain } from './postgres-error.ts';
import { runStatement } from './run-statement.ts';

export interface GroupTransaction {
  readonly place: StorePlace;
  /** Sent as the first thing in the transaction; rejects when this store may no longer act. */
  readonly checkLease: (client: ClientBase) => Promise<void>;
}

/**
 * Writes a group in one transaction. All its statements go out together, so that a thousand intents are two ways to the server
 * and back; only when one of them fails, which is rare, is everything undone and each write tried by itself.
 */
export async function commitGroup(
  client: ClientBase,
  group: readonly Write[],
  transaction: GroupTransaction,
): Promise<readonly Written[]> {
  return (await writeTogether(client, group, transaction)) ?? (await writeApart(client, group, transaction));
}

/** Nothing, and nothing written, when one of them failed. */
async function writeTogether(
  client: ClientBase,
  group: readonly Write[],
  { place, checkLease }: GroupTransaction,
): Promise<readonly Written[] | undefined> {
  const begun = Promise.all([client.query('BEGIN'), checkLease(client)]);
  const sent = group.map((write) => Promise.allSettled(write.map((one) => runStatement(client, one))));
  await Promise.allSettled([begun, ...sent]);
  await begun;
  const written: Written[] = [];
  for (const [index, write] of group.entries()) {
    const how = judge(write, (await sent[index]) ?? []);
    if ('error' in how) {
      if (endsGroup(how.error)) throw how.error;
      await client.query('ROLLBACK');
      return undefined;
    }
    written.push(how);
  }
  await commit(client, place);
  return written;
}

async function writeApart(
  client: ClientBase,
  group: readonly Write[],
  { place, checkLease }: GroupTransaction,
): Promise<readonly Written[]> {
  await Promise.all([client.query('BEGIN'), checkLease(client)]);
  const written: Written[] = [];
  for (const write of group) {
    await client.query('SAVEPOINT one');
    const results = await Promise.allSettled(write.map((one) => runStatement(client, one)));
    const how = judge(write, results);
    if ('error' in how) {
      if (endsGroup(how.error)) throw how.error;
      await client.query('ROLLBACK TO SAVEPOINT one');
    }
    await client.query('RELEASE SAVEPOINT one');
    written.push(how);
  }
  await commit(client, place);
  return written;
}

/** To wait in turn for each of many writes to be let in would hold the row of the lease, and all of us, for minutes. */
function endsGroup(error: unknown): boolean {
  return isConnectionLost(error) || isOutOfTime(error);
}

function judge(write: Write, results: readonly PromiseSettledResult<QueryResult>[]): Written {
  const changes: number[] = [];
  for (const [index, result] of results.entries()) {
    if (result.status === 'rejected') return { error: result.reason };
    const changed = result.value.rowCount ?? 0;
    try {
      write[index]?.check?.(changed);
    } catch (error) {
      return { error };
    }
    changes.push(changed);
  }
  return { changes };
}

async function commit(client: ClientBase, place: StorePlace): Promise<void> {
  try {
    const { command } = await client.query('COMMIT');
    // The server answers so to the COMMIT of a transaction that had failed before.
    if (command !== 'COMMIT') throw new TypeError(`COMMIT was answered with ${command}`);
  } catch (error) {
    // A session that was ended for its silence was ended before it heard our COMMIT, so that nothing of it stands.
    if (isConnectionLost(error) && sqlStateOf(error) !== '25P03') throw uncertain(error, place);
    throw error;
  }
}
