import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/simulator-options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';

const program = fileURLToPath(new URL('../../bin/vdc.mjs', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface SpecWords {
  readonly cpu?: number | 'unlimited';
  readonly ram?: string;
  readonly disk?: string;
  readonly vms?: number | 'unlimited';
  readonly state?: 'active' | 'suspended';
  readonly owner?: string;
  /** More lines of `spec:`, as YAML, two blanks deep already taken care of. */
  readonly more?: readonly string[];
}

/** A simulator, a folder of settings and specs, and the program itself as a user runs it. Ended with the test. */
export interface Story {
  readonly simulator: Simulator;
  readonly folder: string;
  spec(name: string, words?: SpecWords): Promise<void>;
  removeSpec(name: string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  /** Replaces in vdc.yaml. */
  setting(before: string | RegExp, after: string): Promise<void>;
  vdc(...args: readonly string[]): Promise<Run>;
  /** Starts it without waiting for its end. */
  start(args: readonly string[]): { readonly pid: number; readonly ended: Promise<Run>; kill(): void };
  /** The state of the subscription of that name, as WAP has it; undefined when it is not there. */
  subscription(name: string): { readonly id: string; readonly state: number; readonly planId: string } | undefined;
}

export async function startStory(options: SimulatorOptions = {}): Promise<Story> {
  const simulator = await startSimulator({
    ...options,
    knobs: { 'sync-ms': 0, 'delete-ms': 0, ...options.knobs },
  });
  const folder = await mkdtemp(join(tmpdir(), 'vdc-story-'));
  onTestFinished(async () => {
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  let settings = settingsFor(simulator);
  await write('ca.pem', simulator.ca);
  await write('password', 'simulated-Passw0rd\n');
  await write('vdc.yaml', settings);
  await mkdir(join(folder, 'specs'));
  const start: Story['start'] = (args) => run(args, folder);
  return {
    simulator,
    folder,
    write,
    spec: (name, words = {}) => write(`specs/${name}.yaml`, specText(name, words)),
    removeSpec: (name) => rm(join(folder, `specs/${name}.yaml`)),
    async setting(before, after) {
      const changed = settings.replace(before, after);
      if (changed === settings) throw new Error(`vdc.yaml has no ${String(before)}`);
      settings = changed;
      await write('vdc.yaml', settings);
    },
    vdc: (...args) => start(args).ended,
    start,
    subscription(name) {
      const rows = (simulator.byHand.request('GET', '/subscriptions?take=1000') as { items: readonly Row[] }).items;
      const row = rows.find((one) => one.SubscriptionName === name);
      return row && { id: row.SubscriptionID, state: row.State, planId: row.PlanId };
    },
  };
}

interface Row {
  readonly SubscriptionID: string;
  readonly SubscriptionName: string;
  readonly State: number;
  readonly PlanId: string;
}

function settingsFor({ urls }: Simulator): string {
  return `apiVersion: vdc/v1
kind: Controller
installation: 0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11
specs: { directory: ./specs }
wap:
  adminApi: ${urls.adminApi}
  tenantApi: ${urls.tenantApi}
  caFile: ./ca.pem
  auth:
    mode: windows
    windowsAuthEndpoint: ${urls.windowsAuth}
    domain: CORP
    username: svc-vdc
    password: { file: ./password }
hostingPlans:
  standard: { template: VDC Base }
  silver: { template: VDC Silver }
defaults: { hostingPlan: standard }
reconcile: { interval: 5m, concurrency: 8, requestsPerSecond: 1000 }
state: { url: "sqlite:./vdc.db" }
`;
}

function specText(name: string, words: SpecWords): string {
  const lines = [
    'apiVersion: vdc/v1',
    'kind: VirtualDataCenter',
    `metadata: { name: ${name} }`,
    'spec:',
    `  owner: { email: ${words.owner ?? `${name}@example.org`} }`,
    `  cpu: ${words.cpu ?? 8}`,
    `  ram: ${words.ram ?? '32Gi'}`,
    `  disk: ${words.disk ?? '500Gi'}`,
    ...(words.vms === undefined ? [] : [`  vms: ${words.vms}`]),
    ...(words.state === undefined ? [] : [`  state: ${words.state}`]),
    ...(words.more ?? []).map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

function run(args: readonly string[], cwd: string): ReturnType<Story['start']> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<Run>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { pid: child.pid ?? 0, ended, kill: () => child.kill('SIGKILL') };
}
