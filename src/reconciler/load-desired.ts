import type { DesiredState } from '../model/desired-state.ts';
import { readSpecs } from '../spec/read-specs.ts';
import { EMPTY_SPEC_CACHE } from '../spec/spec-cache.ts';
import type { PassDoors, PassRules } from './pass-doors.ts';

/** What the specs ask for now. Only files that were never read before are parsed; what that taught is remembered. */
export async function loadDesired(
  doors: Pick<PassDoors, 'source' | 'specCache'>,
  rules: PassRules,
  signal: AbortSignal,
): Promise<DesiredState> {
  const [snapshot, cache] = await Promise.all([doors.source.load(signal), doors.specCache.load()]);
  const read = readSpecs({
    snapshot,
    defaults: rules.defaults,
    hostingPlanNames: Object.keys(rules.planner.templates),
    cache: cache ?? EMPTY_SPEC_CACHE,
  });
  if (read.cache !== cache) await doors.specCache.save(read.cache);
  return read.desired;
}
