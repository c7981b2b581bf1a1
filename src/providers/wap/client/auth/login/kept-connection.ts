import { once } from 'node:events';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { buildConnector, Client } from 'undici';
import { readAnswer } from '../../http/exchange.ts';
import { tlsConnectOptions } from '../../tls/tls-connect-options.ts';
import { channelBindingHash } from '../ntlm/channel-binding.ts';
import { connectionChanged, type LoginTarget } from './login-errors.ts';

export interface KeptConnectionOptions extends LoginTarget {
  readonly ca?: string | undefined;
  readonly connectTimeoutMs: number;
  /** How long head and body of an answer may each keep us waiting. */
  readonly answerTimeoutMs: number;
  /** Must be below the server's own (IIS: 120 s), so that we are the one who closes. */
  readonly keepAliveMs: number;
  readonly maxAnswerBytes: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'MERGE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of an answer with more bytes the body is not read. */
  readonly maxBytes?: number;
  /** Told of each answer, those to the steps of a login too, when its head is there. */
  readonly onHead?: (status: number) => void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** It had more bytes than wanted, and `body` is empty. */
  readonly isTooLarge?: boolean;
}

/** One HTTP/1.1 connection at a time, verified by TLS; redirects are never followed. */
export interface KeptConnection {
  exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Grows with every socket that is opened: what was proven on one socket means nothing on the next. */
  generation(): number;
  isOpen(): boolean;
  /** Whether this failure came from opening a socket: then nothing of the request has left this machine. */
  cameBeforeSending(error: unknown): boolean;
  /** The binding of the socket that is open now; undefined when its certificate has none. */
  channelBinding(): Buffer | undefined;
  /** From now until `unpin` no other socket is opened: what needs one fails with `NTLM_CONNECTION_CHANGED` and is not sent. */
  pin(): void;
  unpin(): void;
  /** Closes the socket, so that the next exchange begins on a fresh one. */
  drop(): Promise<void>;
  close(): Promise<void>;
}

export function openKeptConnection(options: KeptConnectionOptions): KeptConnection {
  let generation = 0;
  let isPinned = false;
  let socket: Socket | undefined;
  let binding: Buffer | undefined;
  const unsent = new WeakSet<Error>();
  const fail = (error: Error, callback: buildConnector.Callback): void => {
    unsent.add(error);
    callback(error, null);
  };
  const connector = buildConnector({
    ...tlsConnectOptions({ ca: options.ca, timeoutMs: options.connectTimeoutMs }),
    maxCachedSessions: 0, // a resumed session may not show the certificate that the binding is made of
  });
  const connect: buildConnector.connector = (target, callback) => {
    if (isPinned) return queueMicrotask(() => fail(connectionChanged(options), callback));
    connector(target, (...[error, opened]: Parameters<buildConnector.Callback>) => {
      if (error !== null) return fail(error, callback);
      generation++;
      socket = opened;
      binding = bindingOf(opened);
      callback(null, opened);
    });
  };
  const client = new Client(options.origin, {
    connect,
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: options.keepAliveMs,
    keepAliveMaxTimeout: options.keepAliveMs,
    headersTimeout: options.answerTimeoutMs,
    bodyTimeout: options.answerTimeoutMs,
    maxResponseSize: options.maxAnswerBytes,
  });
  return {
    exchange: (request, signal) => exchange(client, request, signal),
    generation: () => generation,
    isOpen: () => socket !== undefined && !socket.destroyed,
    cameBeforeSending: (error) => error instanceof Error && unsent.has(error),
    channelBinding: () => binding,
    pin: () => (isPinned = true),
    unpin: () => (isPinned = false),
    drop: async () => {
      if (socket === undefined || socket.destroyed) return;
      const closed = once(socket, 'close');
      socket.destroy();
      await closed;
    },
    close: () => client.destroy(),
  };
}

async function exchange(client: Client, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const answer = await client.request({
    method: request.method,
    path: request.path,
    headers: request.headers,
    // An empty text makes undici send `Content-Length: 0`, which IIS wants to see on a POST without body.
    body: request.body ?? (request.method === 'GET' ? null : ''),
    // Or undici would give the connection up after a MERGE, and each next request would have to log in anew.
    reset: false,
    signal,
  });
  const { statusCode: status, headers } = answer;
  request.onHead?.(status);
  if (request.maxBytes === undefined) return { status, headers, body: await answer.body.text() };
  const read = await readAnswer(answer, request.maxBytes);
  return read.kind === 'answer'
    ? { status, headers, body: read.text }
    : { status, headers, body: '', isTooLarge: true };
}

function bindingOf(socket: Socket): Buffer | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const certificate = socket.getPeerCertificate();
  return certificate.raw === undefined ? undefined : channelBindingHash(certificate.raw);
}
