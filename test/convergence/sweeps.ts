import type { Ran } from './run-story.ts';
import { type AnswerFault, answerFaults } from './recorder.ts';
import { type FalseView, falseViews, noFaults, type Run, type Story } from './story.ts';

/** One kind of fault, and the runs of a story that have it, one at each place. */
export interface Sweep {
  readonly kind: string;
  runs(plain: Ran): readonly Run[];
}

const stale = new Set<FalseView>(['stale', 'stale-lists', 'stale-objects', 'alternating', 'specs-old']);

function* range(from: number, to: number): Iterable<number> {
  for (let at = from + 1; at <= to; at += 1) yield at;
}

function places(
  kind: 'boundaries' | 'changes' | 'looks' | 'reads',
  { counts: { before, all } }: Ran,
): readonly number[] {
  return [...range(before[kind], all[kind])];
}

const withFaults = ({ run }: Ran, faults: Partial<Run['faults']>): Run => ({
  ...run,
  faults: { ...noFaults, ...faults },
});

export const crash: Sweep = {
  kind: 'crash',
  runs: (plain) => places('boundaries', plain).map((at) => withFaults(plain, { killAt: [at] })),
};

/** The second death is some steps after the first, so in what takes it up again. */
export const crashTwice: Sweep = {
  kind: 'two crashes',
  runs: (plain) => places('boundaries', plain).map((at) => withFaults(plain, { killAt: [at, at + 1 + (at % 7)] })),
};

/** Whoever starts again finds the database away when it ends what was interrupted. */
export const crashThenAway: Sweep = {
  kind: 'crash, then no memory',
  runs: (plain) =>
    places('boundaries', plain).map((at) => {
      const passed = plain.world.recorder.boundaries.slice(0, at);
      const asked = passed.filter((what) => what.endsWith('done, and not answered')).length;
      return withFaults(plain, { killAt: [at], answers: [{ at: asked + 1, how: 'reset-before-commit' }] });
    }),
};

const answersOf = (how: AnswerFault, isOurs: boolean): Sweep => ({
  kind: isOurs ? `state ${how}` : `answer ${how}`,
  runs: (plain) =>
    places('changes', plain)
      .filter((at) => (plain.world.recorder.asked[at - 1] === 'state') === isOurs)
      .map((at) => withFaults(plain, { answers: [{ at, how }] })),
});

export const answers: readonly Sweep[] = answerFaults.map((how) => answersOf(how, false));

/** A database says yes or no; it commits nothing long after it said neither. */
export const memory: readonly Sweep[] = (['lost', 'refused', 'late-answer'] as const).map((how) =>
  answersOf(how, true),
);

/** The first of two daemons stands still for longer than its lease holds. */
export const freezes: Sweep = {
  kind: 'a frozen leader',
  runs: (plain) => places('boundaries', plain).map((at) => withFaults(plain, { freezeAt: [at] })),
};

/** And some steps later again, whoever leads by then. */
export const freezesTwice: Sweep = {
  kind: 'a frozen leader, and another',
  runs: (plain) =>
    places('boundaries', plain).map((at) => withFaults(plain, { freezeAt: [at, at + 1 + ((at * 5) % 17)] })),
};

/** And where it only looks: what it has seen by then is old when it goes on. */
export const freezesReading: Sweep = {
  kind: 'a leader frozen in its look',
  runs: (plain) => places('reads', plain).map((at) => withFaults(plain, { freezeReads: [at] })),
};

/** Two daemons: only where a second one stands by does anything come of them. */
export const besideSweeps: readonly Sweep[] = [freezes, freezesTwice, freezesReading];

export const views: readonly Sweep[] = falseViews.map((how) => ({
  kind: `view ${how}`,
  runs: (plain) =>
    places('looks', plain).flatMap((from) =>
      (stale.has(how) ? [1, 3] : [1]).map((depth) =>
        withFaults(plain, { views: [{ how, from, count: 2 + (from % 3), depth }] }),
      ),
    ),
}));

export const sweeps: readonly Sweep[] = [crash, crashTwice, crashThenAway, ...answers, ...memory, ...views];

/** The same story without any fault. */
export function plainRun(story: Story, seed: number): Run {
  return { story, seed, faults: noFaults };
}
