import { ControllerError } from '../../../../model/controller-error.ts';
import type { ConnectionLogin } from '../auth/connection-login.ts';
import type { HttpAnswer, HttpRequest } from '../auth/login/kept-connection.ts';
import type { LoginTurns } from '../auth/login/login-turns.ts';
import type { Door } from '../http/door.ts';
import type { Attempt, Outgoing } from '../http/exchange.ts';

export interface NtlmDoorOptions {
  readonly turns: LoginTurns;
  /** One more connection that logs in for itself. */
  readonly connect: () => ConnectionLogin;
}

/** Nothing was carried out: the login did not come to its end. */
const LOGIN_FAILED: ReadonlySet<string> = new Set([
  'LOGIN_REFUSED',
  'LOGIN_SCHEME_UNKNOWN',
  'LOGIN_KERBEROS_ONLY',
  'NTLM_BROKEN_OFF',
  'NTLM_ANSWER_INVALID',
  'NTLM_TOO_OLD',
]);

/** Connections that are logged in, as many as there are requests at once: NTLM proves a connection and not a request. */
export function createNtlmDoor({ turns, connect }: NtlmDoorOptions): Door {
  const all: ConnectionLogin[] = [];
  /** The one used last is used next, so that no more are kept alive than are needed. */
  const free: ConnectionLogin[] = [];

  function open(): ConnectionLogin {
    const opened = connect();
    all.push(opened);
    return opened;
  }

  return {
    async send(outgoing, signal) {
      const login = free.pop() ?? open();
      try {
        // Waited for here, since the time that the login of another takes is not on this request's bill.
        if (!login.isLoggedIn()) await turns.ready(signal);
        return await sendWithin(login, outgoing, signal);
      } finally {
        free.push(login);
      }
    },
    async close() {
      await Promise.all(all.map((login) => login.close()));
    },
  };
}

async function sendWithin(login: ConnectionLogin, outgoing: Outgoing, signal: AbortSignal): Promise<Attempt> {
  const stop = new AbortController();
  const abandon = (): void => stop.abort(signal.reason);
  const overdue = (): void => stop.abort(new DOMException('no answer in time', 'TimeoutError'));
  let begin = setTimeout(overdue, outgoing.beginWithinMs);
  const end = setTimeout(overdue, outgoing.endWithinMs);
  signal.addEventListener('abort', abandon, { once: true });
  const onHead = (status: number): void => {
    clearTimeout(begin);
    // Most often a step of the login: what was asked is still to be answered.
    if (status === 401) begin = setTimeout(overdue, outgoing.beginWithinMs);
  };
  try {
    signal.throwIfAborted();
    const answer = await login.request({ ...requestOf(outgoing), onHead }, stop.signal);
    return attemptOf(answer, outgoing.maxBytes);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ControllerError && LOGIN_FAILED.has(error.code))
      return { kind: 'refused', status: 401, error };
    return { kind: login.cameBeforeSending(error) ? 'unsent' : 'silence', error };
  } finally {
    clearTimeout(begin);
    clearTimeout(end);
    signal.removeEventListener('abort', abandon);
  }
}

function requestOf({ method, path, headers, body, maxBytes }: Outgoing): HttpRequest {
  return { method, path, headers, maxBytes, ...(body !== null && { body }) };
}

function attemptOf({ status, headers, body, isTooLarge }: HttpAnswer, maxBytes: number): Attempt {
  if (isTooLarge === true) return { kind: 'too-large', status, maxBytes };
  return { kind: 'answer', status, headers, text: body, bytes: Buffer.byteLength(body) };
}
