import type { FieldChange } from '../model/plan.ts';
import type { ObservedQuota } from '../model/observed-state.ts';
import type { Limit, Limits, WrittenUnits } from '../model/virtual-data-center.ts';
import { formatLimit, limitFields, specField } from './words.ts';

/** The fields whose limit, for all members together or for each one, is not what the spec says. */
export function diffLimits(desired: Limits, quota: ObservedQuota, units: WrittenUnits): readonly FieldChange[] {
  if (isEqual(desired, quota.limits) && isEqual(desired, quota.memberLimits)) return [];
  const changes: FieldChange[] = [];
  for (const field of limitFields) {
    const after = formatLimit(field, desired[field], units);
    if (desired[field] !== quota.limits[field])
      changes.push({ field: specField[field], before: formatLimit(field, quota.limits[field], units), after });
    else if (desired[field] !== quota.memberLimits[field])
      changes.push({
        field: `${specField[field]} of each member`,
        before: formatLimit(field, quota.memberLimits[field], units),
        after,
      });
  }
  return changes;
}

/** The fields that would allow less than they do now. */
export function findShrinks(desired: Limits, quota: ObservedQuota): readonly (keyof Limits)[] {
  return limitFields.filter(
    (field) =>
      isLess(desired[field], quota.limits[field]) ||
      // A member's own limit only matters where it is the tighter one, but cutting it takes something away all the same.
      isLess(desired[field], smaller(quota.memberLimits[field], quota.limits[field])),
  );
}

/** The fields that would allow more than all members together have now. */
export function findGrowth(desired: Limits, quota: ObservedQuota): readonly (keyof Limits)[] {
  return limitFields.filter((field) => isLess(quota.limits[field], desired[field]));
}

export function isEqual(a: Limits, b: Limits): boolean {
  return a.cpu === b.cpu && a.ramMib === b.ramMib && a.diskGib === b.diskGib && a.vms === b.vms;
}

function isLess(a: Limit, b: Limit): boolean {
  if (a === 'unlimited') return false;
  return b === 'unlimited' || a < b;
}

function smaller(a: Limit, b: Limit): Limit {
  return isLess(a, b) ? a : b;
}
