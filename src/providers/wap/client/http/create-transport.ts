import { ControllerError } from '../../../../model/controller-error.ts';
import { openPooledDoor, type Door } from './door.ts';
import type { Attempt } from './exchange.ts';
import { describe, explainFailure, explainHopeless, isForPeople, type RequestFacts } from './explain-failure.ts';
import { planRepeat } from './plan-repeat.ts';
import { createReachability } from './reachability.ts';
import { readBody, type Body } from './read-body.ts';
import { createRequestGate } from './request-gate.ts';
import { requestHeaders, requestId, requestPath } from './request-head.ts';
import { retryAfterMs } from './retry-delay.ts';
import { createServerClock } from './server-clock.ts';
import type { RequestReport, Transport, TransportOptions, WapRequest, WapResponse } from './transport.ts';

const TIMEOUT_MS = 100_000;
const CONNECT_TIMEOUT_MS = 10_000;
const GIVE_UP_MS = 40_000;
const MOST_BYTES = 16 * 1024 * 1024;

/** One request of a caller, over all its attempts. */
interface Call {
  readonly facts: RequestFacts;
  readonly path: string;
  readonly body: string | null;
  /** When the first attempt left. */
  startedAt: number;
}

const NO_BODY: Body = { kind: 'empty' };

export function createTransport(options: TransportOptions): Transport {
  const { now, random, sleep, tokens, purpose = 'the Admin API' } = options;
  const { timeoutMs = TIMEOUT_MS, connectTimeoutMs = CONNECT_TIMEOUT_MS, giveUpMs = GIVE_UP_MS } = options;
  const base = readBase(options.baseUrl, purpose);
  const gate = createRequestGate(options);
  const reachability = createReachability(giveUpMs, now);
  const serverClock = createServerClock();
  /** What must be left of the patience for another attempt to make sense: it could take that long to connect. */
  const reserveMs = Math.min(connectTimeoutMs, giveUpMs / 4);
  const closing = new AbortController();
  let opening: Promise<Door> | undefined;
  const { openDoor = openPooledDoor, advice } = options;
  const open = (): Promise<Door> =>
    (opening ??= openDoor({
      origin: base.origin,
      connections: options.concurrency,
      connectTimeoutMs,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    }));

  async function request(asked: WapRequest): Promise<WapResponse> {
    // Whoever closes has given up the requests that are still out: repeating them would only keep the program from ending.
    const signal = AbortSignal.any([asked.signal, closing.signal]);
    const request = { ...asked, signal };
    const { method, repeat } = request;
    const call = beginCall(request);
    let token = await tokens?.token(signal);
    let isRenewed = false;
    for (let attempts = 1; ; attempts += 1) {
      const attempt = await send(call, token, attempts);
      if (tokens !== undefined && token !== undefined && !isRenewed && isUnauthorised(attempt)) {
        // Whoever is refused with 401 has done nothing, so any method may go out again.
        isRenewed = true;
        token = await tokens.renew(token, signal);
        continue;
      }
      const body = attempt.kind === 'answer' ? readBody(attempt.text) : NO_BODY;
      const response = readResponse(attempt, body, request);
      if (response !== null) return response;
      const delayMs = planRepeat({
        attempt,
        body,
        repeat: method === 'GET' ? 'safe' : repeat,
        attempts,
        isHopeless: attempt.kind === 'unsent' && isForPeople(describe(attempt.error, call.facts)),
        timeLeftMs: Math.min(reachability.patienceMs(), giveUpMs - (now() - call.startedAt)) - reserveMs,
        now: now(),
        random: random(),
      });
      if (delayMs === null) throw explainFailure(attempt, body, call.facts);
      holdOthersToo(attempt, delayMs);
      await sleep(delayMs, signal);
    }
  }

  function beginCall(request: WapRequest): Call {
    const principal = request.principal ?? tokens?.principal;
    return {
      facts: { request, purpose, origin: base.origin, principal, advice, requestId: requestId(random) },
      path: requestPath(base.prefix, request),
      body: request.body === undefined ? null : JSON.stringify(request.body),
      startedAt: now(),
    };
  }

  /** One attempt, once it is its turn. */
  async function send(call: Call, token: string | undefined, attempts: number): Promise<Attempt> {
    const { request, principal, requestId } = call.facts;
    const door = await open();
    const waitedMs = await gate.enter(request.signal);
    const leftAt = now();
    if (attempts === 1) call.startedAt = leftAt;
    try {
      if (reachability.isHopeless()) throw explainHopeless(call.facts);
      // Here and not earlier: it may have waited long for its turn, or the process been frozen meanwhile.
      if (request.method !== 'GET') options.assertMayWrite?.();
      const outgoing = {
        method: request.method,
        path: call.path,
        headers: requestHeaders({ request, principal, token, requestId }),
        body: call.body,
        maxBytes: request.maxBytes ?? MOST_BYTES,
        beginWithinMs: beginWithinMs(request),
        endWithinMs: timeoutMs,
      };
      const attempt = await door.send(outgoing, request.signal);
      if (attempt.kind === 'answer') serverClock.heard(attempt.headers, leftAt, now());
      if (attempt.kind === 'unsent' || attempt.kind === 'silence') reachability.failed(leftAt);
      else reachability.answered();
      options.onRequest?.(reportOf(request, attempt, { attempt: attempts, durationMs: now() - leftAt, waitedMs }));
      return attempt;
    } finally {
      gate.leave();
    }
  }

  /** Nothing has to approve a read, so one that stays unanswered means that nobody is there; a write is given all its time. */
  function beginWithinMs({ method }: WapRequest): number {
    return method === 'GET' ? Math.min(timeoutMs, Math.max(reserveMs, reachability.patienceMs())) : timeoutMs;
  }

  /** `Retry-After` is meant for us, not for one request of ours. */
  function holdOthersToo(attempt: Attempt, delayMs: number): void {
    if (attempt.kind !== 'answer') return;
    const asked = retryAfterMs(attempt.headers['retry-after'], now());
    if (asked !== null) gate.holdFor(Math.min(asked, delayMs));
  }

  return {
    request,
    figures: () => gate.figures(),
    serverAheadMs: () => serverClock.aheadMs(),
    async close() {
      closing.abort(
        new ControllerError('CALL_ABANDONED', `${purpose} is not asked any more: its connections were closed.`, {
          retry: 'later',
        }),
      );
      if (opening !== undefined) await (await opening).close();
    },
  };
}

/** What the caller gets, or null when this answer is a failure. */
function readResponse(attempt: Attempt, body: Body, request: WapRequest): WapResponse | null {
  if (attempt.kind !== 'answer' || attempt.status < 200 || attempt.status > 299) return null;
  const { status, headers, text } = attempt;
  if (body.kind === 'json') return { status, headers, json: body.json };
  if (body.kind === 'xml' && request.accepts === 'xml-too') return { status, headers, json: undefined, text };
  // DELETE and the like are answered with nothing; something that was read can't be nothing.
  if (body.kind === 'empty' && request.method !== 'GET') return { status, headers, json: undefined };
  return null;
}

function reportOf(
  request: WapRequest,
  attempt: Attempt,
  timing: Pick<RequestReport, 'attempt' | 'durationMs' | 'waitedMs'>,
): RequestReport {
  return {
    method: request.method,
    route: request.route ?? request.path,
    status: attempt.kind === 'unsent' || attempt.kind === 'silence' ? null : attempt.status,
    bytes: attempt.kind === 'answer' ? attempt.bytes : 0,
    ...timing,
  };
}

function isUnauthorised(attempt: Attempt): boolean {
  return attempt.kind === 'answer' && attempt.status === 401;
}

function readBase(baseUrl: string, purpose: string): { readonly origin: string; readonly prefix: string } {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '') {
    throw new ControllerError(
      'WAP_BAD_URL',
      `The address of ${purpose} must be an https URL without user name and query; tokens are never sent in clear text. Correct it in the settings.`,
    );
  }
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}
