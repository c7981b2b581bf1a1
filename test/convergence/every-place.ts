import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { findBroken, findDeviations } from './laws.ts';
import { keepFailure } from './keep-failure.ts';
import { runStory } from './run-story.ts';
import { stories } from './stories.ts';
import type { Run, Story } from './story.ts';
import { besideSweeps, plainRun, sweeps } from './sweeps.ts';

// `npm run every-place`: each fault at each place of each story, as a table; exit 1 when anything went wrong. `--stride N`
// takes every Nth place. The stories are shared out among as many processes as there are processors.

interface Count {
  readonly kind: string;
  readonly runs: number;
  readonly failed: readonly string[];
}

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const stride = option('stride', 1);
const seed = Number(process.env['VDC_CONVERGENCE_SEED'] ?? 1);

async function sweepStory(story: Story, say: (count: Count) => void): Promise<void> {
  const plain = await runStory(plainRun(story, seed));
  const beside = await runStory({ ...plainRun(story, seed), isBeside: true });
  const broken = [...findBroken(plain), ...findBroken(beside)];
  say({ kind: 'no fault', runs: 2, failed: broken });
  for (const sweep of [...sweeps, ...besideSweeps]) {
    const from = besideSweeps.includes(sweep) ? beside : plain;
    const runs = sweep.runs(from).filter((_, index) => index % stride === story.name.length % stride);
    const failed: string[] = [];
    for (const run of runs) {
      const found = await judge(run, () => runStory(run).then((ran) => findDeviations(from, ran)));
      if (found !== undefined) failed.push(found);
    }
    say({ kind: sweep.kind, runs: runs.length, failed });
  }
}

async function judge(run: Run, find: () => Promise<readonly string[]>): Promise<string | undefined> {
  const broken = await find().catch((error: unknown) => [String(error instanceof Error ? error.stack : error)]);
  if (broken.length === 0) return undefined;
  return `${run.story.name}: npx vitest run ${keepFailure(run, broken)}\n  ${broken.join('\n  ')}`;
}

async function work(): Promise<void> {
  const [first, of] = [option('first', 0), option('of', 1)];
  for (const story of stories.filter((_, index) => index % of === first))
    await sweepStory(story, (count) => process.send?.(count));
  process.disconnect();
}

async function shareOut(): Promise<void> {
  const beganAt = performance.now();
  const counts = new Map<string, { runs: number; failed: string[] }>();
  const of = Math.min(availableParallelism(), stories.length);
  const ends = Array.from({ length: of }, (_, first) => {
    const child = fork(import.meta.filename, [
      '--first',
      String(first),
      '--of',
      String(of),
      '--stride',
      String(stride),
    ]);
    child.on('message', (message) => {
      const { kind, runs, failed } = message as Count;
      const count = counts.get(kind) ?? { runs: 0, failed: [] };
      count.runs += runs;
      count.failed.push(...failed);
      counts.set(kind, count);
      for (const one of failed) say(`FAILED ${kind}, ${one}`);
    });
    return new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  });
  const codes = await Promise.all(ends);
  const all = [...counts.values()];
  const runs = all.reduce((sum, one) => sum + one.runs, 0);
  const failures = all.reduce((sum, one) => sum + one.failed.length, 0);
  for (const [kind, count] of counts) say(`| ${kind} | ${count.runs} | ${count.failed.length} |`);
  const seconds = (performance.now() - beganAt) / 1_000;
  say(`| **all** | **${runs}** | **${failures}** |`);
  say(
    `${stories.length} stories, seed ${seed}, ${seconds.toFixed(1)} s with ${of} processes: ${(runs / seconds).toFixed(1)} runs a second`,
  );
  process.exitCode = failures > 0 || codes.some((code) => code !== 0) ? 1 : 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await (process.send === undefined ? shareOut() : work());
