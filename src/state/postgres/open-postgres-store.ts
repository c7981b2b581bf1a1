import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import { assertOpen, createSqlStore } from '../sql/create-sql-store.ts';
import queries from '../sql/generated/postgres-queries.json' with { type: 'json' };
import type { StorePlace } from '../sql/records/parse-record.ts';
import type { Lease, StateStore } from '../state-store.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { onClientOf } from './on-client.ts';
import { openPool } from './open-pool.ts';
import { parsePostgresAddress } from './postgres-address.ts';
import { createPostgresDatabase } from './postgres-database.ts';
import { postgresError } from './postgres-error.ts';
import { createPostgresLease } from './postgres-lease.ts';

export interface PostgresStoreOptions {
  /** `postgres://USER@HOST:PORT/DATABASE?sslmode=…`. */
  readonly url: string;
  /** Goes before one in the address; without either PGPASSWORD or PGPASSFILE decides. */
  readonly password?: string;
  /** UUID: each installation has a schema of its own. */
  readonly installation: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How many records of history are kept. */
  readonly historyLimit?: number;
}

/** The state store in a schema of a PostgreSQL database, for several hosts that stand in for each other. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<StateStore> {
  const { url, password, installation, now } = options;
  const address = parsePostgresAddress(url);
  const schema = schemaOf(installation);
  const { host, port, database } = address;
  const place: StorePlace = {
    name: `state database ${database} on ${host}:${port} (schema ${schema})`,
    tool: 'psql',
    details: { host, port: String(port), database, schema },
  };
  const pool = openPool({ address, schema, ...(password !== undefined && { password }) });
  try {
    await onClientOf(pool, 1)((client) => migrate(client, { schema, place, migrations, nowMs: now() }));
  } catch (error) {
    await endPool(pool);
    throw postgresError(error, place);
  }
  return createStore(pool, place, options.historyLimit ?? 100_000);
}

function createStore(pool: Pool, place: StorePlace, historyLimit: number): StateStore {
  const onClient = onClientOf(pool, 2);
  const lease = createPostgresLease({ place, onClient, onClientOnce: onClientOf(pool, 1) });
  const database = createPostgresDatabase({
    place,
    onClient,
    checkLease: (client) => lease.check(client),
    end: () => endPool(pool),
  });
  const store = createSqlStore({ database, queries, historyLimit });
  const leases = new Set<Lease>();

  async function attempt<T>(run: () => Promise<T>): Promise<T> {
    assertOpen(database);
    return run().catch((error: unknown) => {
      throw postgresError(error, place);
    });
  }

  return {
    ...store,
    async acquireLease(wish) {
      const taken = await attempt(() => lease.acquire(wish));
      if (taken === undefined) return undefined;
      leases.add(taken);
      return {
        fence: taken.fence,
        renew: () => attempt(() => taken.renew()),
        release: () => attempt(() => taken.release()),
      };
    },
    readLeaseHolder: () => attempt(() => lease.readHolder()),
    async close() {
      if (!database.isOpen) return;
      await store.flush();
      // A lease that cannot be given back runs out by itself, and whoever closes has nothing left to do about it.
      await Promise.allSettled([...leases].map((one) => one.release()));
      await store.close();
    },
  };
}

/** How long the server may take to say goodbye. */
const farewellMs = 2_000;

async function endPool(pool: Pool): Promise<void> {
  const isOver = new AbortController();
  await Promise.race([pool.end(), setTimeout(farewellMs, undefined, { ref: false, signal: isOver.signal })]);
  isOver.abort();
}

/** Goes into statements as it is, where no value could stand. */
function schemaOf(installation: string): string {
  assert.match(installation, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  return `vdc_${installation.replaceAll('-', '_')}`;
}
