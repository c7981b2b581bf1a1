import { Agent, request as httpsRequest } from 'node:https';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { afterEach } from 'vitest';
import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator-options.ts';
import { startSimulator, type Simulator } from '../../src/simulator/start-simulator.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests reach into whatever the wire brought
  readonly json: any;
}

export interface CallOptions {
  readonly site?: 'adminApi' | 'tenantApi' | 'spf' | 'control';
  readonly headers?: Readonly<Record<string, string>>;
  /** null: none. Default: a fresh admin token. */
  readonly token?: string | null;
}

/** A simulator and a client that has nothing of ours in it. */
export interface RunningSimulator {
  readonly simulator: Simulator;
  readonly call: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;
}

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()));
});

/** Stops by itself after the test. Sync and deletion are at once unless the knobs say otherwise; lists are stable. */
export async function runSimulator(
  knobs: KnobSettings = {},
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const quick: KnobSettings = { 'sync-ms': 0, 'delete-ms': 0, 'list-order': 'stable', ...knobs };
  const simulator = await startSimulator({ ...options, knobs: quick });
  const agent = new Agent({ ca: simulator.ca, keepAlive: true });
  running.push(async () => {
    agent.destroy();
    await simulator.stop();
  });
  const call: RunningSimulator['call'] = (method, path, body, { site = 'adminApi', headers = {}, token } = {}) =>
    new Promise((resolve, reject) => {
      const bearer =
        token === undefined ? (site === 'control' ? simulator.controlToken : simulator.issueToken()) : token;
      const all: Record<string, string> = {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...headers,
      };
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      if (text !== undefined) all['content-type'] ??= 'application/json; charset=utf-8';
      const url = simulator.urls[site] + path;
      const options = { method, headers: all };
      const request = site === 'control' ? httpRequest(url, options) : httpsRequest(url, { ...options, agent });
      request.on('error', reject);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const content = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: content, json: parse(content) });
        });
      });
      request.end(text);
    });
  return { simulator, call };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
