import type { Knobs } from '../knobs/knobs.ts';
import { DIMENSIONS, type Dimension, type Limits } from '../world/limits.ts';

/** What the provider enforces from a plan's limits and those of attached add-ons; how it does that is not established, so knobs say. */
export function combineLimits(base: Limits, addOns: readonly Limits[], knobs: Knobs): Limits {
  const combined: Record<Dimension, number | null> = { ...base };
  for (const addOn of addOns) {
    for (const dimension of DIMENSIONS) {
      const before = combined[dimension];
      const more = addOn[dimension];
      if (before === null) continue;
      if (more === null) combined[dimension] = knobs.get('empty-add-on-limit') === 'unlimited' ? null : before;
      else combined[dimension] = knobs.get('add-on-arithmetic') === 'sum' ? before + more : Math.max(before, more);
    }
  }
  return combined;
}
