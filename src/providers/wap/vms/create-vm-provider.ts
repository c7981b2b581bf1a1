import type { VmProvider } from '../../vm-provider.ts';
import { deleteVirtualMachine } from '../client/vm-clouds/write-virtual-machine.ts';
import { askToDelete } from './asked.ts';
import { countVms } from './count-vms.ts';
import { listLeftovers, removeLeftover } from './leftovers.ts';
import { listVms, lookAtVms } from './look-at-vms.ts';
import { operateVm } from './operate-vm.ts';
import { readVmJob } from './read-vm-job.ts';
import { openVmWays, type VmDoors } from './vm-ways.ts';

/** The machines of VDCs as VMM knows them: over SPF, or over the tenant API in the owners' names. */
export function createVmProvider(doors: VmDoors): VmProvider {
  const ways = openVmWays(doors);
  return {
    access: doors.access,
    list: (vdc, signal) => listVms(ways, vdc, signal),
    count: (vdc, signal) => countVms(ways, vdc, signal),
    look: (vdc, vms, signal) => lookAtVms(ways, vdc, vms, signal),
    operate: (vdc, vm, operation, signal) => operateVm(ways, vdc, vm, operation, signal),
    readJob: (vdc, job, signal) => readVmJob(ways.scopeOf(vdc), job, signal),
    remove: (vdc, vm, signal) => askToDelete(() => deleteVirtualMachine(ways.scopeOf(vdc), vm, signal), signal),
    listLeftovers: (vdc, signal) => listLeftovers(ways, vdc, signal),
    removeLeftover: (vdc, leftover, signal) => removeLeftover(ways, vdc, leftover, signal),
  };
}
