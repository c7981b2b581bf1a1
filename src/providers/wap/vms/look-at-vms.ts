import type { ObservedVm, VdcAddress, VmAddress } from '../../../model/virtual-machine.ts';
import { getVirtualMachine, listVirtualMachines } from '../client/vm-clouds/list-virtual-machines.ts';
import type { VirtualMachine } from '../client/vm-clouds/virtual-machine.ts';
import type { Fabric } from './fabric.ts';
import { vmFromWire } from './vm-from-wire.ts';
import type { VmWays } from './vm-ways.ts';

export async function listVms(ways: VmWays, vdc: VdcAddress, signal: AbortSignal): Promise<readonly ObservedVm[]> {
  const { fabric } = ways;
  const machines =
    fabric === undefined
      ? await listVirtualMachines(ways.scopeOf(vdc), signal)
      : ((await fabric.machines(signal)).get(vdc.subscriptionId.toLowerCase()) ?? []);
  return machines.map(vmFromWire);
}

/** These machines by id; one that is absent is gone, as its own address says. */
export async function lookAtVms(
  ways: VmWays,
  vdc: VdcAddress,
  vms: readonly VmAddress[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ObservedVm>> {
  if (vms.length === 0) return new Map();
  const { fabric } = ways;
  const machines = await (fabric === undefined
    ? lookAsTenant(ways, vdc, vms, signal)
    : lookOverFabric(fabric, vdc, vms, signal));
  return new Map(machines.map((machine) => [machine.id, vmFromWire(machine)]));
}

/** One listing costs as much as a look at one machine; what it lacks may only have slipped through it. */
async function lookAsTenant(
  ways: VmWays,
  vdc: VdcAddress,
  vms: readonly VmAddress[],
  signal: AbortSignal,
): Promise<readonly VirtualMachine[]> {
  const scope = ways.scopeOf(vdc);
  const listed = new Map((await listVirtualMachines(scope, signal)).map((machine) => [machine.id, machine]));
  const looks = vms.map(async (vm) => listed.get(vm.id) ?? (await getVirtualMachine(scope, vm, signal)) ?? []);
  return (await Promise.all(looks)).flat();
}

async function lookOverFabric(
  fabric: Fabric,
  { subscriptionId }: VdcAddress,
  vms: readonly VmAddress[],
  signal: AbortSignal,
): Promise<readonly VirtualMachine[]> {
  const sights = await fabric.looks(signal, vms);
  return vms.flatMap(({ id }) => {
    const sight = sights.get(id) ?? null;
    if (sight !== null && 'error' in sight) throw sight.error;
    // VMM's administrators can hand a machine to somebody else: to this VDC it is gone.
    return sight !== null && sight.ownerRoleId === subscriptionId.toLowerCase() ? [sight] : [];
  });
}
