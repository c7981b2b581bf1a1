import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { ControllerError } from '../../model/controller-error.ts';

/** Where the database is and how it is reached; what is not said is left to PGUSER, PGPASSWORD and PGPASSFILE. */
export interface PostgresAddress {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user?: string;
  readonly password?: string;
  /** False: not encrypted. */
  readonly ssl: ConnectionOptions | false;
  readonly applicationName: string;
}

const known = ['host', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'application_name'];
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/**
 * Reads `postgres://USER@HOST:PORT/DATABASE?sslmode=…` as `psql` would, with two differences: what is not on this machine is
 * reached by verified TLS unless it says otherwise, and nothing ever falls back to an unencrypted way by itself. Throws
 * INVALID_STATE_URL, without showing the address, which may hold a password.
 */
export function parsePostgresAddress(url: string): PostgresAddress {
  if (!URL.canParse(url)) throw invalid('it is no address');
  const { hostname, port, pathname, username, password, searchParams } = new URL(url);
  const unknown = [...searchParams.keys()].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw invalid(`it has parameters that are not known here: ${unknown.join(', ')}`);
  const host = searchParams.get('host') ?? (hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost');
  const database = decodeURIComponent(pathname.slice(1));
  if (database === '') throw invalid('it does not name a database');
  return {
    host,
    port: port === '' ? 5432 : Number(port),
    database,
    ...(username !== '' && { user: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ssl: encryptionOf(host, searchParams),
    applicationName: searchParams.get('application_name') ?? 'vdc',
  };
}

function encryptionOf(host: string, parameters: URLSearchParams): ConnectionOptions | false {
  const isNear = host.startsWith('/') || host === 'localhost' || isLoopbackAddress(host);
  const mode = parameters.get('sslmode') ?? (isNear ? 'disable' : 'verify-full');
  if (mode === 'disable') return false;
  if (!['require', 'verify-ca', 'verify-full'].includes(mode))
    throw invalid(`sslmode=${mode} may fall back to an unencrypted way; write verify-full, verify-ca or disable`);
  const file = (name: string) => readPem(name, parameters.get(name));
  return {
    rejectUnauthorized: true,
    ca: file('sslrootcert'),
    cert: file('sslcert'),
    key: file('sslkey'),
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

function isLoopbackAddress(host: string): boolean {
  const family = isIP(host);
  return family !== 0 && loopback.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

function readPem(parameter: string, path: string | null): string | undefined {
  if (path === null) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ControllerError(
      'STATE_TLS_FAILED',
      `${path}, which state.url names as ${parameter}, cannot be read, so the database cannot be reached by a way that is ` +
        `safe. Mend the path or the rights of the file.`,
      { cause, details: { file: path } },
    );
  }
}

function invalid(what: string): ControllerError {
  return new ControllerError(
    'INVALID_STATE_URL',
    `state.url is no address of a PostgreSQL database that can be used: ${what}. Without a state store nothing is done. ` +
      `Write postgres://USER@HOST:PORT/DATABASE, and if needed ?sslmode=verify-full&sslrootcert=FILE (docs/state.md).`,
  );
}
