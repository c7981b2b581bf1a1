import { badObject, isWireObject, readFlag, readGuid, readText, type WireObject } from '../admin-api/read-wire.ts';
import { listEntities } from './list-entities.ts';
import { readAmount } from './read-amount.ts';
import type { VmmAddress } from './vmm-address.ts';
import { readOwnerRole, type OwnerRole } from './vmm-owner.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';
import { withSelect } from './with-select.ts';

const KIND = 'VirtualMachine';
const DISKS = 'VirtualHardDisks';
const MEMBERS = `ID,StampId,Status,Owner,CPUCount,Memory,DynamicMemoryEnabled,DynamicMemoryMaximumMB,${DISKS}`;

/** What a machine takes; null where VMM does not say, which is not nothing. */
export interface VmHardware extends VmmAddress {
  readonly status: string;
  readonly ownerRoleId: OwnerRole;
  readonly cpuCount: number | null;
  /** The most that it may get, where its memory is dynamic. */
  readonly memoryMb: number | null;
  /** Provisioned, not what is on disk by now. */
  readonly diskBytes: number | null;
}

/** All machines that the scope shows with their disks, each once (wire: vm-clouds 5.4). */
export function listVmHardware(scope: VmmScope, signal: AbortSignal): Promise<readonly VmHardware[]> {
  return withSelect(scope.dialect, MEMBERS, async (query) => {
    const rows = await listEntities({
      transport: scope.transport,
      ...placeIn(scope, 'VirtualMachines'),
      query: { ...query, $expand: DISKS },
      signal,
    });
    const machines = new Map(
      rows.map(vmHardwareFromWire).map((machine) => [`${machine.id} ${machine.stampId}`, machine]),
    );
    const all = [...machines.values()];
    if (scope.isWholeFabric && all.length > 0 && all.every(({ ownerRoleId }) => ownerRoleId === undefined))
      throw badObject('list of VirtualMachines', 'it does not say whose they are');
    return all;
  });
}

export function vmHardwareFromWire(wire: WireObject): VmHardware {
  const id = readGuid(wire['ID']);
  const stampId = readGuid(wire['StampId']);
  if (id === null || stampId === null) throw badObject(KIND, 'it has no ID and StampId');
  const status = readText(wire['Status'])?.trim() ?? '';
  if (status === '') throw badObject(KIND, 'it has no Status');
  return {
    id,
    stampId,
    status,
    ownerRoleId: readOwnerRole(wire, KIND),
    cpuCount: readAmount(wire['CPUCount'], KIND, 'CPUCount'),
    memoryMb: memoryOf(wire),
    diskBytes: bytesOf(wire[DISKS]),
  };
}

function memoryOf(wire: WireObject): number | null {
  const member = readFlag(wire['DynamicMemoryEnabled']) ? 'DynamicMemoryMaximumMB' : 'Memory';
  return readAmount(wire[member], KIND, member);
}

/** Disks that were not sent along, or of which one does not tell its size, leave the sum unknown. */
function bytesOf(expanded: unknown): number | null {
  const disks = isWireObject(expanded) ? expanded['results'] : expanded;
  if (!Array.isArray(disks)) return null;
  let sum = 0;
  for (const disk of disks as unknown[]) {
    const bytes = isWireObject(disk) ? readAmount(disk['MaximumSize'], 'VirtualHardDisk', 'MaximumSize') : null;
    if (bytes === null) return null;
    sum += bytes;
  }
  return sum;
}
