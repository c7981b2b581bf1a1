import type { Faults } from './story.ts';
import type { World } from './world.ts';

/** Eventually stable reconciliation, as Anvil has it, with its two figures named. */
export interface Stability {
  /** Asked at every turn of the clock. */
  look(): void;
  /** Somebody did something: it is counted from here. */
  disturbed(): void;
  /** Passes from when nothing broke any more, and nobody did anything, to the last change. */
  passes(): number;
}

export function watchStability(world: World, faults: Faults): Stability {
  const { looks, recorder } = world;
  let from = 0;
  let last = 0;
  let broken = 0;
  let changes = 0;
  const reached = (places: readonly number[], at: number): number => places.filter((place) => place <= at).length;
  return {
    look() {
      const now =
        reached(faults.killAt, recorder.boundaries.length) +
        reached(faults.freezeAt, recorder.boundaries.length) +
        reached(faults.freezeReads ?? [], recorder.reads.length) +
        reached(
          faults.answers.map(({ at }) => at),
          recorder.changeCount(),
        );
      if (now !== broken || recorder.late() > 0 || world.isFalseNow()) from = looks.count;
      broken = now;
      if (recorder.realChanges() !== changes) last = looks.count;
      changes = recorder.realChanges();
    },
    disturbed() {
      from = looks.count;
    },
    passes: () => Math.max(0, last - from),
  };
}
