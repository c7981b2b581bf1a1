import type { Broken } from '../../model/law.ts';
import { broken, type Deed, type LawFacts } from './law-facts.ts';

/** A VDC that was paused when it was looked at is left alone, whatever a plan says. */
export function neverPaused(deed: Deed, { input, specOf }: LawFacts): Broken | undefined {
  const { name } = deed.vdc;
  const pauses = [specOf(name)?.paused, input.memory.pauses.get(name)];
  // As of the look: one that has ended since is over, and a clock that was set back does not begin it again.
  const pause = pauses.find((one) => one !== undefined && (one.untilMs ?? Number.POSITIVE_INFINITY) > input.nowMs);
  return pause && broken('never-paused', deed, `it is paused by ${pause.by} (${pause.reason})`);
}
