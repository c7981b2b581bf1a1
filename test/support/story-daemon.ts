import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './peers/free-port.ts';
import type { StartedRun } from './story-program.ts';
import type { Story } from './story.ts';

/** `vdc run` as a user starts it, in the folder of a story. */
export interface StoryDaemon {
  readonly run: StartedRun;
  readonly port: number;
  /** What its API answers, as JSON. */
  ask(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly json: unknown }>;
  status(): Promise<DaemonWords>;
  /** A push as GitHub tells of it, signed with this secret. */
  deliver(body: string, secret: string): Promise<{ readonly status: number }>;
  /** Ends with the daemon's own end: SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
}

/** The part of /api/v1/status that stories look at. */
export interface DaemonWords {
  readonly role: string;
  readonly leader?: string;
  readonly lastPass?: { readonly result: string; readonly trigger: string; readonly revision?: string };
  readonly refused?: { readonly fingerprint: string };
  readonly circuits: readonly { readonly name: string; readonly isOpen: boolean }[];
  readonly working: readonly string[];
}

export interface StoryDaemonOptions {
  readonly args?: readonly string[];
  /** Of `vdc.yaml`; several daemons of one story have one each. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** More of `server:`, as YAML inside its braces. */
  readonly server?: string;
}

/** Starts it and waits until it answers. The settings get a free port to listen on. */
export async function startStoryDaemon(story: Story, options: StoryDaemonOptions = {}): Promise<StoryDaemon> {
  const { args = [], config = 'vdc.yaml', env = {}, server } = options;
  const port = await freePort();
  const text = (await story.read('vdc.yaml')).replace(/^server:.*\n/m, '');
  await story.write(
    config,
    `${text}server: { listen: "127.0.0.1:${port}"${server === undefined ? '' : `, ${server}`} }\n`,
  );
  const run = story.start(['--config', config, 'run', ...args], env);
  const ask: StoryDaemon['ask'] = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answered = await answer.text();
    return { status: answer.status, json: answered === '' ? undefined : JSON.parse(answered) };
  };
  const daemon: StoryDaemon = {
    run,
    port,
    ask,
    status: async () => (await ask('GET', '/api/v1/status')).json as DaemonWords,
    deliver: (body, secret) =>
      fetch(`http://127.0.0.1:${port}/webhook`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-event': 'push',
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
      }),
    async stop() {
      run.kill('SIGTERM');
      return (await run.ended).code;
    },
  };
  const early = run.ended.then(({ err }) => Promise.reject(new Error(`vdc run ended at once: ${err}`)));
  early.catch(() => undefined);
  await Promise.race([eventually(async () => (await ask('GET', '/healthz')).status === 200), early]);
  return daemon;
}

/** The state of a VDC's subscription; undefined while there is none. */
export function stateOf(story: Story, name: string): string | undefined {
  const line = story.made().subscriptions.find((one) => one.startsWith(`${name}: `));
  return line?.slice(name.length + 2).split(' ')[0];
}

export function cpuOf(story: Story, name: string): number {
  const line = story.made().hostingPlans.find((one) => one.startsWith(`VDC ${name}: `)) ?? '';
  return Number(/: (\d+) CPU/.exec(line)?.[1]);
}

const lookEveryMs = 25;
const patienceMs = 45_000;

/** Looks until it is so. What has not answered yet is not so. */
export async function eventually(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const startedAt = performance.now();
  let last: unknown;
  while (performance.now() - startedAt < patienceMs) {
    try {
      if (await isSo()) return;
    } catch (error) {
      last = error;
    }
    // The world outside this process has no event that could be awaited.
    await delay(lookEveryMs);
  }
  throw new Error(`It did not come to that within ${patienceMs / 1000} s: ${isSo.toString()}`, { cause: last });
}
