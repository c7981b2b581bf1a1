import { Pool, types } from 'pg';
import type { PostgresAddress } from './postgres-address.ts';

export interface PoolOptions {
  readonly address: PostgresAddress;
  readonly password?: string;
  readonly schema: string;
}

/** Nothing hangs for ever: not a server that does not answer, nor a lock that is not given back, nor our own silence. */
const limits = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  // A process that was frozen in the midst of a transaction holds the row of the lease: so long, and no longer.
  idle_in_transaction_session_timeout: 5_000,
  // Ours, for a server or a network that has gone silent.
  query_timeout: 20_000,
};

/** Writes go one after the other; the others are for reads and for renewing the lease meanwhile. */
const connections = 4;

/** Connections to one schema of one database, made when they are needed, replaced when they break. */
export function openPool({ address, password, schema }: PoolOptions): Pool {
  const secret = password ?? address.password;
  const pool = new Pool({
    host: address.host,
    port: address.port,
    database: address.database,
    ...(address.user !== undefined && { user: address.user }),
    ...(secret !== undefined && { password: secret }),
    ssl: address.ssl,
    application_name: address.applicationName,
    options: `-c search_path=${schema} -c synchronous_commit=on`,
    max: connections,
    keepAlive: true,
    // The statements of a group go out together: one way to the server and back, not one for each.
    pipeline: true,
    types: { getTypeParser },
    ...limits,
  });
  // A connection that breaks while nobody asks anything of it is replaced at the next question, so there is nothing to tell;
  // without a listener Node would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const bigint = 20;

/** Our whole numbers all fit into a double; pg would give them as text. */
const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === bigint ? Number : types.getTypeParser(oid, format);
