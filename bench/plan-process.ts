import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeInstallation } from './bench-installation.ts';
import { readBenchOptions } from './bench-options.ts';
import { writeExpectedWorld } from './expected-world.ts';
import { median, medianRatio } from './median.ts';
import type { SpecsCost } from './measured-specs.ts';
import type { Cost } from './own-cost.ts';
import { printBench } from './print-bench.ts';
import { programPath, runMeasured, runProgram, VDC, type ProcessCost } from './run-program.ts';
import { startSimulatorProcess } from './simulator-process.ts';

// Fresh processes: `vdc --help` beside an empty Node program, `vdc plan` for the first time and again, what specs cost.

const HELP_RUNS = 31;

function timeHelp(): { readonly ours: readonly number[]; readonly floors: readonly number[] } {
  const time = (args: readonly string[]): number => {
    const startedAt = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
    return performance.now() - startedAt;
  };
  const help = [VDC, '--help'];
  const empty = ['-e', ''];
  time(help); // Fills the cache of compiled code, as any earlier command has done.
  const ours: number[] = [];
  const floors: number[] = [];
  for (let run = 0; run < HELP_RUNS; run += 1) {
    ours.push(time(help));
    floors.push(time(empty));
  }
  return { ours, floors };
}

const { vdcs = 10_000, rounds, isJson } = readBenchOptions(5);
const help = timeHelp();
const simulator = await startSimulatorProcess({ vdcs, latencyMs: 0, knobs: {} });
const installation = writeInstallation({ simulator, vdcs, concurrency: 8, requestsPerSecond: 10_000 });
const { settingsFile, specCache } = installation;
const expected = join(dirname(settingsFile), 'expected.json');
const plans: { first: ProcessCost[]; again: ProcessCost[]; floor: ProcessCost[] } = { first: [], again: [], floor: [] };
const specs: { first: SpecsCost[]; again: SpecsCost[] } = { first: [], again: [] };
try {
  await writeExpectedWorld(expected, simulator, vdcs);
  await runProgram(VDC, ['--config', settingsFile, 'apply', '--yes']);
  for (let round = 0; round < rounds; round += 1) {
    rmSync(specCache);
    plans.first.push(await runProgram(VDC, ['--config', settingsFile, 'plan']));
    if (!existsSync(specCache)) throw new Error('what the specs said was not remembered');
    plans.again.push(await runProgram(VDC, ['--config', settingsFile, 'plan']));
    plans.floor.push(await runProgram(programPath('floor-pass.ts'), [expected, '1']));
    rmSync(specCache);
    specs.first.push(await runMeasured<SpecsCost>('measured-specs.ts', [settingsFile]));
    specs.again.push(await runMeasured<SpecsCost>('measured-specs.ts', [settingsFile]));
  }
} finally {
  installation.remove();
  await simulator.stop();
}

const wall = (costs: readonly Cost[]) => costs.map(({ wallMs }) => wallMs);
const cpu = (costs: readonly Cost[]) => costs.map(({ cpuMs }) => cpuMs);
const peak = (costs: readonly ProcessCost[]) => costs.map(({ peakMib }) => peakMib);
const read = (costs: readonly SpecsCost[]) => costs.map(({ reading }) => reading);
const understood = (costs: readonly SpecsCost[]) => costs.map(({ understanding }) => understanding);
const both = (costs: readonly SpecsCost[], of: (costs: readonly Cost[]) => readonly number[]) =>
  of(read(costs)).map((ms, index) => ms + (of(understood(costs))[index] ?? 0));
const compare = (what: string, ours: readonly number[], beside: string, floors: readonly number[]) => ({
  what,
  'ms or MiB': median(ours),
  beside,
  its: median(floors),
  ratio: medianRatio(ours, floors),
});
printBench(
  {
    title: `Fresh processes, ${vdcs} specs`,
    conditions: [
      `--help: median of ${HELP_RUNS} pairs, code compiled before; the others: median of ${rounds}, in turn`,
      `${vdcs} spec files, latency 0 ms, concurrency 8, pages of 1000 rows; nothing to do`,
      `first: no cache of parsed specs; again: with the one that the run before wrote`,
      `read: listed, read and hashed, which every run does; understood: from bytes to the desired state, parsed and validated`,
      `or remembered; plan: the whole process`,
    ],
    rows: [
      compare('vdc --help, wall', help.ours, "node -e ''", help.floors),
      compare('specs understood again, wall', wall(understood(specs.again)), 'first', wall(understood(specs.first))),
      compare('specs understood again, CPU', cpu(understood(specs.again)), 'first', cpu(understood(specs.first))),
      compare('specs read again, wall', wall(read(specs.again)), 'first', wall(read(specs.first))),
      compare('specs read again, CPU', cpu(read(specs.again)), 'first', cpu(read(specs.first))),
      compare('both again, wall', both(specs.again, wall), 'first', both(specs.first, wall)),
      compare('both again, CPU', both(specs.again, cpu), 'first', both(specs.first, cpu)),
      compare('vdc plan again, wall', wall(plans.again), 'first', wall(plans.first)),
      compare('vdc plan again, CPU', cpu(plans.again), 'floor-pass.ts', cpu(plans.floor)),
      compare('vdc plan again, wall', wall(plans.again), 'floor-pass.ts', wall(plans.floor)),
      compare('vdc plan again, peak MiB', peak(plans.again), 'floor-pass.ts', peak(plans.floor)),
    ],
  },
  isJson,
);
