import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonAnswer, type Answer } from '../http/answer.ts';
import { readBody } from '../http/read-body.ts';
import { badRequest, Refusal } from '../http/refusal.ts';
import { parseTarget } from '../http/request-target.ts';
import { createRouter } from '../http/router.ts';
import { sendAnswer } from '../http/send-answer.ts';
import type { ControlContext } from './control-context.ts';
import { controlRoutes } from './control-routes.ts';
import { controlPage } from './control-page.ts';
import { mailAnswer } from './mail-page.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const ASSETS: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  '/control.css': { type: 'text/css; charset=utf-8', body: PAGE_STYLE },
  '/control.js': { type: 'text/javascript; charset=utf-8', body: PAGE_SCRIPT },
};

/** The page for people and the endpoints for scripts. Answers only to loopback names, so that no foreign page can rebind to it. */
export function createControlListener(context: ControlContext) {
  const router = createRouter(controlRoutes);
  const decide = async (request: IncomingMessage): Promise<Answer> => {
    const { method = 'GET' } = request;
    if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(request.headers.host ?? ''))
      throw new Refusal(403, 'Forbidden', 'The control site answers to localhost only.');
    const { path, segments, query } = parseTarget(request.url ?? '/');
    const asset = ASSETS[path];
    if (method === 'GET' && asset !== undefined) return { status: 200, contentType: asset.type, body: asset.body };
    if (method === 'GET' && path === '/')
      return { status: 200, contentType: 'text/html; charset=utf-8', body: controlPage(context, query) };
    const mail = method === 'GET' ? mailAnswer(context, path) : null;
    if (mail !== null) return mail;
    const { route, params } = router(method, segments);
    if (method !== 'GET') checkToken(request, context.token);
    const text = method === 'GET' ? '' : await readBody(request);
    return jsonAnswer(
      200,
      JSON.stringify(route.handle({ context, params, query, body: text === '' ? undefined : parseJson(text) }) ?? null),
    );
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    void decide(request)
      .catch((error: unknown) => errorAnswer(error))
      .then((answer) => sendAnswer(response, answer, HEADERS));
  };
}

function checkToken(request: IncomingMessage, token: string): void {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new Refusal(401, 'Unauthorized', 'Changes want the control token, printed when the simulator starts.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
}

function errorAnswer(error: unknown): Answer {
  const refusal =
    error instanceof Refusal
      ? error
      : new Refusal(500, 'SimulatorDefect', error instanceof Error ? error.message : String(error));
  return jsonAnswer(refusal.status, JSON.stringify({ code: refusal.code, message: refusal.message }));
}
