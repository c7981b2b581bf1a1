import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedHostingPlan } from '../model/observed-state.ts';
import { findNamedPlan } from './find-named-plan.ts';
import type { PlannerRules } from './planner-input.ts';
import type { World } from './world.ts';

/**
 * The hosting plan of a VDC when WAP gave it another id than we asked for, and we died before we could read its answer:
 * the one of our name that our subscription is on, or that nobody is on while we were still making the VDC. Nothing when
 * the plan we know of is there.
 */
export function findUnlearntPlan(
  entry: InventoryEntry,
  world: World,
  rules: PlannerRules,
): ObservedHostingPlan | undefined {
  if (entry.isAdopted || world.hostingPlan(entry.hostingPlanId) !== undefined) return undefined;
  const named = findNamedPlan(entry.name, world, rules);
  if (named === undefined) return undefined;
  const on = world.subscriptionsOn(named.id);
  const isOurs = on.length === 0 ? !entry.wasSeen : on.every((one) => one.id === entry.subscriptionId);
  return isOurs ? named : undefined;
}
