import { ControllerError } from '../../../../model/controller-error.ts';
import { describeConnectionError } from '../tls/describe-connection-error.ts';
import { handshake } from './login/handshake.ts';
import { openKeptConnection, type HttpAnswer, type HttpRequest } from './login/kept-connection.ts';
import { urlNotHttps } from './login/login-errors.ts';
import { createLoginTurns, type LoginTurns } from './login/login-turns.ts';
import { splitName, typedName } from './login-name.ts';
import { untilAborted } from './until-aborted.ts';

export interface ConnectionLoginOptions {
  /** Any URL of the server; only scheme, host and port count. */
  readonly url: string;
  /** Whose server it is, as it reads in a sentence: `SPF`, `the admin auth site`. */
  readonly purpose: string;
  readonly domain?: string | undefined;
  readonly username: string;
  readonly password: string;
  /** PEM; the machine's roots when absent. */
  readonly ca?: string | undefined;
  readonly now: () => number;
  /** That many bytes nobody can guess (`crypto.randomBytes`). */
  readonly random: (size: number) => Uint8Array;
  readonly limits?: Partial<ConnectionLimits>;
  /** What else there is where NTLM does not work, as a command: `switch on Basic authentication`. */
  readonly otherwise?: string;
  /** A group that the account must be in, as it reads in a sentence. */
  readonly group?: string;
  /** Shared by the connections of one account. */
  readonly turns?: LoginTurns;
}

export interface ConnectionLimits {
  readonly connectTimeoutMs: number;
  readonly answerTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly maxAnswerBytes: number;
}

const LIMITS: ConnectionLimits = {
  connectTimeoutMs: 10_000,
  answerTimeoutMs: 100_000,
  keepAliveMs: 60_000,
  maxAnswerBytes: 16 * 1024 * 1024,
};

/**
 * One kept HTTP/1.1 connection that is logged in by NTLM (also inside Negotiate), because NTLM proves a connection and not a
 * request. A new socket means a new login. Requests go one after the other; open several for more.
 *
 * Answers are returned whatever their status; only what prevents an answer throws, always a ControllerError. Credentials
 * that were refused once are never sent again: each later call throws the same error without touching the network.
 */
export interface ConnectionLogin {
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Whether the next request can probably do without a login. */
  isLoggedIn(): boolean;
  /** Whether this error of `request` came before anything of it had left this machine. */
  cameBeforeSending(error: unknown): boolean;
  close(): Promise<void>;
}

export function createConnectionLogin(options: ConnectionLoginOptions): ConnectionLogin {
  const { origin, protocol, hostname } = new URL(options.url);
  if (protocol !== 'https:') throw urlNotHttps(options.url, options.purpose);
  const target = { origin, purpose: options.purpose, otherwise: options.otherwise, group: options.group };
  const turns = options.turns ?? createLoginTurns(options.now);
  const connection = openKeptConnection({ ...LIMITS, ...options.limits, ...target, ca: options.ca });
  const login = {
    connection,
    target,
    credentials: { ...splitName(options), password: options.password },
    account: typedName(options),
    servicePrincipal: `HTTP/${hostname}`,
    now: options.now,
    random: options.random,
  };
  let provenOn = 0; // the generation of the socket that is logged in
  let queue: Promise<unknown> = Promise.resolve();

  function isLoggedIn(): boolean {
    return provenOn !== 0 && provenOn === connection.generation() && connection.isOpen();
  }

  async function ask(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    signal.throwIfAborted();
    const refusal = turns.refusal();
    if (refusal !== undefined) throw refusal;
    if (isLoggedIn()) {
      const answer = await connection.exchange(request, signal);
      // A 401 means: not done, log in (again). The socket was replaced unseen, or the site logs in each request anew.
      if (answer.status !== 401) return answer;
    }
    provenOn = 0;
    const turn = await turns.take(signal);
    try {
      const answer = await handshake({ ...login, request, onAccepted: () => turn.accepted() }, signal);
      provenOn = connection.generation();
      return answer;
    } catch (error) {
      if (error instanceof ControllerError && error.code === 'LOGIN_REFUSED') turn.refused(error);
      throw error;
    } finally {
      turn.leave();
    }
  }

  async function askOrExplain(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    try {
      return await ask(request, signal);
    } catch (error) {
      const explained = describeConnectionError(error, { url: origin, purpose: options.purpose });
      // A half-done login leaves the server's end in a state of its own: the next one begins on a fresh socket.
      if (provenOn === 0) await connection.drop();
      throw explained;
    }
  }

  return {
    request: (request, signal) => {
      const turn = queue.then(() => askOrExplain(request, signal));
      queue = turn.catch(() => undefined);
      return untilAborted(turn, signal).catch((error: unknown) => {
        throw describeConnectionError(error, { url: origin, purpose: options.purpose });
      });
    },
    isLoggedIn,
    cameBeforeSending: (error) =>
      connection.cameBeforeSending(error) || (error instanceof Error && connection.cameBeforeSending(error.cause)),
    close: () => connection.close(),
  };
}
