import { dirname, join } from 'node:path';
import { writeInstallation } from './bench-installation.ts';
import { readBenchOptions } from './bench-options.ts';
import { writeExpectedWorld } from './expected-world.ts';
import { median, medianRatio } from './median.ts';
import type { PassFigures } from './pass-figures.ts';
import { printBench } from './print-bench.ts';
import { runMeasured, runProgram, VDC } from './run-program.ts';
import { startSimulatorProcess, writesIn, type SimulatorProcess } from './simulator-process.ts';

// A pass that finds nothing to do, beside a bare program that fetches the same pages, parses and compares them.

const SIZES = [0, 1, 100, 1000, 10_000];
const PASSES = 6;

type Row = Readonly<Record<string, number | string>>;

async function measure(vdcs: number, rounds: number): Promise<readonly Row[]> {
  const simulator = await startSimulatorProcess({ vdcs, latencyMs: 0, knobs: {} });
  const installation = writeInstallation({ simulator, vdcs, concurrency: 8, requestsPerSecond: 10_000 });
  const { settingsFile } = installation;
  const expected = join(dirname(settingsFile), 'expected.json');
  try {
    await writeExpectedWorld(expected, simulator, vdcs);
    // The state store is empty at first. What is there is taken into the inventory, which writes nothing to WAP.
    await runProgram(VDC, ['--config', settingsFile, 'apply', '--yes']);
    const pass = () => runMeasured<PassFigures>('measured-passes.ts', [settingsFile, String(PASSES)]);
    const barePass = () => runMeasured<PassFigures>('floor-pass.ts', [expected, String(PASSES)]);
    const counts = await countRequests(simulator, pass);
    const pages = await countRequests(simulator, barePass);
    const ours: PassFigures[] = [];
    const floors: PassFigures[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await pass());
      floors.push(await barePass());
    }
    return [
      {
        VDCs: vdcs,
        what: 'requests of a pass',
        ours: counts.total,
        floor: pages.total,
        ratio: counts.total / pages.total,
      },
      { VDCs: vdcs, what: 'of them writes', ours: counts.writes, floor: pages.writes, ratio: '' },
      ...compare(vdcs, ours, floors),
    ];
  } finally {
    installation.remove();
    await simulator.stop();
  }
}

/** Requests and writes of one pass, on average over the passes of a process. */
async function countRequests(simulator: SimulatorProcess, passes: () => Promise<unknown>) {
  await simulator.forgetCounts();
  await passes();
  const counts = await simulator.counts();
  return { total: counts.total / PASSES, writes: writesIn(counts) / PASSES };
}

const FIGURES: Readonly<Record<string, (figures: PassFigures) => number>> = {
  'first pass, CPU ms': ({ first }) => first.cpuMs,
  'steady pass, CPU ms': ({ steady }) => median(steady.map(({ cpuMs }) => cpuMs)),
  'steady pass, wall ms': ({ steady }) => median(steady.map(({ wallMs }) => wallMs)),
  'peak after the first pass, MiB': ({ first }) => first.peakMib,
  'peak after all passes, MiB': ({ peakMib }) => peakMib,
};

function compare(vdcs: number, ours: readonly PassFigures[], floors: readonly PassFigures[]): readonly Row[] {
  return Object.entries(FIGURES).map(([what, figureOf]) => ({
    VDCs: vdcs,
    what,
    ours: median(ours.map(figureOf)),
    floor: median(floors.map(figureOf)),
    ratio: medianRatio(ours.map(figureOf), floors.map(figureOf)),
  }));
}

const { vdcs, rounds, isJson } = readBenchOptions(5);
const rows: Row[] = [];
for (const size of vdcs === undefined ? SIZES : [vdcs]) rows.push(...(await measure(size, rounds)));
printBench(
  {
    title: 'A pass that finds nothing to do',
    conditions: [
      `latency 0 ms, concurrency 8, pages of 1000 rows (plans in one answer); token from a file`,
      `median of ${rounds} fresh processes each, in turn with the floor; ${PASSES} passes a process`,
      `compiled code kept between runs (NODE_COMPILE_CACHE), as bin/vdc.mjs keeps it, for the floor as well`,
      `first: from the start of the process to the end of its first pass, specs known from before`,
      `steady: the median of the later passes`,
      `peak: the largest resident size of the process, after the first pass and after all`,
    ],
    rows,
  },
  isJson,
);
