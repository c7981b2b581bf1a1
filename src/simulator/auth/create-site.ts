import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AuthEvent, AuthSite } from './auth-event.ts';
import { answerPage, answerSoap, type Call } from './call.ts';
import { fault, writeFault } from './ws-trust/soap-fault.ts';

/** A request listener around `serve`: down when it is to be down, and never without an answer when `serve` fails. */
export function createSite(
  site: AuthSite,
  availability: () => 'up' | 'unavailable',
  log: (event: AuthEvent) => void,
  serve: (call: Call) => Promise<void> | void,
): RequestListener {
  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ''] = (request.url ?? '').split('?');
    const call: Call = { site, request, response, method: request.method ?? '', path: path.toLowerCase(), log };
    try {
      if (availability() === 'unavailable')
        answerPage(call, { status: 503, title: 'Service Unavailable' }, { outcome: 'page', reason: 'unavailable' });
      else await serve(call);
    } catch (error) {
      answerFailure(call, error);
    }
  }
  return (request, response) => void listen(request, response);
}

/** A client that went away needs no answer; anything else is a mistake of ours and must not look like an outage of the network. */
function answerFailure(call: Call, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  if (call.request.destroyed || call.response.headersSent) {
    const { site, method, path } = call;
    call.log({ site, method, path, status: 0, outcome: 'page', reason });
    call.response.destroy();
    return;
  }
  answerSoap(call, 500, writeFault(fault.internal(), undefined), { outcome: 'fault', reason });
}

/** What the sites of WAP show a browser: the way to their login page; and 404 for whatever is not there. */
export function answerPortalPage(call: Call): void {
  const isRead = call.method === 'GET' || call.method === 'HEAD';
  const verdict = { outcome: 'page', reason: 'login page' } as const;
  const headers = { Location: '/Login?ReturnUrl=%2f' };
  if (isRead && call.path === '/') return answerPage(call, { status: 302, title: 'Object moved', headers }, verdict);
  if (isRead && call.path === '/login') return answerPage(call, { status: 200, title: 'Sign in' }, verdict);
  answerNotFound(call);
}

export function answerNotFound(call: Call): void {
  const title = '404 - File or directory not found.';
  answerPage(call, { status: 404, title }, { outcome: 'page', reason: 'no such path' });
}
