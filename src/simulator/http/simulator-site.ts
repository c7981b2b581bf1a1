import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { AdminCall, AdminHandler } from '../admin-api/admin-call.ts';
import { mintGuid } from '../clock/seeded-random.ts';
import type { DrawnFaults, Faults } from '../faults/faults.ts';
import { NO_FAULTS } from '../faults/faults.ts';
import type { Knobs } from '../knobs/knobs.ts';
import type { World } from '../world/world.ts';
import type { Answer, AnswerHeaders } from './answer.ts';
import { answerInstead } from './answer-instead.ts';
import { readBody } from './read-body.ts';
import { badRequest, Refusal } from './refusal.ts';
import type { RequestLog } from './request-log.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';
import type { Route, RouteMatch, Router } from './router.ts';
import { sendAnswer } from './send-answer.ts';
import { XmlBody } from './xml-body.ts';

/** What all sites of one simulator share. */
export interface SiteContext {
  readonly world: World;
  readonly knobs: Knobs;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly random: () => number;
  /** The simulated clock. */
  readonly now: () => number;
  /** The real clock, for durations. */
  readonly realNow: () => number;
  readonly latencyMs: () => number;
  /** Cuts the connection with a TCP reset. */
  readonly reset: (request: IncomingMessage) => void;
  /** Ends all waiting when the simulator stops. */
  readonly signal: AbortSignal;
}

export interface Identity {
  readonly upn: string;
  /** Every name this caller may give as its principal. */
  readonly names: readonly string[];
  /** On whose behalf the request is carried out; null: nobody is named. */
  readonly principal: string | null;
}

/** Where a connection logs in: an answer that is a step of the login, or what whoever is in finds in every answer. */
export type Welcome =
  { readonly answer: Answer; readonly route: string } | { readonly answer: null; readonly headers: AnswerHeaders };

export interface SimulatorSite {
  readonly name: string;
  readonly router: Router<AdminHandler>;
  /** Comes before everything, faults too: those are for requests that could be carried out. Absent: nobody logs in here. */
  readonly welcome?: (request: IncomingMessage) => Welcome;
  /** Throws a Refusal for who may not come in. */
  readonly authenticate: (request: IncomingMessage, principal: string | null, target: RequestTarget) => Identity;
  readonly formatError: (refusal: Refusal, request: IncomingMessage) => Answer;
}

/** Serves one request from the first fault to the last. Whatever goes wrong, the client hears of it and nothing is thrown. */
export function createSiteListener(site: SimulatorSite, context: SiteContext) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    void serve(site, context, request, response);
  };
}

interface Served {
  readonly answer: Answer | 'cut' | 'reset';
  readonly route: string;
  readonly faults: DrawnFaults;
  readonly holdMs: number;
}

async function serve(
  site: SimulatorSite,
  context: SiteContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = context.realNow();
  const latencyMs = context.latencyMs();
  if (latencyMs > 0) await pause(latencyMs, context.signal);
  const { answer, route, faults, holdMs } = await decide(site, context, request);
  if (holdMs > 0) await pause(holdMs, context.signal);
  if (typeof answer !== 'string' && answer.readyAt !== undefined)
    await clockReaches(answer.readyAt, context, () => request.socket.destroyed);
  const status = typeof answer === 'string' ? 0 : answer.status;
  context.log.add({
    at: context.now(),
    site: site.name,
    method: request.method ?? '',
    path: request.url ?? '',
    route,
    status,
    ms: context.realNow() - startedAt,
    faults: faults.size === 0 ? NONE : [...faults.keys()],
    principal: headerOf(request, 'x-ms-principal-id'),
  });
  if (answer === 'reset') context.reset(request);
  else if (answer === 'cut') request.socket.destroy();
  else await sendAnswer(response, answer, commonHeaders(context));
}

const NONE: readonly string[] = [];

async function decide(site: SimulatorSite, context: SiteContext, request: IncomingMessage): Promise<Served> {
  let route = `${request.method ?? ''} (unknown)`;
  let faults = NO_FAULTS;
  let headers: AnswerHeaders = {};
  const served = (answer: Served['answer'], holdMs = 0): Served => ({
    answer: typeof answer === 'string' ? answer : { ...answer, headers: { ...headers, ...answer.headers } },
    route,
    faults,
    holdMs,
  });
  try {
    const welcome = site.welcome?.(request);
    if (welcome !== undefined && welcome.answer !== null) {
      route = welcome.route;
      return served(welcome.answer);
    }
    headers = welcome?.headers ?? {};
    const target = parseTarget(request.url ?? '/');
    const match = findRoute(site, request, target);
    if (!(match instanceof Refusal)) route = match.name;
    const kind = match instanceof Refusal ? 'read' : match.route.kind;
    faults = context.faults.draw({ method: request.method ?? '', path: target.path, kind });
    const instead = answerInstead(context, faults);
    if (instead !== null) return served(instead);
    const named = decodePrincipal(headerOf(request, 'x-ms-principal-id'));
    const { upn, principal } = site.authenticate(request, named, target);
    if (match instanceof Refusal) throw match;
    const body = request.method === 'GET' ? undefined : parseBody(request, await readBody(request), kind);
    const accept = request.headers.accept ?? '';
    const answer = carryOut(match, {
      request,
      context,
      target,
      faults,
      body,
      upn,
      principal,
      accept,
      origin: `https://${request.headers.host ?? 'localhost'}`,
    });
    if (faults.has('lost-reply')) return served('cut');
    const timeout = faults.get('timeout-after-commit');
    return timeout === undefined ? served(answer) : served('cut', Number(timeout['ms']));
  } catch (error) {
    if (request.socket.destroyed) return served('cut');
    const refusal = error instanceof Refusal ? error : defect(error);
    return served(site.formatError(refusal, request));
  }
}

interface Work {
  readonly request: IncomingMessage;
  readonly context: SiteContext;
  readonly target: RequestTarget;
  readonly faults: DrawnFaults;
  readonly body: unknown;
  readonly upn: string;
  readonly principal: string | null;
  readonly accept: string;
  readonly origin: string;
}

/** Runs the handler on one moment of the world: the present, the past, or twice. */
function carryOut(match: RouteMatch<AdminHandler>, work: Work): Answer {
  const { context, faults, target, body, upn, principal, accept, origin } = work;
  const { world, knobs, random } = context;
  const now = context.now();
  world.settle(now);
  const call: AdminCall = {
    method: work.request.method ?? '',
    headers: work.request.headers,
    world,
    knobs,
    now,
    params: match.params,
    query: target.query,
    body,
    faults,
    random,
    upn,
    principal,
    accept,
    origin,
  };
  if (call.method === 'GET') {
    const stale = faults.get('stale-read');
    if (stale === undefined) return match.route.handle(call);
    return world.asOf(Number(stale['steps']), now, (then) => match.route.handle({ ...call, now: then }));
  }
  const once = (): Answer => world.step(now, () => match.route.handle(call));
  const doubled = faults.get('doubled-request');
  if (doubled === undefined) return once();
  const first = attempt(once);
  const second = attempt(once);
  const chosen = doubled['answer'] === 'first' ? first : second;
  if ('refusal' in chosen) throw chosen.refusal;
  return chosen.answer;
}

function attempt(work: () => Answer): { readonly answer: Answer } | { readonly refusal: unknown } {
  try {
    return { answer: work() };
  } catch (refusal) {
    return { refusal };
  }
}

function findRoute(
  site: SimulatorSite,
  request: IncomingMessage,
  target: RequestTarget,
): RouteMatch<AdminHandler> | Refusal {
  try {
    return site.router(request.method ?? '', target.segments);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function parseBody(request: IncomingMessage, text: string, kind: Route<AdminHandler>['kind']): unknown {
  if (text === '') return undefined;
  const type = request.headers['content-type'] ?? '';
  if (kind === 'provider' && /\bxml\b/i.test(type)) return new XmlBody(text);
  if (!/\bjson\b/i.test(type)) throw new Refusal(415, 'UnsupportedMediaType', 'The simulator reads JSON bodies only.');
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
}

export function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

/** Accepted raw or percent-encoded; one sample shows each. */
function decodePrincipal(value: string | null): string | null {
  if (value === null || !value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function defect(error: unknown): Refusal {
  const message =
    error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : String(error);
  return new Refusal(500, 'SimulatorDefect', `A defect of the simulator, please report it: ${message}`);
}

function commonHeaders({ knobs, random, now }: SiteContext): Readonly<Record<string, string>> {
  const headers = {
    server: 'Microsoft-IIS/8.5',
    'cache-control': 'no-cache',
    ...(knobs.get('date') === 'simulated' && { date: new Date(now()).toUTCString() }),
  };
  return knobs.get('request-id') === 'on' ? { ...headers, 'x-ms-request-id': mintGuid(random) } : headers;
}

const LOOK_AT_CLOCK_MS = 5;

/** Waits until the simulated clock is there, however it gets there; in vain for a client that has left. */
async function clockReaches(at: number, context: SiteContext, hasLeft: () => boolean): Promise<void> {
  while (context.now() < at && !context.signal.aborted && !hasLeft()) await pause(LOOK_AT_CLOCK_MS, context.signal);
}

/** Waits in real time; a stopping simulator waits no longer. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
