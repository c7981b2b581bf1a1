import type { ObservedVm, VdcAddress, VmAddress } from '../../../model/virtual-machine.ts';
import { getVirtualMachine, listVirtualMachines } from '../client/vm-clouds/list-virtual-machines.ts';
import type { VirtualMachine } from '../client/vm-clouds/virtual-machine.ts';
import type { VmSight } from '../../vm-provider.ts';
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

export async function lookAtVms(
  ways: VmWays,
  vdc: VdcAddress,
  vms: readonly VmAddress[],
  signal: AbortSignal,
): Promise<VmSight> {
  if (vms.length === 0) return { vms: new Map() };
  const { fabric } = ways;
  return fabric === undefined ? lookAsTenant(ways, vdc, vms, signal) : lookOverFabric(fabric, vdc, vms, signal);
}

/** One listing costs as much as a look at one machine; what it lacks may only have slipped through it. */
async function lookAsTenant(
  ways: VmWays,
  vdc: VdcAddress,
  vms: readonly VmAddress[],
  signal: AbortSignal,
): Promise<VmSight> {
  const scope = ways.scopeOf(vdc);
  const listed = new Map((await listVirtualMachines(scope, signal)).map((machine) => [machine.id, machine]));
  const missing = vms.filter(({ id }) => !listed.has(id));
  const found = await Promise.all(missing.map((vm) => getVirtualMachine(scope, vm, signal)));
  return sightOf(vms, [...listed.values(), ...found.filter((machine) => machine !== null)], true);
}

async function lookOverFabric(
  fabric: Fabric,
  { subscriptionId }: VdcAddress,
  vms: readonly VmAddress[],
  signal: AbortSignal,
): Promise<VmSight> {
  const { listed, sights } = await fabric.looks(signal, vms);
  const owner = subscriptionId.toLowerCase();
  const found = vms.flatMap(({ id }) => {
    const sight = sights.get(id) ?? null;
    if (sight !== null && 'error' in sight) throw sight.error;
    // VMM's administrators can hand a machine to somebody else: to this VDC it is gone.
    return sight !== null && sight.ownerRoleId === owner ? [sight] : [];
  });
  const all = new Map([...(listed?.get(owner) ?? []), ...found].map((machine) => [machine.id, machine]));
  return sightOf(vms, [...all.values()], listed !== undefined);
}

function sightOf(vms: readonly VmAddress[], machines: readonly VirtualMachine[], isAll: boolean): VmSight {
  const all = new Map(machines.map((machine) => [machine.id, vmFromWire(machine)]));
  const wanted = vms.flatMap(({ id }): (readonly [string, ObservedVm])[] => {
    const vm = all.get(id);
    return vm === undefined ? [] : [[id, vm]];
  });
  return { vms: new Map(wanted), ...(isAll && { all: [...all.values()] }) };
}
