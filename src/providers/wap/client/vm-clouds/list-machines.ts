import { badObject, readGuid, readText, type WireObject } from '../admin-api/read-wire.ts';
import { listEntities } from './list-entities.ts';
import type { VmmAddress } from './vmm-address.ts';
import { readOwnerRole, type OwnerRole } from './vmm-owner.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';

export const MACHINES = 'VirtualMachines';
export const MACHINE = 'VirtualMachine';

/** What every reader of machines needs of one: which it is, how it is, whose it is. */
export interface MachineHead extends VmmAddress {
  /** VMM's name for its state. */
  readonly status: string;
  readonly ownerRoleId: OwnerRole;
}

/** Throws for what is no machine: one that was merely not understood must not be taken for absent. */
export function readMachineHead(wire: WireObject): MachineHead {
  const id = readGuid(wire['ID']);
  const stampId = readGuid(wire['StampId']);
  if (id === null || stampId === null) throw badObject(MACHINE, 'it has no ID and StampId');
  const status = readText(wire['Status'])?.trim() ?? '';
  if (status === '') throw badObject(MACHINE, 'it has no Status');
  return { id, stampId, status, ownerRoleId: readOwnerRole(wire, MACHINE) };
}

/** All machines that the scope shows, each once (wire: vm-clouds 4.4). */
export async function listMachines<T extends MachineHead>(
  scope: VmmScope,
  query: Readonly<Record<string, string>>,
  read: (wire: WireObject) => T,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const rows = await listEntities({ transport: scope.transport, ...placeIn(scope, MACHINES), query, signal });
  const machines = new Map<string, T>();
  for (const row of rows) {
    const machine = read(row);
    const { id, stampId } = machine;
    // Its id is its own within a stamp only. A key of both for each would be a third of what reading a long list costs.
    const isAnother = (machines.get(id)?.stampId ?? stampId) !== stampId;
    machines.set(isAnother ? `${id} ${stampId}` : id, machine);
  }
  const all = [...machines.values()];
  if (scope.isWholeFabric) requireOwners(all);
  return all;
}

/** A list that names no owner at all would make every tenant look as if it had no machine. */
function requireOwners(machines: readonly MachineHead[]): void {
  if (machines.length > 0 && machines.every(({ ownerRoleId }) => ownerRoleId === undefined))
    throw badObject(`list of ${MACHINES}`, 'it does not say whose they are');
}
