import { keepFailure } from './keep-failure.ts';
import { findBroken, findDeviations } from './laws.ts';
import { runStory } from './run-story.ts';
import type { Run, Story } from './story.ts';
import { plainRun, type Sweep } from './sweeps.ts';

/** Of every run: by default the same each time, so that a commit is proven; another seed walks through other orders of events. */
export const seed = Number(process.env['VDC_CONVERGENCE_SEED'] ?? 1);
/** Every place instead of every so manieth. */
const isWhole = process.env['VDC_CONVERGENCE_WHOLE'] !== undefined;

/** Runs a story with each fault of some sweeps, at every `stride`th place, and says what was broken and how to see it again. */
export async function tellSweep(
  story: Story,
  sweeps: readonly Sweep[],
  stride = 1,
  isBeside = false,
): Promise<readonly string[]> {
  const plain = await runStory({ ...plainRun(story, seed), ...(isBeside && { isBeside }) });
  const said = findBroken(plain).map((line) => `without any fault: ${line}`);
  const runs = sweeps.flatMap((sweep) => sweep.runs(plain));
  // Another rest for each story, so that all of them together come to every kind of place.
  const first = story.name.length % stride;
  for (const run of runs.filter((_, index) => isWhole || index % stride === first)) {
    const broken = await findWrong(run, plain);
    if (broken.length > 0) said.push(`${tell(run)}: ${broken.join('\n  ')}`);
    if (said.length > 4) break;
  }
  return said;
}

async function findWrong(run: Run, plain: Awaited<ReturnType<typeof runStory>>): Promise<readonly string[]> {
  try {
    return findDeviations(plain, await runStory(run));
  } catch (error) {
    return [error instanceof Error ? `${error.stack} ${String(error.cause)}` : String(error)];
  }
}

function tell(run: Run): string {
  const file = keepFailure(run, []);
  return `${JSON.stringify(run.faults)} (VDC_CONVERGENCE_SEED=${run.seed} npx vitest run ${file})`;
}
