import type { Plan, PlannedVdc } from '../../model/plan.ts';
import { VERB_ORDER } from './verbs.ts';

/** VDCs that are shown together: one by itself, or many of exactly the same kind. */
export type PlanGroup =
  | { readonly kind: 'single'; readonly vdc: PlannedVdc }
  | { readonly kind: 'fold'; readonly first: PlannedVdc; readonly vdcs: readonly PlannedVdc[] };

/** From how many VDCs of one kind on their common part is said once. */
export const FOLD_FROM = 6;

/**
 * The VDCs of a plan in the order in which they are read: most consequential verb first, then by name. Those that differ
 * only in their figures are folded together, at the place of the first; none is ever left out.
 */
export function groupPlan(plan: Pick<Plan, 'vdcs'>): readonly PlanGroup[] {
  const kinds = new Map<string, PlannedVdc[]>();
  for (const vdc of sortVdcs(plan.vdcs.filter(isTold))) {
    const kind = kindOf(vdc);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [vdc]);
    else known.push(vdc);
  }
  const groups = [...kinds.values()].flatMap((vdcs): PlanGroup[] => {
    const [first] = vdcs;
    if (first === undefined) return [];
    if (vdcs.length >= FOLD_FROM) return [{ kind: 'fold', first, vdcs }];
    return vdcs.map((vdc) => ({ kind: 'single', vdc }));
  });
  return groups.sort((one, other) => compareVdcs(headOf(one), headOf(other)));
}

/** False for a VDC that is in the plan only because a warning is about it: the warning itself says so. */
export function isTold(vdc: PlannedVdc): boolean {
  return vdc.verb !== 'unchanged' || vdc.paused !== undefined || vdc.actions.length + vdc.blocks.length > 0;
}

export function sortVdcs(vdcs: readonly PlannedVdc[]): readonly PlannedVdc[] {
  return [...vdcs].sort(compareVdcs);
}

function headOf(group: PlanGroup): PlannedVdc {
  return group.kind === 'single' ? group.vdc : group.first;
}

function compareVdcs(one: PlannedVdc, other: PlannedVdc): number {
  const byVerb = VERB_ORDER.indexOf(one.verb) - VERB_ORDER.indexOf(other.verb);
  if (byVerb !== 0) return byVerb;
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

/** Everything that a folded group says once; figures, fields and messages are said for each. */
function kindOf(vdc: PlannedVdc): string {
  return JSON.stringify([
    vdc.verb,
    vdc.reason,
    vdc.actions.map(({ verb, kind, reason }) => [verb, kind, reason]),
    vdc.blocks.map(({ code, wayOut }) => [code, wayOut]),
    vdc.paused === undefined ? null : [vdc.paused.reason, vdc.paused.by, vdc.paused.until ?? null],
    wayOutOf(vdc),
  ]);
}

function wayOutOf(vdc: PlannedVdc): unknown {
  const deletion = vdc.verb === 'retire' ? vdc.remember?.lastSpec.deletion : undefined;
  return deletion === undefined ? null : [deletion.policy, deletion.graceMs];
}
