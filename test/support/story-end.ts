import { expect } from 'vitest';
import type { Run } from './story-program.ts';

declare module 'vitest' {
  // Its parameters are vitest's own: an interface is only merged with one that has the same.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** A run: its exit code, and what it must have said, each of `words`, wherever its lines are broken. */
    toEnd: T extends Run ? (code: number, ...words: readonly (string | RegExp)[]) => R : never;
  }
}

/** A mistake of ours, or of the simulator, never counts as what was expected. */
const mistake = /UNEXPECTED|ACTION_CRASHED|SimulatorDefect|at file:\/\//;

expect.extend({
  toEnd(run: Run, code: number, ...words: readonly (string | RegExp)[]) {
    const said = run.all.replaceAll(/\s+/g, ' ');
    const isSaid = (one: string | RegExp) => (typeof one === 'string' ? said.includes(one) : one.test(said));
    const missing = words.filter((one) => !isSaid(one));
    const wrongs = [
      ...(run.code === code ? [] : [`It ended with ${run.code} instead of ${code}.`]),
      ...missing.map((one) => `It did not say ${String(one)}.`),
      ...(mistake.test(said) ? ['It is a mistake of the program or of the simulator.'] : []),
    ];
    return { pass: wrongs.length === 0, message: () => `${wrongs.join('\n')}\n\n${run.all}` };
  },
});
