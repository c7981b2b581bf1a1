import { badObject, readGuid, readText, type WireObject } from '../admin-api/read-wire.ts';
import { listEntities } from './list-entities.ts';
import type { VmmAddress } from './vmm-address.ts';
import { readOwnerRole, type OwnerRole } from './vmm-owner.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';

const KIND = 'VMNetwork';

export interface VmNetwork extends VmmAddress {
  readonly name: string;
  /** The customer's own networks are owned by its role; the provider's, which it may only use, by somebody else. */
  readonly ownerRoleId: OwnerRole;
}

/** All networks that the scope shows, each once (wire: vm-clouds 4.8). */
export async function listVmNetworks(scope: VmmScope, signal: AbortSignal): Promise<readonly VmNetwork[]> {
  const rows = await listEntities({ transport: scope.transport, ...placeIn(scope, 'VMNetworks'), signal });
  const networks = rows.map(vmNetworkFromWire);
  // Without owners all would look like the provider's, and the customer's would be left behind.
  if (networks.length > 0 && networks.every(({ ownerRoleId }) => ownerRoleId === undefined))
    throw badObject('list of VMNetworks', 'it does not say whose they are');
  return [...new Map(networks.map((network) => [`${network.id} ${network.stampId}`, network])).values()];
}

export function vmNetworkFromWire(wire: WireObject): VmNetwork {
  const id = readGuid(wire['ID']);
  const stampId = readGuid(wire['StampId']);
  if (id === null || stampId === null) throw badObject(KIND, 'it has no ID and StampId');
  // Documented is Owner; clouds name their role in UserRoleID.
  const ownerRoleId = readOwnerRole(wire, KIND) ?? readGuid(wire['UserRoleID']) ?? readOwnerRole(wire, KIND);
  return { id, stampId, name: readText(wire['Name']) || id, ownerRoleId };
}
