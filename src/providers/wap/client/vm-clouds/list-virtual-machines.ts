import { isNotFound } from '../http/recognise-error.ts';
import { listMachines, MACHINES } from './list-machines.ts';
import { odataKey } from './odata-key.ts';
import { readEntity } from './read-entities.ts';
import { VM_MEMBERS, virtualMachineFromWire, type VirtualMachine } from './virtual-machine.ts';
import type { VmmAddress } from './vmm-address.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';
import { withSelect } from './with-select.ts';

/** All machines that the scope shows, each once (wire: vm-clouds 4.4). */
export function listVirtualMachines(scope: VmmScope, signal: AbortSignal): Promise<readonly VirtualMachine[]> {
  return withSelect(scope.dialect, VM_MEMBERS, (query) => listMachines(scope, query, virtualMachineFromWire, signal));
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
        ...placeIn(scope, MACHINES, odataKey(id, stampId)),
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
