import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findUnlike } from './find-unlike.ts';
import { keepFailure } from './keep-failure.ts';
import type { Run } from './story.ts';
import { seed } from './tell-sweep.ts';
import { walks } from './walk.ts';

const numRuns = Number(process.env['VDC_CONVERGENCE_WALKS'] ?? 25);
/** A walk that went wrong is made shorter for so long. */
const shorteningMs = 30_000;
const timeout = 30_000 + shorteningMs + numRuns * 500;

it(
  `wherever people, customers and bad luck lead: only the last specs count (VDC_CONVERGENCE_SEED=${seed})`,
  async () => {
    let last: { readonly run: Run; readonly broken: readonly string[] } | undefined;
    const property = fc.asyncProperty(walks, async (run) => {
      const broken = await findUnlike(run);
      if (broken.length > 0) last = { run, broken };
      return broken.length === 0;
    });
    const { failed, counterexamplePath: path } = await fc.check(property, { seed, numRuns, endOnFailure: true });
    if (!failed) return;
    if (path !== null) await fc.check(property, { seed, path, interruptAfterTimeLimit: shorteningMs });
    // The shortest that was found, as a test of its own.
    const file = last && keepFailure(last.run, last.broken);
    expect.fail(`${last?.broken.join('\n')}\nVDC_CONVERGENCE_SEED=${seed} npx vitest run ${file}`);
  },
  timeout,
);
