import type { VmAddress } from '../../../model/virtual-machine.ts';
import { getVirtualMachine } from '../client/vm-clouds/list-virtual-machines.ts';
import type { VirtualMachine } from '../client/vm-clouds/virtual-machine.ts';
import type { VmmScope } from '../client/vm-clouds/vmm-scope.ts';
import type { LookCosts } from './look-costs.ts';

/** A machine as it is, null when VMM says that it is gone, or why it could not be seen: that is the trouble of who asked for it. */
export type Sight = VirtualMachine | null | { readonly error: unknown };

/** What somebody wants to see: everything, or these machines. */
export type FabricWish = 'all' | readonly VmAddress[];

export interface FabricSight {
  /** By machine. */
  readonly sights: ReadonlyMap<string, Sight>;
  /** By owner, where everything was listed, as it is when somebody wished for it. */
  readonly listed: MachinesByOwner | undefined;
}

type MachinesByOwner = ReadonlyMap<string, readonly VirtualMachine[]>;

export interface FabricLook {
  readonly scope: VmmScope;
  /** Everything there is, by whom it belongs to. */
  readonly list: (signal: AbortSignal) => Promise<MachinesByOwner>;
  readonly costs: LookCosts;
}

/**
 * Looks at machines of any VDCs at one time: each at its own address, or in one listing of everything where that is less work
 * or somebody wants it anyhow. What a listing lacks may have slipped through it, so only its own address tells that a machine
 * is gone.
 */
export async function lookInFabric(
  { scope, list, costs }: FabricLook,
  wishes: readonly FabricWish[],
  signal: AbortSignal,
): Promise<FabricSight> {
  const vms = wishes.flatMap((wish) => (wish === 'all' ? [] : wish));
  const isListing = wishes.includes('all') || costs.isListingLess(vms.length);
  const listed = isListing ? await list(signal) : undefined;
  const sights = new Map<string, Sight>();
  if (vms.length > 0)
    for (const machines of listed?.values() ?? []) for (const machine of machines) sights.set(machine.id, machine);
  const missing = vms.filter(({ id }) => !sights.has(id));
  await Promise.all(
    missing.map(async (vm) => {
      const sight = await costs
        .ofLook(() => getVirtualMachine(scope, vm, signal))
        .catch((error: unknown) => ({ error }));
      sights.set(vm.id, sight);
    }),
  );
  return { listed, sights };
}
