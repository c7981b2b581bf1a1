import { isWireObject, readFlag, type WireObject } from '../admin-api/read-wire.ts';
import { listMachines, MACHINE, readMachineHead, type MachineHead } from './list-machines.ts';
import { readAmount } from './read-amount.ts';
import type { VmmScope } from './vmm-scope.ts';
import { withSelect } from './with-select.ts';

const DISKS = 'VirtualHardDisks';
const MEMBERS = `ID,StampId,Status,Owner,CPUCount,Memory,DynamicMemoryEnabled,DynamicMemoryMaximumMB,${DISKS}`;

/** What a machine takes; null where VMM does not say, which is not nothing. */
export interface VmHardware extends MachineHead {
  readonly cpuCount: number | null;
  /** The most that it may get, where its memory is dynamic. */
  readonly memoryMb: number | null;
  /** Provisioned, not what is on disk by now. */
  readonly diskBytes: number | null;
}

/** All machines that the scope shows with their disks, each once (wire: vm-clouds 5.4). */
export function listVmHardware(scope: VmmScope, signal: AbortSignal): Promise<readonly VmHardware[]> {
  return withSelect(scope.dialect, MEMBERS, (query) =>
    listMachines(scope, { ...query, $expand: DISKS }, vmHardwareFromWire, signal),
  );
}

export function vmHardwareFromWire(wire: WireObject): VmHardware {
  return {
    ...readMachineHead(wire),
    cpuCount: readAmount(wire['CPUCount'], MACHINE, 'CPUCount'),
    memoryMb: memoryOf(wire),
    diskBytes: bytesOf(wire[DISKS]),
  };
}

function memoryOf(wire: WireObject): number | null {
  const member = readFlag(wire['DynamicMemoryEnabled']) ? 'DynamicMemoryMaximumMB' : 'Memory';
  return readAmount(wire[member], MACHINE, member);
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
