import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { keepFailure } from './keep-failure.ts';
import { findUnlike } from './find-unlike.ts';
import { findDeviations } from './laws.ts';
import { runStory } from './run-story.ts';
import type { Run } from './story.ts';
import { stories } from './stories.ts';
import { besideSweeps, crash, crashTwice, plainRun, sweeps } from './sweeps.ts';
import { walks } from './walk.ts';

// `npm run torture -- --minutes N`: random seeds until the time is up; `--walks N`: so many walks and nothing else, `--share 1/2`
// every second bundle of them, for two processes. Says how to see again what went wrong, and exits 1 then.

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, walks: { type: 'string' }, share: { type: 'string' } },
});
const minutes = values.walks === undefined ? Number(values.minutes ?? 1) : Infinity;
const firstSeed = Number(process.env['VDC_CONVERGENCE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const endsAt = performance.now() + minutes * 60_000;
const bundle = 50;
const counts = new Map<string, { runs: number; failures: number }>();
const isOver = (): boolean => performance.now() >= endsAt;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function judge(kind: string, run: Run, find: () => Promise<readonly string[]>): Promise<void> {
  const count = counts.get(kind) ?? { runs: 0, failures: 0 };
  counts.set(kind, count);
  count.runs += 1;
  const broken = await find().catch((error: unknown) => [error instanceof Error ? (error.stack ?? '') : String(error)]);
  if (broken.length === 0) return;
  count.failures += 1;
  say(
    `FAILED ${kind}, ${run.story.name}, seed ${run.seed}: npx vitest run ${keepFailure(run, broken)}\n  ${broken.join('\n  ')}`,
  );
}

async function walk(seed: number): Promise<void> {
  for (const run of fc.sample(walks, { seed, numRuns: bundle })) {
    if (isOver()) break;
    await judge(run.story.name, run, () => findUnlike(run));
  }
}

async function sweep(seed: number): Promise<void> {
  const story = stories[seed % stories.length];
  if (story === undefined || isOver()) return;
  const plain = await runStory(plainRun(story, seed));
  const beside = await runStory({ ...plainRun(story, seed), isBeside: true });
  const all = [
    ...sweeps.map((one) => ({ one, from: plain })),
    ...besideSweeps.map((one) => ({ one, from: beside })),
  ].flatMap(({ one, from }) => one.runs(from).map((run) => ({ kind: one.kind, run, from })));
  for (const [index, { kind, run, from }] of all.entries()) {
    if (isOver()) break;
    const isEach = kind === crash.kind || kind === crashTwice.kind;
    if (isEach || (index + seed) % 5 === 0)
      await judge(kind, run, async () => findDeviations(from, await runStory(run)));
  }
}

if (values.walks === undefined) {
  say(`torture for ${minutes} min, from VDC_CONVERGENCE_SEED=${firstSeed} on`);
  for (let seed = firstSeed; !isOver(); seed += 1) {
    await walk(seed);
    await sweep(seed);
  }
} else {
  const [mine = 1, of = 1] = (values.share ?? '1/1').split('/').map(Number);
  const bundles = Math.ceil(Number(values.walks) / bundle);
  say(`${values.walks} walks in bundles of ${bundle}, from VDC_CONVERGENCE_SEED=${firstSeed} on, share ${mine}/${of}`);
  for (let at = mine - 1; at < bundles; at += of) await walk(firstSeed + at);
}
let failures = 0;
for (const [kind, { runs, failures: some }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
  say(`${kind}: ${runs} runs, ${some} failures`);
  failures += some;
}
process.exitCode = failures > 0 ? 1 : 0;
