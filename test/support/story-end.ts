import { expect } from 'vitest';
import type { Run } from './story-program.ts';

/** How a run ended, and what it must have said: each of `words`, wherever its lines are broken. Returns the run. */
export function expectEnd(run: Run, code: number, ...words: readonly (string | RegExp)[]): Run {
  expect(run.code, run.all).toBe(code);
  // A mistake of ours, or of the simulator, never counts as what was expected.
  expect(run.all).not.toMatch(/UNEXPECTED|ACTION_CRASHED|SimulatorDefect|at file:\/\//);
  const said = run.all.replaceAll(/\s+/g, ' ');
  for (const one of words)
    if (typeof one === 'string') expect(said, run.all).toContain(one);
    else expect(said, run.all).toMatch(one);
  return run;
}
