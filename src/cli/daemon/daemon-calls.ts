import type { ControllerError } from '../../model/controller-error.ts';
import type { SecretSource } from '../../model/settings.ts';
import {
  daemonForeign,
  daemonLost,
  daemonRefused,
  daemonSilent,
  daemonTokenRefused,
  daemonUnreachable,
} from './daemon-errors.ts';
import { isObject } from './read-daemon-answer.ts';

export interface DaemonDoors {
  readonly origin: string;
  /** The token itself, and where it comes from, for the error that says it is wrong. */
  readonly token?: { readonly secret: string; readonly source: SecretSource };
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly connectWithinMs?: number;
  readonly answerWithinMs?: number;
  /** While a long answer is awaited, the daemon is asked this often whether it lives. */
  readonly askLifeEveryMs?: number;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Instead of the usual time. */
  readonly until?: AbortSignal;
  /** Beside the usual time. */
  readonly alsoUntil?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** Parsed; undefined where there is none, or none that could be parsed. */
  readonly body: unknown;
}

export interface DaemonCalls {
  /** Throws for whatever is no 2xx, but for 404 where `mayMiss`. */
  call(call: Call, mayMiss?: 'may-miss'): Promise<Answer>;
  /** Throws when nobody answers; whatever is answered is a sign of life. */
  isThere(signal: AbortSignal): Promise<void>;
  /** The body as it comes, for as long as it comes. */
  stream(path: string): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 30_000;

/** HTTP to one daemon, no proxy, no redirect. undici is imported here: commands without a daemon do not owe it. */
export async function openDaemonCalls(doors: DaemonDoors): Promise<DaemonCalls> {
  const { Pool } = await import('undici');
  const { origin, token, answerWithinMs = ANSWER_WITHIN_MS } = doors;
  const pool = new Pool(origin, {
    connect: { timeout: doors.connectWithinMs ?? CONNECT_WITHIN_MS },
    allowH2: false,
    // Each call has its own limit.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const ask = async ({ method, path, body, until, alsoUntil }: Call) => {
    const patience = until ?? AbortSignal.timeout(answerWithinMs);
    try {
      return await pool.request({
        method,
        path,
        headers: {
          ...(token && { authorization: `Bearer ${token.secret}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([doors.signal, patience, ...(alsoUntil ? [alsoUntil] : [])]),
      });
    } catch (error) {
      if (doors.signal.aborted || until?.aborted || alsoUntil?.aborted) throw error;
      if (patience.aborted) throw daemonSilent(origin, answerWithinMs);
      throw explain(error, origin);
    }
  };
  return {
    async call(call, mayMiss) {
      const response = await ask(call);
      const text = await response.body.text().catch((error: unknown) => {
        if (doors.signal.aborted) throw error;
        throw daemonLost(origin, error);
      });
      const answer = { status: response.statusCode, body: parsed(text) };
      if (answer.status >= 200 && answer.status < 300) return answer;
      if (answer.status === 401) throw daemonTokenRefused(origin, token?.source);
      // Only the daemon's own "not found": another program on that port has one too.
      if (answer.status === 404 && mayMiss !== undefined && isObject(answer.body) && isObject(answer.body['error']))
        return answer;
      throw daemonRefused(origin, answer.status, answer.body);
    },
    async isThere(signal) {
      const response = await ask({ method: 'GET', path: '/healthz', alsoUntil: signal });
      await response.body.dump();
    },
    async stream(path) {
      const response = await ask({ method: 'GET', path, until: doors.signal });
      if (response.statusCode !== 200) throw daemonForeign(origin, `HTTP ${response.statusCode}`);
      return response.body;
    },
    close: () => pool.destroy(),
  };
}

/** Whether nobody took the request, so that it was not done, or somebody did, or somebody who speaks no HTTP. */
function explain(error: unknown, origin: string): ControllerError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && error.name === 'HTTPParserError') return daemonForeign(origin, 'no HTTP');
  const isSent = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(code);
  return isSent ? daemonLost(origin, error) : daemonUnreachable(origin, error);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // nothing that we understand; its status tells
  }
}
