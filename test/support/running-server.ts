import { setTimeout } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { createMetrics } from '../../src/server/metrics/create-metrics.ts';
import type { Metrics } from '../../src/server/metrics/metrics.ts';
import type { Server, ServerOptions } from '../../src/server/server-options.ts';
import { startServer } from '../../src/server/start-server.ts';
import { createInMemoryDaemon, type InMemoryDaemon } from './in-memory-daemon.ts';
import { noonMs } from './state-builders.ts';

export interface RunningServer {
  readonly daemon: InMemoryDaemon;
  readonly server: Server;
  readonly metrics: Metrics;
  readonly port: number;
  /** Lines of the log. */
  readonly told: string[];
  /** With the token, unless other headers are given. */
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<ApiReply>;
}

export interface CallOptions {
  /** Sent as JSON, unless it is text or bytes. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests reach into whatever the wire brought
  readonly json: any;
}

export const TOKEN = 'a-token-of-32-characters-for-ops';

const running: Server[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** A server on a free port of this machine before a daemon in memory; stops by itself after the test. */
export async function runServer(
  options: Partial<ServerOptions> & { readonly daemon?: InMemoryDaemon; readonly open?: boolean } = {},
): Promise<RunningServer> {
  const { daemon = createInMemoryDaemon(), open = false, ...rest } = options;
  const metrics = createMetrics({ version: '0.1.0' });
  const told: string[] = [];
  const tell = (keys: Readonly<Record<string, unknown>>, text: string): void =>
    void told.push(`${text} ${JSON.stringify(keys)}`);
  const server = await startServer({
    door: daemon,
    listen: '127.0.0.1:0',
    ...(!open && { token: TOKEN }),
    version: '0.1.0',
    metrics,
    log: { info: tell, warn: tell, error: tell },
    now: () => noonMs,
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
    ...rest,
  });
  running.push(server);
  const headers = open ? {} : { authorization: `Bearer ${TOKEN}` };
  return {
    daemon,
    server,
    metrics,
    told,
    port: Number(new URL(server.address).port),
    call: (method, path, options) => call(server.address + path, method, { headers, ...options }),
  };
}

async function call(url: string, method: string, { body, headers = {} }: CallOptions): Promise<ApiReply> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const reply = await fetch(url, {
    method,
    headers: { ...(body !== undefined && !isRaw && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await reply.text();
  const isJson = text !== '' && reply.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: reply.status, headers: reply.headers, text, json: isJson ? JSON.parse(text) : undefined };
}
