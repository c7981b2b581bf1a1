import type { InventoryEntry } from '../model/memory.ts';
import type { Plan } from '../model/plan.ts';
import { isEqual } from './diff-limits.ts';
import { lastSpecOf } from './draft.ts';
import type { PlannerInput } from './planner-input.ts';
import { indexWorld } from './world.ts';

/**
 * What the inventory must learn from a trusted observation without any action: that a subscription was seen, that a
 * retirement ended because the spec came back, what the spec says now (protection above all), that WAP came to rest.
 */
export function findInventoryUpdates(input: PlannerInput, plan: Plan): readonly InventoryEntry[] {
  const world = indexWorld(input.observed);
  const desired = new Map(input.desired.vdcs.map((vdc) => [vdc.name, vdc]));
  const planned = new Map(plan.vdcs.map((vdc) => [vdc.name, vdc]));
  const updates: InventoryEntry[] = [];
  for (const entry of input.memory.inventory) {
    const subscription = world.subscription(entry.subscriptionId);
    const spec = desired.get(entry.name);
    const vdc = planned.get(entry.name);
    const hasWork = vdc !== undefined && (vdc.actions.length > 0 || vdc.blocks.length > 0 || vdc.paused !== undefined);
    const lastSpec = spec === undefined ? entry.lastSpec : lastSpecOf(spec, entry, !hasWork);
    const isRetirementOver = entry.retiredAtMs !== undefined && spec !== undefined && !hasWork;
    const isAtRest = subscription?.convergence === 'in-sync' && entry.resyncs > 0;
    const isNewlySeen = !entry.wasSeen && subscription !== undefined;
    if (!isRetirementOver && !isAtRest && !isNewlySeen && isSameSpec(lastSpec, entry.lastSpec)) continue;
    const { retiredAtMs, ...rest } = entry;
    updates.push({
      ...rest,
      ...(retiredAtMs !== undefined && !isRetirementOver && { retiredAtMs }),
      wasSeen: entry.wasSeen || subscription !== undefined,
      resyncs: isAtRest ? 0 : entry.resyncs,
      lastSpec,
    });
  }
  return updates;
}

/** Member by member: asked 10,000 times a pass, so without making text of it first. */
function isSameSpec(a: InventoryEntry['lastSpec'], b: InventoryEntry['lastSpec']): boolean {
  return (
    isEqual(a.limits, b.limits) &&
    a.state === b.state &&
    a.hostingPlan === b.hostingPlan &&
    a.ownerEmail === b.ownerEmail &&
    a.onSuspend === b.onSuspend &&
    a.onResume === b.onResume &&
    a.protect === b.protect &&
    a.deletion.policy === b.deletion.policy &&
    a.deletion.graceMs === b.deletion.graceMs &&
    (a.coAdmins ?? []).join('\n') === (b.coAdmins ?? []).join('\n')
  );
}
