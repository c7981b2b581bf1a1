import type { InventoryEntry } from '../../model/memory.ts';
import type { ObservedSubscription } from '../../model/observed-state.ts';
import type { PlannedVdc } from '../../model/plan.ts';
import type { DesiredVdc, VdcName } from '../../model/virtual-data-center.ts';
import type { PlannedWithWarnings } from '../draft.ts';
import { isPaused } from '../is-paused.ts';
import type { Sight } from '../planner-input.ts';

/** One VDC, seen from the account of its owner. */
export interface Holder {
  readonly name: VdcName;
  readonly desired?: DesiredVdc;
  readonly entry?: InventoryEntry;
  readonly planned?: PlannedVdc;
  readonly subscription?: ObservedSubscription;
  readonly ownerName?: string;
  /** In scope and not paused: something may be done on its behalf. */
  readonly isTouchable: boolean;
}

export interface HolderOptions {
  readonly planned: ReadonlyMap<VdcName, PlannedWithWarnings>;
  /** In scope, declared or removed. */
  readonly inScope: ReadonlySet<VdcName>;
}

/** All VDCs, ours or to be, by the name of their WAP user in lower case; those of one user in the order of their names. */
export function findHolders(sight: Sight, { planned, inScope }: HolderOptions): ReadonlyMap<string, readonly Holder[]> {
  const { desired, memory, nowMs } = sight.input;
  const declared = new Map(desired.vdcs.map((vdc) => [vdc.name, vdc]));
  const names = new Set([...declared.keys(), ...memory.inventory.map(({ name }) => name)]);
  const holders = new Map<string, Holder[]>();
  for (const name of [...names].sort()) {
    const spec = declared.get(name);
    const entry = sight.inventory.get(name);
    const plan = planned.get(name)?.vdc;
    const userName = plan?.remember?.userName ?? entry?.userName;
    if (userName === undefined) continue;
    const id = plan?.remember?.subscriptionId ?? entry?.subscriptionId;
    const subscription = id === undefined ? undefined : sight.world.subscription(id);
    const key = userName.toLowerCase();
    const list = holders.get(key) ?? [];
    holders.set(key, list);
    list.push({
      name,
      ...(spec && { desired: spec }),
      ...(entry && { entry }),
      ...(plan && { planned: plan }),
      ...(subscription && { subscription }),
      ...(spec?.owner.name !== undefined && { ownerName: spec.owner.name }),
      // Asked of the pauses themselves: of a VDC that needs nothing no plan says that it is paused.
      isTouchable: inScope.has(name) && !isPaused(spec?.paused, nowMs) && !isPaused(memory.pauses.get(name), nowMs),
    });
  }
  return holders;
}
