import { badObject } from '../admin-api/read-wire.ts';
import { isNotFound } from '../http/recognise-error.ts';
import { listEntities } from './list-entities.ts';
import { odataKey } from './odata-key.ts';
import { readEntity } from './read-entities.ts';
import { VM_MEMBERS, virtualMachineFromWire, type VirtualMachine } from './virtual-machine.ts';
import type { VmmAddress } from './vmm-address.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';
import { withSelect } from './with-select.ts';

const SET = 'VirtualMachines';

/** All machines that the scope shows, each once (wire: vm-clouds 4.4). */
export function listVirtualMachines(scope: VmmScope, signal: AbortSignal): Promise<readonly VirtualMachine[]> {
  return withSelect(scope.dialect, VM_MEMBERS, async (query) => {
    const rows = await listEntities({ transport: scope.transport, ...placeIn(scope, SET), query, signal });
    const machines = new Map<string, VirtualMachine>();
    for (const row of rows) {
      const machine = virtualMachineFromWire(row);
      machines.set(`${machine.id} ${machine.stampId}`, machine);
    }
    const all = [...machines.values()];
    if (scope.isWholeFabric) requireOwners(all);
    return all;
  });
}

/** One machine at its own address; null only when VMM itself says that it is not there. */
export async function getVirtualMachine(
  scope: VmmScope,
  { id, stampId }: VmmAddress,
  signal: AbortSignal,
): Promise<VirtualMachine | null> {
  try {
    const answer = await withSelect(scope.dialect, VM_MEMBERS, (query) =>
      scope.transport.request({
        ...placeIn(scope, SET, odataKey(id, stampId)),
        method: 'GET',
        query,
        repeat: 'safe',
        accepts: 'xml-too',
        signal,
      }),
    );
    return virtualMachineFromWire(readEntity(answer));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** A list that names no owner at all would make every tenant look as if it had no machine. */
function requireOwners(machines: readonly VirtualMachine[]): void {
  if (machines.length > 0 && machines.every(({ ownerRoleId }) => ownerRoleId === undefined))
    throw badObject('list of VirtualMachines', 'it does not say whose they are');
}
