import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeInstallation } from './bench-installation.ts';
import { readBenchOptions } from './bench-options.ts';
import { median, medianRatio } from './median.ts';
import type { Cost, FloorCost } from './own-cost.ts';
import { printBench } from './print-bench.ts';
import { runMeasured } from './run-program.ts';
import type { RequestCounts } from '../src/simulator/http/request-log.ts';
import { startSimulatorProcess, writesIn } from './simulator-process.ts';

// Making VDCs at several latencies, beside what no client can beat and beside a bare program that sends the same requests.

interface Case {
  readonly latencyMs: number;
  readonly concurrency: number;
}

const CASES: readonly Case[] = [
  { latencyMs: 1, concurrency: 8 },
  { latencyMs: 1, concurrency: 50 },
  { latencyMs: 20, concurrency: 8 },
  { latencyMs: 20, concurrency: 50 },
  { latencyMs: 200, concurrency: 50 },
];
/** User, hosting plan, its service, its quota, subscription: each needs the one before. */
const CALLS_IN_ORDER = 5;
/** As many as are made one call at a time, to see what a call takes that has the machine to itself. */
const aloneVdcs = (latencyMs: number): number => (latencyMs < 100 ? 100 : 10);
const LISTS = ['GET /plans', 'GET /subscriptions', 'GET /users'];

async function measure({ latencyMs, concurrency }: Case, vdcs: number, rounds: number) {
  const simulator = await startSimulatorProcess({ vdcs: 0, latencyMs, knobs: { 'sync-ms': 0 } });
  const installation = writeInstallation({ simulator, vdcs, concurrency, requestsPerSecond: 10_000 });
  const { settingsFile, database } = installation;
  const addresses = join(dirname(settingsFile), 'addresses.json');
  writeFileSync(addresses, JSON.stringify({ adminApi: simulator.adminApi, ca: simulator.ca, token: simulator.token }));
  const ours: Cost[] = [];
  const floors: Cost[] = [];
  const callsMs: number[] = [];
  try {
    let counts = await simulator.counts();
    for (let round = 0; round <= rounds; round += 1) {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
      await simulator.reset();
      const cost = await runMeasured<Cost>('measured-creation.ts', [settingsFile, String(vdcs)]);
      counts = await simulator.counts();
      await simulator.reset();
      const floor = await runMeasured<FloorCost>('floor-creation.ts', [addresses, String(vdcs), String(concurrency)]);
      await simulator.reset();
      const alone = await runMeasured<FloorCost>('floor-creation.ts', [addresses, String(aloneVdcs(latencyMs)), '1']);
      // The first round is not counted: it fills the cache of parsed specs and of compiled code.
      if (round > 0) {
        ours.push(cost);
        floors.push(floor);
        callsMs.push(alone.callMs);
      }
    }
    const callMs = median(callsMs);
    const boundMs = lowerBound({ callMs, concurrency }, pagesIn(counts), writesIn(counts));
    const nominalMs = lowerBound({ callMs: latencyMs, concurrency }, pagesIn(counts), writesIn(counts));
    const wall = (costs: readonly Cost[]) => costs.map(({ wallMs }) => wallMs);
    const cpu = (costs: readonly Cost[]) => costs.map(({ cpuMs }) => cpuMs);
    return {
      'latency ms': latencyMs,
      'a call alone ms': callMs,
      concurrency,
      pages: pagesIn(counts),
      'other reads': counts.total - writesIn(counts) - pagesIn(counts),
      writes: writesIn(counts),
      'wall s': median(wall(ours)) / 1000,
      'bound s': boundMs / 1000,
      'x bound': median(wall(ours)) / boundMs,
      'x knob bound': median(wall(ours)) / nominalMs,
      'floor s': median(wall(floors)) / 1000,
      'x floor': medianRatio(wall(ours), wall(floors)),
      'CPU s': median(cpu(ours)) / 1000,
      'floor CPU s': median(cpu(floors)) / 1000,
    };
  } finally {
    installation.remove();
    await simulator.stop();
  }
}

/** Requests for lists; what else is read (the template) is part of the way of the first VDC. */
function pagesIn({ byRoute }: RequestCounts): number {
  return LISTS.reduce((sum, route) => sum + (byRoute[route] ?? 0), 0);
}

/** What latency alone costs: the pages, and then whichever is longer, one VDC's calls or all calls through all slots. */
function lowerBound(
  { callMs, concurrency }: { readonly callMs: number; readonly concurrency: number },
  pages: number,
  writes: number,
): number {
  return pages * callMs + Math.max(CALLS_IN_ORDER * callMs, (writes * callMs) / concurrency);
}

const { vdcs = 1000, rounds, latency, concurrency, isJson } = readBenchOptions(5);
const cases = CASES.filter(({ latencyMs }) => latency === undefined || latencyMs === latency).map((one) => ({
  ...one,
  concurrency: concurrency ?? one.concurrency,
}));
const rows = [];
for (const one of cases) rows.push(await measure(one, vdcs, rounds));
printBench(
  {
    title: `Making ${vdcs} VDCs`,
    conditions: [
      `simulator in a process of its own, knob sync-ms=0; requestsPerSecond 10000, so that the rate never binds`,
      `median of ${rounds} fresh processes, in turn with the floor; specs parsed before, state store empty`,
      `wall: from the first page to the last status; bound: pages x call + max(5 x call, writes x call / concurrency)`,
      `call: what one call takes that has the machine to itself (the floor's, one at a time); knob bound: with the latency alone`,
      `floor: a bare program (floor-creation.ts) that sends the same requests, concurrency VDCs side by side`,
    ],
    rows,
  },
  isJson,
);
