import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { DaemonEvent } from '../../src/model/daemon-event.ts';

export interface CannedCall {
  /** `PUT /api/v1/vdcs/acme-prod/pause` */
  readonly what: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

export interface CannedDaemonOptions {
  /** What it wants of everybody but /healthz. */
  readonly token?: string;
  /** What it says of itself, as it is on the wire. */
  readonly status?: unknown;
  /** What it knows of VDCs, as it is on the wire. */
  readonly vdcs?: readonly { readonly name: string }[];
  /** Paused by command. */
  readonly paused?: readonly string[];
  /** Called for a request to reconcile; answers what it returns. Default: what it knows of the VDC. */
  readonly reconcile?: (name: string, daemon: CannedDaemon) => Promise<unknown>;
}

/** The API of a daemon on a real socket of this machine, with what a test wants it to know. */
export interface CannedDaemon extends AsyncDisposable {
  /** For `server.listen`. */
  readonly listen: string;
  readonly calls: readonly CannedCall[];
  /** Says it to everybody who listens now. */
  tell(event: DaemonEvent): void;
  /** From now on nobody new is let in; who is in waits for ever, as with a machine that lost its power. */
  fallSilent(): void;
  /** Ends at once, as when it is killed. */
  die(): Promise<void>;
}

export async function startCannedDaemon(options: CannedDaemonOptions = {}): Promise<CannedDaemon> {
  const calls: CannedCall[] = [];
  const sockets = new Set<Duplex>();
  const listeners = new Set<ServerResponse>();
  let isSilent = false;
  const server = createServer((incoming, response) => void serve(incoming, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const what = `${incoming.method} ${incoming.url}`;
    const text = await readAll(incoming);
    const { authorization } = incoming.headers;
    calls.push({ what, authorization, body: text === '' ? undefined : JSON.parse(text) });
    if (isSilent) return;
    if (what === 'GET /healthz') return void response.end('ok');
    if (options.token !== undefined && authorization !== `Bearer ${options.token}`)
      return refuse(response, 401, 'TOKEN_REFUSED', 'A token is wanted.');
    return answer(what, response);
  }

  async function answer(what: string, response: ServerResponse): Promise<void> {
    const [, name = ''] = /\/vdcs\/([^/]+)/.exec(what) ?? [];
    const vdc = options.vdcs?.find((one) => one.name === name);
    if (what === 'GET /api/v1/status') return answerJson(response, options.status);
    if (what === 'POST /api/v1/approvals') return void response.writeHead(204).end();
    if (what === 'GET /api/v1/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
      return void listeners.add(response);
    }
    if (what === `DELETE /api/v1/vdcs/${name}/pause`) {
      if (options.paused?.includes(name)) return void response.writeHead(204).end();
      return refuse(response, 404, 'PAUSE_UNKNOWN', `${name} is not paused.`);
    }
    if (vdc === undefined) return refuse(response, 404, 'VDC_UNKNOWN', `There is no VDC ${name}.`);
    if (what === `PUT /api/v1/vdcs/${name}/pause`) return void response.writeHead(204).end();
    if (what === `GET /api/v1/vdcs/${name}`) return answerJson(response, vdc);
    if (what === `POST /api/v1/vdcs/${name}/reconcile`)
      return answerJson(response, (await options.reconcile?.(name, daemon)) ?? vdc);
    return refuse(response, 404, 'NOT_FOUND', `There is no ${what}.`);
  }

  const die = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const daemon: CannedDaemon = {
    listen: `127.0.0.1:${port}`,
    calls,
    tell: (event) => {
      for (const listener of listeners) listener.write(`event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
    },
    fallSilent: () => void (isSilent = true),
    die,
    async [Symbol.asyncDispose]() {
      if (server.listening) await die();
    },
  };
  return daemon;
}

function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  answerJson(response, { error: { code, message } }, status);
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
  return text;
}
