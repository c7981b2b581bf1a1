import type { ObservedVm, VdcAddress, VmAddress } from '../../../model/virtual-machine.ts';
import { getVirtualMachine, listVirtualMachines } from '../client/vm-clouds/list-virtual-machines.ts';
import { vmFromWire } from './vm-from-wire.ts';
import type { VmWays } from './vm-ways.ts';

/** So much larger than the number of machines that are looked for must the fabric be for each to be asked for alone. */
const LISTING_IS_WORTH = 25;

export async function listVms(ways: VmWays, vdc: VdcAddress, signal: AbortSignal): Promise<readonly ObservedVm[]> {
  const { fabric } = ways;
  const machines =
    fabric === undefined
      ? await listVirtualMachines(ways.scopeOf(vdc), signal)
      : ((await fabric.machines(signal)).get(vdc.subscriptionId.toLowerCase()) ?? []);
  return machines.map(vmFromWire);
}

/** What a listing lacks may have slipped through it, so only its own address tells that a machine is gone. */
export async function lookAtVms(
  ways: VmWays,
  vdc: VdcAddress,
  vms: readonly VmAddress[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ObservedVm>> {
  if (vms.length === 0) return new Map();
  const seen = new Map<string, ObservedVm>();
  const isListed = vms.length * LISTING_IS_WORTH > (ways.fabric?.size() ?? 0);
  if (isListed) for (const vm of await listVms(ways, vdc, signal)) seen.set(vm.id, vm);
  const looks = vms.map(async ({ id, stampId }) => {
    const vm = seen.get(id) ?? (await lookAtOne(ways, vdc, { id, stampId }, signal));
    return vm === undefined ? [] : [[id, vm] as const];
  });
  return new Map((await Promise.all(looks)).flat());
}

async function lookAtOne(
  ways: VmWays,
  vdc: VdcAddress,
  address: VmAddress,
  signal: AbortSignal,
): Promise<ObservedVm | undefined> {
  const machine = await getVirtualMachine(ways.scopeOf(vdc), address, signal);
  if (machine === null) return undefined;
  // VMM's administrators can hand a machine to somebody else: to this VDC it is gone.
  const isOurs = ways.fabric === undefined || machine.ownerRoleId === vdc.subscriptionId.toLowerCase();
  return isOurs ? vmFromWire(machine) : undefined;
}
