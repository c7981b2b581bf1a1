import type { SecureContext } from 'node:tls';
import { BindRequest } from 'ldapts';
import { ControllerError } from '../../../model/controller-error.ts';
import type { DirectoryAddress } from './directory-address.ts';
import { explainBindRefusal } from './explain-bind-refusal.ts';
import type { LdapAnswer } from './ldap-answer.ts';
import { speakLdap, type ConnectionBounds, type LdapConnection, type MakeMessage } from './ldap-connection.ts';
import { openTlsSocket } from './open-tls-socket.ts';
import { untilAborted } from './until-aborted.ts';

export type LdapOperation = 'bind' | 'search' | 'add' | 'modify' | 'rename' | 'delete';

/** What became of one request; neither names nor values. */
export interface LdapReport {
  readonly operation: LdapOperation;
  /** LDAP's result code; null when there was no answer. */
  readonly result: number | null;
  readonly entries: number;
  readonly durationMs: number;
}

export interface LdapSessionOptions extends ConnectionBounds {
  readonly address: DirectoryAddress;
  readonly secureContext: SecureContext;
  readonly bindDn: string;
  readonly password: string;
  readonly connectTimeoutMs: number;
  /** Milliseconds. */
  readonly now: () => number;
  /** Asked right before a request that changes something leaves, each time; throws where it may not. */
  readonly assertMayWrite?: (() => void) | undefined;
  readonly onRequest?: ((report: LdapReport) => void) | undefined;
}

export type Ask = (make: MakeMessage) => Promise<LdapAnswer>;

/**
 * The service account, logged in on one kept connection to one domain controller; opened when it is needed.
 *
 * A login that was refused is remembered and never tried again: a few tries more would lock the account. Rejects with a
 * ControllerError only where there was no answer, or with the reason of `signal`.
 */
export interface LdapSession {
  /**
   * All that `look` asks goes over one connection, since the place in a listing is worth nothing on another one. Where that
   * turns out to be dead, the whole look is taken a second time on a fresh one.
   */
  read<T>(look: (ask: Ask) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Sent once. `DIRECTORY_OUTCOME_UNKNOWN` when it had left and no answer came. */
  write(operation: LdapOperation, make: MakeMessage, signal: AbortSignal): Promise<LdapAnswer>;
  close(): void;
}

export function createLdapSession(options: LdapSessionOptions): LdapSession {
  const { address, now } = options;
  const closing = new AbortController();
  let refusal: ControllerError | undefined;
  let kept: LdapConnection | undefined;
  let opening: Promise<LdapConnection> | undefined;

  async function open(): Promise<LdapConnection> {
    const socket = await openTlsSocket(address, options.secureContext, options.connectTimeoutMs, closing.signal);
    const connection = speakLdap(socket, address.origin, options);
    const { bindDn: dn, password } = options;
    try {
      const bind: MakeMessage = (messageId) => new BindRequest({ messageId, dn, password });
      const answer = await report('bind', () => connection.ask(bind, closing.signal));
      if (answer.result === 0) return (kept = connection);
      const error = explainBindRefusal(answer, address.origin);
      if (error.code === 'DIRECTORY_LOGIN_REFUSED') refusal = error;
      throw error;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** One login at a time, shared by all who wait for it: wrong credentials are sent once. */
  async function connection(signal: AbortSignal): Promise<LdapConnection> {
    signal.throwIfAborted();
    closing.signal.throwIfAborted();
    if (refusal !== undefined) throw refusal;
    if (kept?.isOpen() === true) return kept;
    opening ??= open().finally(() => (opening = undefined));
    return untilAborted(opening, signal);
  }

  async function report(operation: LdapOperation, ask: () => Promise<LdapAnswer>): Promise<LdapAnswer> {
    const startedAt = now();
    let answer: LdapAnswer | undefined;
    try {
      return (answer = await ask());
    } finally {
      const result = answer?.result ?? null;
      const entries = answer?.entries.length ?? 0;
      options.onRequest?.({ operation, result, entries, durationMs: Math.max(0, now() - startedAt) });
    }
  }

  return {
    async read(look, signal) {
      const over = (open: LdapConnection) => look((make) => report('search', () => open.ask(make, signal)));
      try {
        return await over(await connection(signal));
      } catch (error) {
        if (signal.aborted || closing.signal.aborted || !isLost(error)) throw error;
        return over(await connection(signal));
      }
    },
    async write(operation, make, signal) {
      const open = await connection(signal);
      // Here and not earlier: logging in may have taken long, or the process been frozen meanwhile.
      options.assertMayWrite?.();
      try {
        return await report(operation, () => open.ask(make, signal));
      } catch (error) {
        if (signal.aborted || !(error instanceof ControllerError)) throw error;
        throw outcomeUnknown(address.origin, error);
      }
    },
    close() {
      closing.abort(
        new ControllerError('CALL_ABANDONED', 'The directory is not asked any more: its connection was closed.', {
          retry: 'later',
        }),
      );
      kept?.close();
    },
  };
}

function isLost(error: unknown): boolean {
  return error instanceof ControllerError && error.code === 'CONNECTION_LOST';
}

function outcomeUnknown(origin: string, cause: ControllerError): ControllerError {
  return new ControllerError(
    'DIRECTORY_OUTCOME_UNKNOWN',
    `A change was sent to the domain controller (${origin}) and its answer never came, so whether it was made is not known. The account is looked at before anything is sent again. ${cause.message}`,
    { cause, retry: 'later', details: { origin, cause: cause.code } },
  );
}
