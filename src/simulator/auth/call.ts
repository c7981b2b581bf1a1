import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuthEvent, AuthSite } from './auth-event.ts';

/** One request and its answer on one of the sites. */
export interface Call {
  readonly site: AuthSite;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** Without the query, in lower case: IIS does not tell cases apart. */
  readonly path: string;
  readonly log: (event: AuthEvent) => void;
}

export type Verdict = Pick<AuthEvent, 'outcome' | 'reason' | 'user' | 'realm'>;

/** Sends the answer and says so in the log. `body` may hold a token, so it goes nowhere but onto the wire. */
export function answer(
  call: Call,
  status: number,
  contentType: string,
  body: string,
  verdict: Verdict,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  const bytes = Buffer.from(body, 'utf8');
  const { request, response, site, method, path } = call;
  for (const [name, value] of Object.entries(headers))
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': bytes.length,
    'Cache-Control': 'private',
    ...(site === 'adfs'
      ? { Server: 'Microsoft-HTTPAPI/2.0' }
      : { Server: 'Microsoft-IIS/8.5', 'X-Powered-By': 'ASP.NET' }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
  call.log({ site, method, path, status, ...verdict });
}

/** A page for people, as a web server sends it to whoever does not speak SOAP. */
export function answerPage(
  call: Call,
  status: number,
  title: string,
  verdict: Verdict,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  const html = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  answer(call, status, 'text/html; charset=utf-8', html, verdict, headers);
}
