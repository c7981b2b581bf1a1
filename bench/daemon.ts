import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoggedRequest } from '../src/simulator/http/request-log.ts';
import { startSimulator } from '../src/simulator/start-simulator.ts';
import { writeInstallation } from './bench-installation.ts';
import { readBenchOptions } from './bench-options.ts';
import { nameOf, vdcSeedOf } from './bench-world.ts';
import { median } from './median.ts';
import { printBench } from './print-bench.ts';
import { freePort, type RunningDaemon, startDaemon } from './running-daemon.ts';
import { addressesOf } from './simulator-addresses.ts';

// The daemon as it is installed, beside a simulator in this process that sees when its requests arrive.

interface Arrival {
  readonly atMs: number;
  readonly request: LoggedRequest;
}

interface World {
  readonly simulator: Awaited<ReturnType<typeof startSimulator>>;
  readonly arrivals: Arrival[];
  readonly specs: string;
  readonly daemon: RunningDaemon;
  close(): Promise<void>;
}

interface Wishes {
  readonly vdcs: number;
  readonly existing: number;
  readonly interval: string;
  readonly requestsPerSecond?: number;
  readonly prepare?: (specs: string) => void;
}

async function openWorld(wishes: Wishes): Promise<World> {
  const arrivals: Arrival[] = [];
  const simulator = await startSimulator({
    vdcs: wishes.existing,
    latencyMs: 20,
    knobs: { 'sync-ms': 0 },
    describeVdc: vdcSeedOf,
    onRequest: (request) => arrivals.push({ atMs: Date.now() - request.ms, request }),
  });
  const port = await freePort();
  const installation = writeInstallation({
    simulator: addressesOf(simulator),
    vdcs: wishes.vdcs,
    concurrency: 8,
    requestsPerSecond: wishes.requestsPerSecond ?? 10_000,
  });
  const { settingsFile } = installation;
  const text = readFileSync(settingsFile, 'utf8').replace('reconcile: {', `reconcile: { interval: ${wishes.interval},`);
  writeFileSync(settingsFile, `${text}server: { listen: 127.0.0.1:${port} }\n`);
  const specs = join(dirname(settingsFile), 'specs');
  wishes.prepare?.(specs);
  const daemon = await startDaemon(settingsFile, port);
  return {
    simulator,
    arrivals,
    specs,
    daemon,
    async close() {
      await daemon.stop();
      await simulator.stop();
      installation.remove();
    },
  };
}

/** As an editor saves: beside it, then in its place. Returns when that was. */
function edit(specs: string, i: number, change: (text: string) => string): number {
  const file = join(specs, String(Math.floor(i / 100)).padStart(4, '0'), `${nameOf(i)}.yaml`);
  writeFileSync(`${file}.part`, change(readFileSync(file, 'utf8')));
  renameSync(`${file}.part`, file);
  return Date.now();
}

const setCpu = (cpu: number) => (text: string) => text.replace(/cpu: \d+/, `cpu: ${cpu}`);
const isWrite = ({ request }: Arrival): boolean => request.method !== 'GET';

async function waitFor<T>(find: () => T | undefined, withinMs = 60_000): Promise<T> {
  const startedAt = Date.now();
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (Date.now() - startedAt > withinMs) throw new Error('it did not come');
    await delay(2);
  }
}

/** The look that follows an edit reads page after page, and must not be taken for the answer to the next one. */
async function whenQuiet({ arrivals }: World): Promise<void> {
  for (let seen = -1; seen !== arrivals.length; await delay(1_500)) seen = arrivals.length;
}

/** From a saved file to the first request, and to the first write, while nothing else is to be done. */
async function measureEdits(vdcs: number, rounds: number) {
  const world = await openWorld({ vdcs, existing: vdcs, interval: '1h' });
  const first: number[] = [];
  const write: number[] = [];
  try {
    await delay(3_000);
    for (let round = 0; round < rounds; round += 1) {
      await whenQuiet(world);
      world.arrivals.length = 0;
      const savedAt = edit(world.specs, round % vdcs, setCpu(100 + round));
      const one = await waitFor(() => world.arrivals.find(({ atMs }) => atMs >= savedAt));
      const put = await waitFor(() => world.arrivals.find(isWrite));
      first.push(one.atMs - savedAt);
      write.push(put.atMs - savedAt);
    }
  } finally {
    await world.close();
  }
  return {
    VDCs: vdcs,
    rounds,
    'first request ms': median(first),
    'first write ms': median(write),
    'slowest write ms': Math.max(...write),
  };
}

/** The same while a pass follows a pass and every call slot belongs to a VDC whose machines take ten minutes to shut down. */
async function measureLoaded(vdcs: number, rounds: number) {
  const shuttingDown = 16;
  const arrivals: Arrival[] = [];
  const simulator = await startSimulator({
    vdcs,
    vmsPerVdc: 1,
    latencyMs: 20,
    knobs: { 'sync-ms': 0, 'guest-shutdown-ms': 900_000 },
    describeVdc: vdcSeedOf,
    onRequest: (request) => arrivals.push({ atMs: Date.now() - request.ms, request }),
  });
  const port = await freePort();
  const installation = writeInstallation({
    simulator: addressesOf(simulator),
    vdcs,
    concurrency: 8,
    requestsPerSecond: 10_000,
    access: 'tenant',
  });
  const text = readFileSync(installation.settingsFile, 'utf8').replace('reconcile: {', 'reconcile: { interval: 5s,');
  writeFileSync(installation.settingsFile, `${text}server: { listen: 127.0.0.1:${port} }\n`);
  const specs = join(dirname(installation.settingsFile), 'specs');
  const daemon = await startDaemon(installation.settingsFile, port);
  const write: number[] = [];
  let working = 0;
  try {
    for (let i = 0; i < shuttingDown; i += 1) edit(specs, i, (one) => one.replace('state: active', 'state: suspended'));
    const asked = () => arrivals.filter(({ request }) => request.method === 'MERGE' || request.method === 'PUT').length;
    await waitFor(() => (asked() >= shuttingDown ? true : undefined), 120_000);
    for (let round = 0; round < rounds; round += 1) {
      // At any moment of the pass that is under way.
      await delay(500 + ((round * 977) % 5_000));
      arrivals.length = 0;
      const i = shuttingDown + round;
      const savedAt = edit(specs, i, setCpu(100 + round));
      const { planId } = vdcSeedOf(i);
      const put = await waitFor(() => arrivals.find((one) => isWrite(one) && one.request.path.includes(planId)));
      write.push(put.atMs - savedAt);
    }
    working = ((await daemon.ask('GET', '/api/v1/status')) as { working: string[] }).working.length;
  } finally {
    await daemon.stop();
    await simulator.stop();
    installation.remove();
  }
  const sorted = write.toSorted((a, b) => a - b);
  return {
    VDCs: vdcs,
    rounds,
    'shutting down meanwhile': working,
    'first write, median ms': median(write),
    'p99 ms': sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0,
  };
}

/** What it costs to wait, and whether a thousand passes leave anything behind. */
async function measureRest(vdcs: number, passes: number) {
  const world = await openWorld({ vdcs, existing: vdcs, interval: '1h' });
  try {
    await delay(5_000);
    const before = world.daemon.cpuMs();
    const beganAt = performance.now();
    await delay(60_000);
    const share = (world.daemon.cpuMs() - before) / (performance.now() - beganAt);
    const resident: number[] = [];
    for (let pass = 1; pass <= passes; pass += 1) {
      await world.daemon.ask('POST', `/api/v1/vdcs/${nameOf(0)}/reconcile`);
      if (pass % Math.max(1, Math.floor(passes / 10)) === 0) resident.push(world.daemon.residentMib());
    }
    return {
      VDCs: vdcs,
      'idle, % of a core': share * 100,
      passes,
      'MiB after each tenth': resident.map((mib) => mib.toFixed(0)).join(' '),
    };
  } finally {
    await world.close();
  }
}

/** WAP away while much is declared: how it is probed meanwhile, and the busiest second once it is back. */
async function measureOutage(vdcs: number, requestsPerSecond: number, awayMs: number) {
  const world = await openWorld({ vdcs, existing: 1, interval: '5s', requestsPerSecond, prepare: hideAllButOne });
  try {
    await delay(2_000);
    const fault = world.simulator.faults.add({ name: 'reset' });
    world.arrivals.length = 0;
    showAll(world.specs);
    await delay(awayMs);
    const whileAway = world.arrivals.length;
    world.simulator.faults.remove(fault);
    world.arrivals.length = 0;
    await waitFor(() => (world.simulator.world.subscriptions.size >= vdcs ? true : undefined), 600_000);
    const times = world.arrivals.map(({ atMs }) => atMs).toSorted((a, b) => a - b);
    return {
      VDCs: vdcs,
      'away s': awayMs / 1000,
      'requests while away': whileAway,
      'allowed a second': requestsPerSecond,
      'busiest second': busiestSecond(times),
      'requests once back': times.length,
    };
  } finally {
    await world.close();
  }
}

function hideAllButOne(specs: string): void {
  renameSync(join(specs, '0000', `${nameOf(0)}.yaml`), join(specs, `${nameOf(0)}.yaml`));
  for (const folder of readdirSync(specs))
    if (!folder.endsWith('.yaml')) renameSync(join(specs, folder), join(specs, `.${folder}`));
}

function showAll(specs: string): void {
  for (const folder of readdirSync(specs))
    if (folder.startsWith('.')) renameSync(join(specs, folder), join(specs, folder.slice(1)));
}

function busiestSecond(times: readonly number[]): number {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last += 1) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

const { vdcs, rounds, isJson } = readBenchOptions(30);
const conditions = [
  '`vdc run` in a process of its own; simulator with 20 ms latency beside it; concurrency 8; SQLite; specs in a folder',
];
const edits = [];
for (const count of vdcs === undefined ? [10, 1_000, 10_000] : [vdcs]) edits.push(await measureEdits(count, rounds));
printBench({ title: 'From a saved file to WAP, with nothing else to do', conditions, rows: edits }, isJson);
printBench(
  {
    title: 'The same beside passes over all and long shutdowns',
    conditions,
    rows: [await measureLoaded(vdcs ?? 10_000, rounds)],
  },
  isJson,
);
printBench({ title: 'An outage', conditions, rows: [await measureOutage(300, 50, 60_000)] }, isJson);
printBench(
  { title: 'At rest', conditions, rows: [await measureRest(vdcs ?? 10_000, (vdcs ?? 10_000) > 1_000 ? 100 : 1_000)] },
  isJson,
);
