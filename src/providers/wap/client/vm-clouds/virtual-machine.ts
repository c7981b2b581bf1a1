import { badObject, readGuid, readText, type WireObject } from '../admin-api/read-wire.ts';
import type { VmmAddress } from './vmm-address.ts';
import { readOwnerRole, type OwnerRole } from './vmm-owner.ts';

const KIND = 'VirtualMachine';

/** The members that are read: machines have some for passwords too, and those are never even asked for. */
export const VM_MEMBERS =
  'ID,StampId,Name,Status,Owner,HasVMAdditions,OperatingSystemShutdownEnabled,CloudVMRoleName,MostRecentTaskId';

export interface VirtualMachine extends VmmAddress {
  readonly name: string;
  /** VMM's name for its state. */
  readonly status: string;
  readonly ownerRoleId: OwnerRole;
  /** Null where nothing is said. */
  readonly hasVmAdditions: boolean | null;
  readonly operatingSystemShutdownEnabled: boolean | null;
  /** Null for a machine that belongs to no VM role. */
  readonly cloudVmRoleName: string | null;
  readonly mostRecentTaskId: string | null;
}

/** Throws for what is no machine: one that was merely not understood must not be taken for absent. */
export function virtualMachineFromWire(wire: WireObject): VirtualMachine {
  const id = readGuid(wire['ID']);
  const stampId = readGuid(wire['StampId']);
  if (id === null || stampId === null) throw badObject(KIND, 'it has no ID and StampId');
  const status = readText(wire['Status'])?.trim() ?? '';
  if (status === '') throw badObject(KIND, 'it has no Status');
  return {
    id,
    stampId,
    name: readText(wire['Name']) ?? '',
    status,
    ownerRoleId: readOwnerRole(wire, KIND),
    hasVmAdditions: readMaybe(wire['HasVMAdditions']),
    operatingSystemShutdownEnabled: readMaybe(wire['OperatingSystemShutdownEnabled']),
    cloudVmRoleName: readText(wire['CloudVMRoleName'])?.trim() || null,
    mostRecentTaskId: readTask(wire['MostRecentTaskId']),
  };
}

function readMaybe(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : null;
}

/** .NET writes an id that was never set as zeros. */
function readTask(value: unknown): string | null {
  const id = readGuid(value);
  return id === null || /^[0-]*$/.test(id) ? null : id;
}
