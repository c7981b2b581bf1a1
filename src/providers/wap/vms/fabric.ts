import type { Transport } from '../client/http/transport.ts';
import { listVirtualMachines } from '../client/vm-clouds/list-virtual-machines.ts';
import type { VirtualMachine } from '../client/vm-clouds/virtual-machine.ts';
import { listVmHardware, type VmHardware } from '../client/vm-clouds/vm-hardware.ts';
import type { OwnerRole } from '../client/vm-clouds/vmm-owner.ts';
import { createVmmDialect, fabricScope, type VmmScope } from '../client/vm-clouds/vmm-scope.ts';
import { type FabricSight, type FabricWish, lookInFabric } from './look-in-fabric.ts';
import { createLookCosts } from './look-costs.ts';
import type { Pace } from './rest-between-reads.ts';
import { createSharedRead, type SharedRead } from './shared-read.ts';

/** By subscription; what is nobody's is not in it. */
export type ByOwner<T> = ReadonlyMap<string, readonly T[]>;

/** All of VMM over SPF. It can only be listed whole, so those who want to see a part of it at one time look together. */
export interface Fabric {
  readonly scope: VmmScope;
  readonly machines: (signal: AbortSignal) => Promise<ByOwner<VirtualMachine>>;
  /** What one wishes to see, together with what others look for meanwhile. */
  readonly looks: SharedRead<FabricSight, FabricWish>;
  readonly hardware: SharedRead<ByOwner<VmHardware>>;
}

/** `pace`: how VMM is left alone between two reads of much. */
export function openFabric(spf: Transport, pace?: Pace): Fabric {
  const scope = fabricScope(spf, createVmmDialect());
  const costs = createLookCosts(pace?.now);
  const list = async (signal: AbortSignal) => byOwner(await costs.ofListing(() => listVirtualMachines(scope, signal)));
  const looks = createSharedRead<FabricSight, FabricWish>(
    (signal, wishes) => lookInFabric({ scope, list, costs }, wishes, signal),
    pace,
  );
  return {
    scope,
    looks,
    async machines(signal) {
      const { listed } = await looks(signal, 'all');
      // Nothing listed must never look like nothing there.
      if (listed === undefined) throw new TypeError('whoever wishes for everything is shown everything');
      return listed;
    },
    hardware: createSharedRead(async (signal) => byOwner(await listVmHardware(scope, signal)), pace),
  };
}

function byOwner<T extends { readonly ownerRoleId: OwnerRole }>(all: readonly T[]): ByOwner<T> {
  const owned = new Map<string, T[]>();
  for (const one of all) {
    const owner = one.ownerRoleId ?? null;
    if (owner === null) continue;
    const list = owned.get(owner);
    if (list === undefined) owned.set(owner, [one]);
    else list.push(one);
  }
  return owned;
}
