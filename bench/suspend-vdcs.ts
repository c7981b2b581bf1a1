import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeInstallation, type VmAccess } from './bench-installation.ts';
import { readBenchOptions } from './bench-options.ts';
import type { MeasuredSuspension } from './measured-suspension.ts';
import { median } from './median.ts';
import type { FloorCost } from './own-cost.ts';
import { printBench } from './print-bench.ts';
import { runMeasured } from './run-program.ts';
import { startSimulatorProcess } from './simulator-process.ts';

// Suspending and resuming VDCs with their machines, by both ways, beside what the calls cost by their latency alone.

const MACHINES = 10;
const JOB_MS = 1000;
/** As many as are suspended one call at a time, to see what a call takes that has the machine to itself. */
const ALONE_VDCS = 20;

interface Case {
  readonly access: VmAccess;
  readonly vdcs: number;
  readonly latencyMs: number;
  readonly concurrency: number;
}

async function measure(one: Case, rounds: number) {
  const { access, vdcs, latencyMs, concurrency } = one;
  const simulator = await startSimulatorProcess({
    vdcs,
    vmsPerVdc: MACHINES,
    latencyMs,
    knobs: { 'sync-ms': 0, 'vm-job-ms': JOB_MS, 'guest-shutdown-ms': JOB_MS },
  });
  const runs: MeasuredSuspension[] = [];
  const floors: FloorCost[] = [];
  const callsMs: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      await simulator.reset();
      const installation = writeInstallation({ simulator, vdcs, concurrency, requestsPerSecond: 10_000, access });
      try {
        runs.push(await runMeasured<MeasuredSuspension>('measured-suspension.ts', [installation.settingsFile]));
        await simulator.reset();
        const addresses = join(dirname(installation.settingsFile), 'addresses.json');
        writeFileSync(addresses, JSON.stringify(simulator));
        const suspend = (count: number, inFlight: number) =>
          runMeasured<FloorCost>('floor-suspension.ts', [addresses, count, inFlight, JOB_MS].map(String));
        floors.push(await suspend(vdcs, concurrency));
        await simulator.reset();
        callsMs.push((await suspend(Math.min(vdcs, ALONE_VDCS), 1)).callMs);
      } finally {
        installation.remove();
      }
    }
  } finally {
    await simulator.stop();
  }
  const all = (read: (run: MeasuredSuspension) => number): number => median(runs.map(read));
  return (['suspension', 'resumption'] as const).map((what) => {
    const asked = all((run) => run[what].asked);
    const callMs = median(callsMs);
    const boundMs = lowerBound(one, callMs, asked);
    return {
      way: access,
      what,
      'machines asked': asked,
      requests: all((run) => run[what].requests),
      'a call alone ms': callMs,
      'wall s': all((run) => run[what].wallMs) / 1000,
      'bound s': boundMs / 1000,
      'x bound': all((run) => run[what].wallMs) / boundMs,
      'x knob bound': all((run) => run[what].wallMs) / lowerBound(one, latencyMs, asked),
      'floor s': median(floors.map(({ wallMs }) => wallMs)) / 1000,
      'x floor': all((run) => run[what].wallMs) / median(floors.map(({ wallMs }) => wallMs)),
      'CPU s': all((run) => run[what].cpuMs) / 1000,
      'peak MiB': all((run) => run[what].peakMib),
      'requests when nothing is to do': all((run) => run[what].quietRequests),
      'of these about machines': all((run) => run[what].quietVmRequests),
    };
  });
}

/**
 * The calls without which it cannot be done, through all slots, and one job at the end. Of each VDC: a look at the
 * subscription before each of the two actions, the change and the look that sees it; over the tenant API a listing before
 * and one after, which over SPF all VDCs share; and one call for each machine.
 */
function lowerBound({ access, vdcs, concurrency }: Case, callMs: number, asked: number): number {
  const forEachVdc = access === 'tenant' ? 6 : 4;
  return ((vdcs * forEachVdc + asked) * callMs) / concurrency + JOB_MS;
}

const { vdcs = 200, rounds, latency = 20, concurrency = 8, isJson } = readBenchOptions(3);
const rows = [];
for (const access of ['tenant', 'spf'] as const)
  rows.push(...(await measure({ access, vdcs, latencyMs: latency, concurrency }, rounds)));
printBench(
  {
    title: `Suspending and resuming ${vdcs} VDCs with ${MACHINES} machines each`,
    conditions: [
      `simulator in a process of its own, ${latency} ms latency, jobs of ${JOB_MS} ms; ${concurrency} calls in flight; requestsPerSecond 10000`,
      `median of ${rounds} fresh processes; wall: from the first page to the last status`,
      `floor: a bare program (floor-suspension.ts) that suspends over the tenant API with the same requests, as many at a time`,
      `bound: calls x call / concurrency + one job, calls: one a machine, and 6 a VDC over the tenant API, 4 with SPF`,
      `call: what one call takes that has the machine to itself (the floor's, one at a time); knob bound: with the latency alone`,
    ],
    rows,
  },
  isJson,
);
