import type { Destruction, InventoryEntry } from '../model/memory.ts';
import type { Action, PlannedVdc, Unsafe } from '../model/plan.ts';
import type { Allowance } from '../model/settings.ts';
import type { PlannerInput } from './planner-input.ts';

/** Which kinds of destruction a VDC's actions amount to; each counts once for a VDC. */
export function destructionsOf(vdc: Pick<PlannedVdc, 'actions'>): ReadonlySet<Destruction> {
  const kinds = new Set<Destruction>();
  for (const action of vdc.actions) {
    // One that WAP is deleting already was counted when that was asked for, or is somebody else's doing.
    if (action.verb === 'delete' && action.kind === 'subscription' && action.saw.status !== 'deleting')
      kinds.add('delete');
    // Stopping what runs in a suspended VDC finishes a suspension that was counted when it was decided.
    if (action.verb === 'suspend' && action.kind === 'subscription') kinds.add('suspend');
    if (isShrink(action)) kinds.add('shrink');
  }
  return kinds;
}

function isAdoption({ verb, kind }: Action): boolean {
  return verb === 'adopt' && kind === 'subscription';
}

function isShrink(action: Action): boolean {
  if (action.verb !== 'update') return false;
  if (action.kind === 'hosting-plan') return action.shrinks !== undefined;
  if (action.kind !== 'subscription') return false;
  return action.change.field === 'hostingPlan' && action.change.shrinks !== undefined;
}

/** Refuses a plan as a whole when it destroys more than a person would have meant, with the figures. `entries`: what we look after. */
export function checkSafety(
  vdcs: readonly PlannedVdc[],
  entries: readonly InventoryEntry[],
  { memory, desired, rules: { safety } }: Pick<PlannerInput, 'memory' | 'desired' | 'rules'>,
): readonly Unsafe[] {
  // What this plan adopts is proven ours, only not yet remembered: after a lost state store that is everything.
  const known = new Set(entries.map(({ name }) => name));
  const adopted = vdcs.filter(({ name, actions }) => !known.has(name) && actions.some(isAdoption));
  const owned = entries.length + adopted.length;
  const count = { delete: 0, suspend: 0, shrink: 0 };
  const notYetTried = { delete: 0, suspend: 0, shrink: 0 };
  let leaving = 0;
  for (const vdc of vdcs) {
    const kinds = destructionsOf(vdc);
    for (const kind of kinds) {
      count[kind] += 1;
      if (!memory.destructionsInLastDay[kind].has(subjectOf(vdc))) notYetTried[kind] += 1;
    }
    // Retiring is the decision to delete, so it is counted where a lost directory of specs would show first.
    if (kinds.has('delete') || vdc.actions.some((action) => action.verb === 'retire')) leaving += 1;
  }
  const unsafe: Unsafe[] = [];
  const refuse = (code: string, does: string, n: number, allowance: Allowance, setting: string) => {
    const limit = resolve(allowance, owned);
    if (n > limit)
      unsafe.push({
        code,
        message: `This plan ${does} ${n} of ${owned} VDCs; without approval the limit is ${limit} (safety.${setting}${'share' in allowance ? `: ${percent(allowance.share)}%` : ''}).`,
        isApprovable: true,
      });
  };
  refuse('PLAN_TOO_MANY_DELETES', 'retires or deletes', leaving, safety.maxDeletes, 'maxDeletes');
  refuse('PLAN_TOO_MANY_SUSPENDS', 'suspends', count.suspend, safety.maxSuspends, 'maxSuspends');
  refuse('PLAN_TOO_MANY_SHRINKS', 'shrinks', count.shrink, safety.maxShrinks, 'maxShrinks');
  const perDay = (code: string, kind: Destruction, allowance: Allowance | undefined, setting: string) => {
    if (allowance === undefined || notYetTried[kind] === 0) return;
    const before = memory.destructionsInLastDay[kind].size;
    const limit = resolve(allowance, owned);
    if (before + notYetTried[kind] > limit)
      unsafe.push({
        code,
        message: `This plan ${kind}s ${notYetTried[kind]} VDCs after ${before} in the last 24 hours; without approval the limit is ${limit} a day (safety.${setting}).`,
        isApprovable: true,
      });
  };
  perDay('DAY_TOO_MANY_DELETES', 'delete', safety.maxDeletesPerDay, 'maxDeletesPerDay');
  perDay('DAY_TOO_MANY_SUSPENDS', 'suspend', safety.maxSuspendsPerDay, 'maxSuspendsPerDay');
  perDay('DAY_TOO_MANY_SHRINKS', 'shrink', safety.maxShrinksPerDay, 'maxShrinksPerDay');
  const isAnyNamed = adopted.length > 0 || desired.vdcs.some(({ name }) => known.has(name));
  return isAnyNamed ? unsafe : [...unsafe, ...checkLastOnes(vdcs, entries)];
}

/** The same as where the destruction is noted (executor/make-intent): the subscription. */
function subjectOf({ name, remember }: PlannedVdc): string {
  return remember?.subscriptionId ?? name;
}

/** However few there are: when no spec names any of them, the specs have probably been lost and not removed. */
function checkLastOnes(vdcs: readonly PlannedVdc[], entries: readonly InventoryEntry[]): readonly Unsafe[] {
  const leaving = vdcs.filter(
    (vdc) =>
      vdc.reason === 'spec-removed' &&
      vdc.actions.some(({ verb, kind }) => verb === 'retire' || (verb === 'delete' && kind !== 'vdc')),
  ).length;
  if (leaving === 0) return [];
  const staying = entries.filter((entry) => entry.retiredAtMs === undefined).length;
  const which = leaving < staying ? `${leaving} of them` : staying === 1 ? 'it' : 'all of them';
  return [
    {
      code: 'PLAN_RETIRES_EVERYTHING',
      message: `No spec names any of the ${staying} VDC${staying === 1 ? '' : 's'} that we look after: this plan would retire ${which}. Did the source lose its files?`,
      isApprovable: true,
    },
  ];
}

/** A share of few is still one: with three VDCs, 25 % must not mean that none may ever be suspended. 0 % means none. */
function resolve(allowance: Allowance, owned: number): number {
  if ('count' in allowance) return allowance.count;
  // 29 % of 100 is 29, though 0.29 * 100 is a little less.
  return allowance.share === 0 ? 0 : Math.max(1, Math.floor(allowance.share * owned + 1e-9));
}

function percent(share: number): number {
  return Math.round(share * 1e6) / 1e4;
}
