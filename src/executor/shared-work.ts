import type { Outcome } from '../model/outcome.ts';
import type { Action, PlannedVdc } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import { stillNeeded } from './skip-reasons.ts';

/** Who carried an action out. The others that needed the same only learn how it ended. */
export interface SharedOutcome {
  readonly outcome: Outcome;
  readonly isCarrier: boolean;
}

export interface SharedWork {
  /** Runs `work` for one of the VDCs that need the same action; a removal only when all of them have come to it. */
  carryOut(vdc: VdcName, action: Action, work: () => Promise<Outcome>): Promise<SharedOutcome>;
  /** The VDC will not come to any of its shared actions any more. */
  leave(vdc: VdcName): void;
  /** Nobody has attempted the action, and nobody but `vdc` still could. */
  isUntouched(vdc: VdcName, action: Action): boolean;
}

interface Shared {
  /** VDCs that may still come to it. */
  readonly expected: Set<VdcName>;
  hasDeserter: boolean;
  outcome: Promise<Outcome> | undefined;
  settled: Outcome | undefined;
  /** Those who have come to a removal before the last one. */
  readonly patient: ((outcome: Outcome) => void)[];
}

/**
 * Users (and hosting plans) that several VDCs of one plan need: made once, by whoever comes first; removed once, by
 * whoever comes last, and not at all when one of them did not get so far and may still use it.
 */
export function createSharedWork(vdcs: readonly PlannedVdc[]): SharedWork {
  const shared = findShared(vdcs);
  // Every VDC leaves in the end: to look through all that is shared each time would be ten thousand times ten thousand.
  const sharedBy = new Map<VdcName, Shared[]>();
  for (const one of shared.values())
    for (const vdc of one.expected) sharedBy.set(vdc, [...(sharedBy.get(vdc) ?? []), one]);

  return {
    async carryOut(vdc, action, work) {
      const one = shared.get(keyOf(action) ?? '');
      if (one === undefined) return { outcome: await work(), isCarrier: true };
      one.expected.delete(vdc);
      if (one.outcome !== undefined) return { outcome: await one.outcome, isCarrier: false };
      if (isRemoval(action)) {
        if (one.hasDeserter) return { outcome: stillNeeded, isCarrier: false };
        if (one.expected.size > 0) {
          const outcome = await new Promise<Outcome>((resolve) => one.patient.push(resolve));
          return { outcome, isCarrier: false };
        }
      }
      one.outcome = work();
      try {
        one.settled = await one.outcome;
        return { outcome: one.settled, isCarrier: true };
      } finally {
        for (const resolve of one.patient.splice(0)) resolve(one.settled ?? stillNeeded);
      }
    },
    leave(vdc) {
      for (const one of sharedBy.get(vdc) ?? []) {
        if (!one.expected.delete(vdc)) continue;
        one.hasDeserter = true;
        for (const resolve of one.patient.splice(0)) resolve(stillNeeded);
      }
    },
    isUntouched(vdc, action) {
      const one = shared.get(keyOf(action) ?? '');
      if (one === undefined || one.settled?.kind === 'skipped') return true;
      return one.outcome === undefined && [...one.expected].every((name) => name === vdc);
    },
  };
}

function findShared(vdcs: readonly PlannedVdc[]): ReadonlyMap<string, Shared> {
  const all = new Map<string, Shared>();
  for (const vdc of vdcs)
    for (const action of vdc.actions) {
      const key = keyOf(action);
      if (key === undefined) continue;
      const one = all.get(key) ?? {
        expected: new Set(),
        hasDeserter: false,
        outcome: undefined,
        settled: undefined,
        patient: [],
      };
      one.expected.add(vdc.name);
      all.set(key, one);
    }
  return new Map([...all].filter(([, one]) => one.expected.size > 1));
}

/** What takes something away from all of them together: only when none of them needs it any more. */
function isRemoval(action: Action): boolean {
  if (action.verb === 'delete') return true;
  return (
    action.kind === 'account' &&
    action.verb === 'update' &&
    action.change.field === 'isEnabled' &&
    !action.change.isEnabled
  );
}

/** WAP compares names of users without regard to case. */
function keyOf(action: Action): string | undefined {
  if (action.kind === 'account' && action.verb === 'update')
    return `update ${action.resource.toLowerCase()} ${JSON.stringify(action.change)}`;
  const canBeShared = action.kind === 'user' || action.kind === 'hosting-plan' || action.kind === 'account';
  const isOnce = action.verb === 'create' || action.verb === 'delete' || action.verb === 'adopt';
  return canBeShared && isOnce ? `${action.verb} ${action.resource.toLowerCase()}` : undefined;
}
