import { badObject, isWireObject, readGuid, type WireObject } from '../admin-api/read-wire.ts';

/** The user role that owns something, which is its subscription; null: nobody. Undefined: the answer does not say. */
export type OwnerRole = string | null | undefined;

/** `Owner.RoleID`, the only way to tell tenants apart where all stand side by side (wire: vm-clouds 4.4). */
export function readOwnerRole(wire: WireObject, kind: string): OwnerRole {
  const owner = wire['Owner'];
  if (owner === undefined) return undefined;
  // In Atom an owner without members is an empty text.
  if (owner === null || owner === '') return null;
  const role = isWireObject(owner) ? owner['RoleID'] : owner;
  if (isWireObject(owner) && (role === undefined || role === null || role === '')) return null;
  const id = readGuid(role);
  if (id === null) throw badObject(kind, 'its Owner cannot be read');
  return id;
}
