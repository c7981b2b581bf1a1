import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/simulator-options.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import './story-end.ts';
import { type Hand, handOf } from './story-hand.ts';
import { machinesOf, type StoryMachines } from './story-machines.ts';
import { type Run, type StartedRun, startProgram } from './story-program.ts';
import { type SpecWords, storySpec } from './story-spec.ts';
import { type StoryWorld, watchWorld } from './story-world.ts';

/** A simulator, a folder of settings and specs, and the program itself as a user runs it. Ended with the test. */
export interface Story extends StoryWorld {
  readonly simulator: Simulator;
  readonly hand: Hand;
  readonly machines: StoryMachines;
  readonly folder: string;
  spec(name: string, words?: SpecWords): Promise<void>;
  removeSpec(...names: readonly string[]): Promise<void>;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  /** Every file of the folder but the CA, the password and the token that the story itself put there. */
  readAll(): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]>;
  /** Replaces in vdc.yaml. */
  setting(before: string | RegExp, after: string): Promise<void>;
  vdc(...args: readonly string[]): Promise<Run>;
  /** `vdc apply --yes …` */
  apply(...args: readonly string[]): Promise<Run>;
  /** Starts it without waiting for its end. */
  start(args: readonly string[], env?: Readonly<Record<string, string>>): StartedRun;
  /** What has been asked of the APIs since the last time, but for reading: `POST /plans`, in their order. */
  writes(): readonly string[];
}

export interface StoryOptions extends SimulatorOptions {
  /** The way to machines that the settings name; the tenant API unless told otherwise. */
  readonly access?: 'tenant' | 'spf';
}

export async function startStory({ access = 'tenant', ...options }: StoryOptions = {}): Promise<Story> {
  const simulator = await startSimulator({
    ...options,
    knobs: { 'sync-ms': 0, 'delete-ms': 0, ...options.knobs },
  });
  const folder = await mkdtemp(join(tmpdir(), 'vdc-story-'));
  const runs = new Set<StartedRun>();
  onTestFinished(async () => {
    for (const one of runs) one.kill();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  let settings = settingsFor(simulator, access) + ownerSettings(simulator);
  await write('ca.pem', simulator.ca);
  await write('password', 'simulated-Passw0rd\n');
  await write('spf-password', 'simulated-Passw0rd\n');
  await write('mail-password', 'simulated-Mail-Passw0rd\n');
  await write('vdc.yaml', settings);
  await mkdir(join(folder, 'specs'));
  const world = watchWorld(simulator);
  const start: Story['start'] = (args, env = {}) => {
    const run = startProgram(args, { folder, clock: simulator.clock, env });
    runs.add(run);
    void run.ended.finally(() => runs.delete(run));
    return run;
  };
  return {
    simulator,
    hand: handOf(simulator),
    machines: machinesOf(simulator, world),
    folder,
    ...world,
    write,
    read: (path) => readFile(join(folder, path), 'utf8'),
    readAll: () => readOurs(folder),
    spec: (name, words = {}) => write(`specs/${name}.yaml`, storySpec(name, words)),
    removeSpec: async (...names) =>
      void (await Promise.all(names.map((name) => rm(join(folder, `specs/${name}.yaml`))))),
    async setting(before, after) {
      const changed = settings.replace(before, after);
      if (changed === settings) throw new Error(`vdc.yaml has no ${String(before)}`);
      settings = changed;
      await write('vdc.yaml', settings);
    },
    vdc: (...args) => start(args).ended,
    apply: (...args) => start(['apply', '--yes', ...args]).ended,
    start,
    writes: () => drainWrites(simulator),
  };
}

function drainWrites({ requests }: Simulator): readonly string[] {
  const asked = requests.recent().filter(({ method, site }) => method !== 'GET' && site.endsWith('-api'));
  requests.reset();
  return asked.map(({ route }) => route);
}

const putThereByUs = new Set(['ca.pem', 'password', 'spf-password', 'mail-password', 'token']);

async function readOurs(folder: string): ReturnType<Story['readAll']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Promise.all(
    paths
      .filter((path) => !putThereByUs.has(path.slice(folder.length + 1)))
      .map(async (path) => ({ path: path.slice(folder.length + 1), bytes: await readFile(path) })),
  );
}

/** Of the doors that the simulator has open. */
function ownerSettings({ urls }: Simulator): string {
  const directory = `directory:
  url: ${urls.directory}
  caFile: ./ca.pem
  bindDn: CN=svc-vdc,OU=Service,DC=corp,DC=example
  password: { file: ./password }
  ou: OU=Tenants,DC=corp,DC=example
  upnSuffix: tenants.corp.example
`;
  const mail = `mail:
  smtp: { url: "${urls.mail}", caFile: ./ca.pem, username: vdc, password: { file: ./mail-password } }
  from: Cloud <cloud@provider.example>
`;
  return (urls.directory === undefined ? '' : directory) + (urls.mail === undefined ? '' : mail);
}

function settingsFor({ urls }: Simulator, access: 'tenant' | 'spf'): string {
  return `apiVersion: vdc/v1
kind: Controller
installation: 0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11
specs: { directory: ./specs }
wap:
  adminApi: ${urls.adminApi}
${access === 'tenant' ? `  tenantApi: ${urls.tenantApi}` : `  spf: { url: "${urls.spf}", username: CORP\\svc-spf, password: { file: ./spf-password } }`}
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
