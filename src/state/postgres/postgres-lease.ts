import type { ClientBase } from 'pg';
import { fenced } from '../sql/fenced.ts';
import type { StorePlace } from '../sql/records/parse-record.ts';
import type { Lease, LeaseWish } from '../state-store.ts';
import { sqlStateOf } from './postgres-error.ts';

/** Runs on a connection of its own. */
export type OnClient = <T>(run: (client: ClientBase) => Promise<T>) => Promise<T>;

export interface PostgresLease {
  acquire(wish: LeaseWish): Promise<Lease | undefined>;
  /** Rejects with STATE_FENCED in the midst of a transaction once this store had the lease and has it no more. */
  check(client: ClientBase): Promise<void>;
  readHolder(): Promise<string | undefined>;
}

interface Held extends LeaseWish {
  readonly fence: number;
  isLost: boolean;
}

export interface LeaseDoors {
  readonly place: StorePlace;
  readonly onClient: OnClient;
  /** The same, but never tried again after the connection broke. */
  readonly onClientOnce: OnClient;
}

/**
 * The lease is one row, and its time is that of the database: no clock of ours can make it ours. Whoever writes locks that row
 * against change in the same transaction, so a holder that froze before its check finds it gone, and one that froze after
 * it holds up whoever takes over only until the server ends its silent session, and with it what was not committed.
 */
export function createPostgresLease({ place, onClient, onClientOnce }: LeaseDoors): PostgresLease {
  let last: Held | undefined;

  return {
    async acquire(wish) {
      const fence = await onClientOnce((client) => take(client, wish));
      if (fence === undefined) return undefined;
      const held: Held = { ...wish, fence, isLost: false };
      last = held;
      return {
        fence,
        async renew() {
          if (held.isLost) return false;
          const isOurs = await onClient((client) => prolong(client, held));
          if (!isOurs) held.isLost = true;
          return isOurs;
        },
        async release() {
          held.isLost = true;
          await onClient((client) => giveBack(client, held));
        },
      };
    },
    async check(client) {
      if (last === undefined) return;
      if (last.isLost || !(await isOurs(client, last))) throw fenced(place, last.fence);
    },
    readHolder: () => onClient(readHolder),
  };
}

/** A lease lives for seconds: whoever does not know by then whether it is theirs had better know that they do not know. */
const patience = { query_timeout: 6_000 };

/** The new fence; undefined while somebody else has it. */
async function take(client: ClientBase, { holder, ttlMs }: LeaseWish): Promise<number | undefined> {
  try {
    const { rows } = await client.query<{ readonly fence: number }>({
      text: `UPDATE lease SET holder = $1, fence = fence + 1, expires = clock_timestamp() + $2 * interval '1 millisecond'
             WHERE holder IS NULL OR expires <= clock_timestamp() RETURNING fence`,
      values: [holder, ttlMs],
      ...patience,
    });
    return rows[0]?.fence;
  } catch (error) {
    // The holder is just writing, or froze while it did: the row is locked, so it is not ours to have.
    if (sqlStateOf(error) === lockNotAvailable) return undefined;
    throw error;
  }
}

const lockNotAvailable = '55P03';

async function prolong(client: ClientBase, { holder, fence, ttlMs }: Held): Promise<boolean> {
  const { rowCount } = await client.query({
    text: `UPDATE lease SET expires = clock_timestamp() + $3 * interval '1 millisecond' WHERE holder = $1 AND fence = $2`,
    values: [holder, fence, ttlMs],
    ...patience,
  });
  return rowCount === 1;
}

async function giveBack(client: ClientBase, { holder, fence }: Held): Promise<void> {
  await client.query({
    text: `UPDATE lease SET holder = NULL, expires = '-infinity' WHERE holder = $1 AND fence = $2`,
    values: [holder, fence],
    ...patience,
  });
}

/** Locks the row until the end of the transaction. */
async function isOurs(client: ClientBase, { holder, fence }: Held): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'vdc_lease',
    text: 'SELECT fence FROM lease WHERE holder = $1 AND fence = $2 AND expires > clock_timestamp() FOR SHARE',
    values: [holder, fence],
  });
  return rowCount === 1;
}

async function readHolder(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ readonly holder: string }>(
    'SELECT holder FROM lease WHERE holder IS NOT NULL AND expires > clock_timestamp()',
  );
  return rows[0]?.holder;
}
