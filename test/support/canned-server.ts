import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { selfSignedCertificate, type SelfSigned } from './self-signed-certificate.ts';

export interface CannedRequest {
  readonly method: string;
  /** Path and query, as they came over the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one request; returning without ending the response leaves the caller waiting. `index` counts from 0. */
export type CannedAnswer = (request: CannedRequest, response: ServerResponse, index: number) => void;

export interface CannedServer extends AsyncDisposable {
  readonly url: string;
  /** PEM of its certificate, which vouches for itself. */
  readonly ca: string;
  readonly port: number;
  readonly requests: readonly CannedRequest[];
  /** How many requests were in flight at once, at most. */
  readonly busiest: () => number;
  /** Resolves when `count` requests have arrived. */
  arrived(count: number): Promise<void>;
}

/** A real HTTPS server on this machine that says what a test tells it to say. */
export async function startCannedServer(answer: CannedAnswer): Promise<CannedServer> {
  const { certificate, key } = (certified ??= selfSignedCertificate(Date.now()));
  const requests: CannedRequest[] = [];
  const sockets = new Set<Duplex>();
  const listeners = new Set<() => void>();
  let inFlight = 0;
  let busiest = 0;
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    inFlight += 1;
    busiest = Math.max(busiest, inFlight);
    response.on('close', () => (inFlight -= 1));
    const body = await readAll(incoming);
    const request = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body };
    const index = requests.push(request) - 1;
    for (const listener of listeners) listener();
    answer(request, response, index);
  }
  const server = createServer({ cert: certificate, key }, (incoming, response) => {
    void serve(incoming, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    ca: certificate,
    port,
    requests,
    busiest: () => busiest,
    arrived: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (requests.length < count) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
  return text;
}

/** One for all servers of a test file: making keys takes longer than most tests. */
let certified: SelfSigned | undefined;
