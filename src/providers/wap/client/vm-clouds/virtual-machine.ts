import { readGuid, readText, type WireObject } from '../admin-api/read-wire.ts';
import { readMachineHead, type MachineHead } from './list-machines.ts';

/** The members that are read: machines have some for passwords too, and those are never even asked for. */
export const VM_MEMBERS =
  'ID,StampId,Name,Status,Owner,HasVMAdditions,OperatingSystemShutdownEnabled,CloudVMRoleName,MostRecentTaskId';

export interface VirtualMachine extends MachineHead {
  readonly name: string;
  /** Null where nothing is said. */
  readonly hasVmAdditions: boolean | null;
  readonly operatingSystemShutdownEnabled: boolean | null;
  /** Null for a machine that belongs to no VM role. */
  readonly cloudVmRoleName: string | null;
  readonly mostRecentTaskId: string | null;
}

/** Throws for what is no machine. */
export function virtualMachineFromWire(wire: WireObject): VirtualMachine {
  const { id, stampId, status, ownerRoleId } = readMachineHead(wire);
  return {
    id,
    stampId,
    name: readText(wire['Name']) ?? '',
    status,
    ownerRoleId,
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
