import type { Pool, buildConnector } from 'undici';
import { tlsConnectOptions } from '../tls/tls-connect-options.ts';

export interface ConnectionPool {
  readonly pool: Pool;
  /** Whether this failure came from opening the connection: then nothing of the request has left this machine. */
  cameBeforeSending(error: unknown): boolean;
}

export interface ConnectionPoolOptions {
  readonly origin: string;
  readonly ca?: string;
  readonly connections: number;
  readonly connectTimeoutMs: number;
}

/**
 * Connections to one origin, HTTP/1.1 only. undici is imported on the first use, since it costs a tenth of a second that
 * commands without WAP do not owe.
 *
 * Failures to connect are remembered by identity: their codes alone do not tell (a connection reset during the handshake
 * has the code of one reset after the request).
 */
export async function openConnectionPool(options: ConnectionPoolOptions): Promise<ConnectionPool> {
  const undici = await import('undici');
  const tls = tlsConnectOptions({
    timeoutMs: options.connectTimeoutMs,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  const connect = undici.buildConnector(tls);
  const unsent = new WeakSet<Error>();
  const connector: buildConnector.connector = (target, callback) => {
    connect(target, (...[error, socket]) => {
      if (error !== null) {
        unsent.add(error);
        callback(error, null);
      } else callback(null, socket);
    });
  };
  const pool = new undici.Pool(options.origin, {
    connect: connector,
    connections: options.connections,
    pipelining: 1,
    allowH2: false,
    // Each call has its own limits, with a caller's signal among them.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { pool, cameBeforeSending: (error) => error instanceof Error && unsent.has(error) };
}
