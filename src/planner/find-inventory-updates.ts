import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedSubscription } from '../model/observed-state.ts';
import type { Plan, PlannedVdc } from '../model/plan.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import { isEqual } from './diff-limits.ts';
import { lastSpecOf } from './draft.ts';
import { toldByNow } from './mail/plan-mail.ts';
import { findUnlearntPlan } from './find-unlearnt-plan.ts';
import type { PlannerInput } from './planner-input.ts';
import { isInScope } from './see.ts';
import { indexWorld, type World } from './world.ts';

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
    const update = updateOf(entry, desired.get(entry.name), planned.get(entry.name), world, input);
    if (update !== undefined) updates.push(update);
  }
  return updates;
}

function updateOf(
  entry: InventoryEntry,
  spec: DesiredVdc | undefined,
  vdc: PlannedVdc | undefined,
  world: World,
  input: PlannerInput,
): InventoryEntry | undefined {
  const { scope, rules } = input;
  const subscription = world.subscription(entry.subscriptionId);
  const told = toldByNow(entry, { world, input });
  const hasWork = vdc !== undefined && (vdc.actions.length > 0 || vdc.blocks.length > 0 || vdc.paused !== undefined);
  const isFulfilled = spec !== undefined && isInScope(spec, scope) && !hasWork;
  const lastSpec = spec === undefined ? entry.lastSpec : lastSpecOf(spec, entry, isFulfilled);
  // At once, also where nothing can be done about it now: a later retirement must not count its grace from this one.
  const isRetirementOver = entry.retiredAtMs !== undefined && spec !== undefined;
  const wasUnfinished = entry.isUnfinished === true;
  const isUnfinished = (wasUnfinished || isRetirementOver) && !isFulfilled;
  const isAtRest = entry.resyncs > 0 && isInSync(subscription, world);
  // Also one without grace, which never had a retirement: removed again, it must not be taken for half deleted.
  const isBeingDeleted = entry.isBeingDeleted === true && spec === undefined;
  const wasSeen = entry.wasSeen || subscription !== undefined;
  const hostingPlanId = findUnlearntPlan(entry, world, rules)?.id ?? entry.hostingPlanId;
  const isSame =
    hostingPlanId === entry.hostingPlanId &&
    wasSeen === entry.wasSeen &&
    told === entry.told &&
    isUnfinished === wasUnfinished &&
    isBeingDeleted === (entry.isBeingDeleted === true) &&
    isSameSpec(lastSpec, entry.lastSpec);
  if (isSame && !isRetirementOver && !isAtRest) return undefined;
  const { retiredAtMs, isUnfinished: _, isBeingDeleted: __, ...rest } = entry;
  return {
    ...rest,
    ...(retiredAtMs !== undefined && !isRetirementOver && { retiredAtMs }),
    ...(isBeingDeleted && { isBeingDeleted }),
    ...(isUnfinished && { isUnfinished }),
    hostingPlanId,
    wasSeen,
    ...(told !== undefined && { told }),
    resyncs: isAtRest ? 0 : entry.resyncs,
    lastSpec,
  };
}

/** As a resync sees it: the subscription and the hosting plan it is on. */
function isInSync(subscription: ObservedSubscription | undefined, world: World): boolean {
  if (subscription?.convergence !== 'in-sync') return false;
  return world.hostingPlan(subscription.hostingPlanId)?.convergence === 'in-sync';
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
