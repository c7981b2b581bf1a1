import type { Knobs } from '../knobs/knobs.ts';
import { DIMENSIONS } from '../world/limits.ts';
import type { SubscriptionRecord, Use } from '../world/subscription-record.ts';
import { isGone, statusAt, type VmRecord } from '../world/vm-record.ts';
import type { World } from '../world/world.ts';

const GIB = 1024 ** 3;
const OFF: readonly string[] = ['PowerOff', 'Saved'];

/** What is in use of a subscription: what was set by hand and what its machines take. Costs what its own machines cost. */
export function useOf(
  { world, knobs, now }: { readonly world: World; readonly knobs: Knobs; readonly now: number },
  subscription: Pick<SubscriptionRecord, 'id' | 'use'>,
): Use {
  const total = { ...subscription.use };
  for (const vm of world.vms.where('role', subscription.id)) {
    if (isGone(vm, now)) continue;
    const use = vmUse(knobs, vm, statusAt(vm, now));
    for (const dimension of DIMENSIONS) total[dimension] += use[dimension];
  }
  return total;
}

/** What counts is not established (wire: vm-clouds 5.1); the library never does. */
export function vmUse(knobs: Knobs, vm: VmRecord, status: string): Use {
  if (status === 'Stored') return { vmCount: 0, cpuCount: 0, memoryMb: 0, storageGb: 0 };
  const isFree = knobs.get('stopped-use') === 'storage-only' && OFF.includes(status);
  const memoryMb = knobs.get('memory-use') === 'maximum' ? (vm.dynamicMemory?.maximumMb ?? vm.memoryMb) : vm.memoryMb;
  const isUsed = knobs.get('storage-use') === 'used';
  const bytes = vm.disks.reduce((sum, disk) => sum + (isUsed ? disk.usedBytes : disk.provisionedBytes), 0);
  const storageGb = Math.ceil(bytes / GIB);
  return { vmCount: 1, cpuCount: isFree ? 0 : vm.cpuCount, memoryMb: isFree ? 0 : memoryMb, storageGb };
}
