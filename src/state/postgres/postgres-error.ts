import { ControllerError, type Retry } from '../../model/controller-error.ts';
import type { StorePlace } from '../sql/records/parse-record.ts';

interface Explanation {
  readonly code: string;
  readonly retry: Retry;
  readonly what: string;
  readonly cure: string;
}

const unreachable: Explanation = {
  code: 'STATE_UNREACHABLE',
  retry: 'later',
  what: 'cannot be reached',
  cure: 'Nothing is done without it. See that PostgreSQL runs and that host, port and firewall in state.url are right; a daemon goes on by itself.',
};
const busy: Explanation = {
  code: 'STATE_BUSY',
  retry: 'later',
  what: 'did not answer in time, or has no connection left',
  cure: 'See pg_stat_activity for what holds it up (a lock, a backup, too many clients) and try again.',
};
const readOnly: Explanation = {
  code: 'STATE_READ_ONLY',
  retry: 'later',
  what: 'takes no writes',
  cure: 'It is a standby, or was made read-only: point state.url at the primary, or wait until the failover is through.',
};
const loginRefused: Explanation = {
  code: 'STATE_LOGIN_REFUSED',
  retry: 'never',
  what: 'refused the login',
  cure: 'Check user and password (PGPASSWORD or PGPASSFILE) and the rules in pg_hba.conf, among them whether TLS is required.',
};
const missing: Explanation = {
  code: 'STATE_DATABASE_MISSING',
  retry: 'never',
  what: 'does not exist',
  cure: 'Create it (docs/state.md) or mend its name in state.url.',
};
const forbidden: Explanation = {
  code: 'STATE_FORBIDDEN',
  retry: 'never',
  what: 'does not give this user the rights that it needs',
  cure: 'Grant CREATE on the database, or make the schema for this user beforehand (docs/state.md).',
};
const untrusted: Explanation = {
  code: 'STATE_TLS_FAILED',
  retry: 'never',
  what: 'could not be reached by a verified TLS connection',
  cure: 'Name the CA of the server with ?sslrootcert=FILE and the host as its certificate does; for a way that needs none write ?sslmode=disable.',
};
const full: Explanation = {
  code: 'STATE_DISK_FULL',
  retry: 'later',
  what: 'cannot grow: the disk of the server is full',
  cure: 'Make room. Nothing was called whose intent could not be written first.',
};
const corrupt: Explanation = {
  code: 'STATE_CORRUPT',
  retry: 'never',
  what: 'is damaged',
  cure: 'Restore it from a backup. Nothing is done without it, because a lost memory would look like VDCs that are not ours.',
};
const failed: Explanation = {
  code: 'STATE_FAILED',
  retry: 'later',
  what: 'could not be read or written',
  cure: 'Look at the log of the server, then try again.',
};

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const bySqlState: ReadonlyMap<string, Explanation> = new Map([
  ['25P03', unreachable],
  ['57P01', unreachable],
  ['57P02', unreachable],
  ['57P03', unreachable],
  ['57P05', unreachable],
  ['40001', busy],
  ['40P01', busy],
  ['53300', busy],
  ['55P03', busy],
  ['57014', busy],
  ['25006', readOnly],
  ['28000', loginRefused],
  ['28P01', loginRefused],
  ['3D000', missing],
  ['42501', forbidden],
  ['53100', full],
  ['XX001', corrupt],
  ['XX002', corrupt],
]);

/** What Node calls failures of TLS. */
const tlsCode =
  /^(?:CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|HOSTNAME_MISMATCH$|INVALID_)/;
// What pg itself finds out while it logs in has no code, so that its words have to do.
const noTls = 'The server does not support SSL connections';
const noPassword = /^SASL: /;

/** The SQLSTATE, where the server has answered; nothing when the way to it failed. */
export function sqlStateOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('severity' in cause) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

/** Whether the connection is gone with this error, so that nothing more can be heard on it. */
export function isConnectionLost(cause: unknown): boolean {
  if (cause instanceof ControllerError || cause instanceof TypeError) return false;
  const state = sqlStateOf(cause);
  if (state === undefined) return true;
  const isFatal = cause instanceof Error && 'severity' in cause && cause.severity !== 'ERROR';
  return isFatal || state.startsWith('08') || bySqlState.get(state) === unreachable;
}

/** Whether the server gave up waiting: for a lock, or for the end of a statement. */
export function isOutOfTime(cause: unknown): boolean {
  return ['55P03', '57014'].includes(sqlStateOf(cause) ?? '');
}

/** The failure of PostgreSQL or of the way to it in words for an operator. Errors of ours are handed back as they are. */
export function postgresError(cause: unknown, place: StorePlace): unknown {
  if (cause instanceof ControllerError || cause instanceof TypeError) return cause;
  const { code, retry, what, cure } = explain(cause);
  return new ControllerError(code, `The ${place.name} ${what} (${textOf(cause)}). ${cure}`, {
    cause,
    retry,
    details: { ...place.details, ...(sqlStateOf(cause) !== undefined && { sqlState: sqlStateOf(cause) ?? '' }) },
  });
}

/** The answer to COMMIT was lost: it may stand or not. */
export function uncertain(cause: unknown, place: StorePlace): ControllerError {
  return new ControllerError(
    'STATE_UNCERTAIN',
    `The connection to the ${place.name} broke while it was committing (${textOf(cause)}), so nobody knows whether the last ` +
      `writes stand. They count as not written: nothing is called for them. To do the same again is safe; an intent that ` +
      `does stand is found open by the next pass, which looks at what is there and closes it.`,
    { cause, retry: 'later', details: place.details },
  );
}

function explain(cause: unknown): Explanation {
  const state = sqlStateOf(cause);
  if (state !== undefined) return bySqlState.get(state) ?? (isConnectionLost(cause) ? unreachable : failed);
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (tlsCode.test(code) || (cause instanceof Error && cause.message === noTls)) return untrusted;
  if (cause instanceof Error && noPassword.test(cause.message)) return loginRefused;
  return unreachable;
}

function textOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // Where a name has several addresses, Node puts the failure of each into one error without words.
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}
