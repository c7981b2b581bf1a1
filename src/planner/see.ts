import type { InventoryEntry } from '../model/memory.ts';
import type { PlanScope, Unsafe } from '../model/plan.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import { findDistrust } from './find-distrust.ts';
import { isDeletionDue } from './plan-removed.ts';
import type { PlannerInput, Sight } from './planner-input.ts';
import { indexWorld } from './world.ts';

/** Everything indexed once, and who is to be planned. */
export interface Seen {
  readonly sight: Sight;
  readonly distrust: readonly Unsafe[];
  readonly declared: readonly DesiredVdc[];
  /** Ours, named by no spec. Empty while some spec cannot be read. */
  readonly removed: readonly InventoryEntry[];
}

export function see(input: PlannerInput): Seen {
  const world = indexWorld(input.observed);
  const inventory = new Map(input.memory.inventory.map((entry) => [entry.name, entry]));
  const trust = findDistrust(input.observed, input.memory.inventory, world);
  const removed = findRemoved(input);
  const partial = { input, isMissingInBulk: trust.isMissingInBulk };
  const leaving = new Set(
    removed
      .filter((entry) => isRemovedInScope(entry, input.scope))
      .filter((entry) => isDeletionDue(entry, world.subscription(entry.subscriptionId), partial))
      .map((entry) => entry.subscriptionId),
  );
  const wantedUsers = new Set(input.desired.vdcs.map((vdc) => vdc.owner.email.toLowerCase()));
  const sight: Sight = { ...partial, world, inventory, wantedUsers, leaving };
  return {
    sight,
    distrust: trust.reasons,
    declared: input.desired.vdcs.filter((vdc) => isInScope(vdc, input.scope)),
    removed: removed.filter((entry) => isRemovedInScope(entry, input.scope)),
  };
}

/** What could not be read must never look like what is gone: one bad document, and nothing counts as removed. */
function findRemoved({ desired, memory }: PlannerInput): readonly InventoryEntry[] {
  if (!desired.isComplete) return [];
  const declared = new Set(desired.vdcs.map((vdc) => vdc.name));
  return memory.inventory.filter((entry) => !declared.has(entry.name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function isInScope(vdc: Pick<DesiredVdc, 'name' | 'labels'>, scope: PlanScope): boolean {
  if (scope.targets.length > 0 && !scope.targets.includes(vdc.name)) return false;
  return Object.entries(scope.selector).every(([key, value]) => vdc.labels[key] === value);
}

/** A removed spec has no labels any more, so a selector never reaches it. */
function isRemovedInScope(entry: InventoryEntry, scope: PlanScope): boolean {
  if (Object.keys(scope.selector).length > 0) return false;
  return scope.targets.length === 0 || scope.targets.includes(entry.name);
}
