import type { Use } from '../../model/observed-state.ts';
import type { VmHardware } from './client/vm-clouds/vm-hardware.ts';

const BYTES_OF_GIB = 1024 ** 3;

/**
 * What machines take together, for where VMM does not count it itself: those that are deployed, running or not, with their
 * disks as provisioned; the library does not count (wire: vm-clouds 5.1, 5.4). A dimension that one machine leaves open is absent.
 */
export function addUpUse(machines: readonly VmHardware[]): Use {
  const deployed = machines.filter(({ status }) => status.toLowerCase() !== 'stored');
  const cpu = sumOf(deployed, ({ cpuCount }) => cpuCount);
  const ramMib = sumOf(deployed, ({ memoryMb }) => memoryMb);
  const diskBytes = sumOf(deployed, (machine) => machine.diskBytes);
  return {
    ...(cpu !== null && { cpu }),
    ...(ramMib !== null && { ramMib }),
    // What is begun is used.
    ...(diskBytes !== null && { diskGib: Math.ceil(diskBytes / BYTES_OF_GIB) }),
    vms: deployed.length,
  };
}

function sumOf(machines: readonly VmHardware[], amountOf: (machine: VmHardware) => number | null): number | null {
  let sum = 0;
  for (const machine of machines) {
    const amount = amountOf(machine);
    if (amount === null) return null;
    sum += amount;
  }
  return sum;
}
