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

/** What the log is told about an answer, beside what the call says itself. */
export type Verdict = Pick<AuthEvent, 'outcome' | 'reason' | 'user' | 'realm'>;

export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** `body` may hold a token: it goes onto the wire and nowhere else. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Headers;
}

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly headers?: Headers;
}

const serverOf: Readonly<Record<AuthSite, Headers>> = {
  windows: { Server: 'Microsoft-IIS/8.5', 'X-Powered-By': 'ASP.NET' },
  tenant: { Server: 'Microsoft-IIS/8.5', 'X-Powered-By': 'ASP.NET' },
  adfs: { Server: 'Microsoft-HTTPAPI/2.0' },
};

/** Sends the answer, and says so in the log. */
export function answer(call: Call, { status, contentType, body, headers = {} }: Answer, verdict: Verdict): void {
  const { request, response, site, method, path } = call;
  const bytes = Buffer.from(body, 'utf8');
  const all: Headers = { 'Content-Type': contentType, 'Cache-Control': 'private', ...serverOf[site], ...headers };
  for (const [name, value] of Object.entries(all))
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  response.writeHead(status, { 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
  call.log({ site, method, path, status, ...verdict });
}

export function answerSoap(call: Call, status: number, body: string, verdict: Verdict): void {
  answer(call, { status, contentType: 'application/soap+xml; charset=utf-8', body }, verdict);
}

/** A page for people, as a web server sends it to whoever does not speak SOAP. */
export function answerPage(call: Call, { status, title, headers = {} }: Page, verdict: Verdict): void {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  answer(call, { status, contentType: 'text/html; charset=utf-8', body, headers }, verdict);
}
