import { Refusal } from '../http/refusal.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { VmNetworkRecord } from '../world/owned-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { isGone } from '../world/vm-record.ts';
import type { VmmCall } from './begin-job.ts';
import { beginRemoval, refuseForeign } from './begin-removal.ts';

/** Deletes a network: it is gone when its job is over. Throws a Refusal where the knob wants one (wire: vm-clouds 4.8). */
export function removeVmNetwork(call: VmmCall, network: VmNetworkRecord, tenant: SubscriptionRecord | null): JobRecord {
  const removable = { ...network, kind: 'VMNetwork', roleId: network.owner.roleId } as const;
  refuseForeign(removable, tenant);
  refuseByKnob(call, network);
  const job = beginRemoval(call, removable, tenant, 'AuthorVMNetwork');
  if (job.outcome === 'Failed') return job;
  call.world.vmNetworks.put({ ...network, goneAt: Math.min(job.doneAt, network.goneAt ?? job.doneAt) });
  if (job.doneAt <= call.now) call.world.settle(call.now);
  return job;
}

/** Knob `network-deletion`. Which machines are on which network is not simulated, so any machine counts. */
function refuseByKnob({ world, knobs, now }: VmmCall, { name, owner }: VmNetworkRecord): void {
  const knob = knobs.get('network-deletion');
  const hasMachines = world.vms.where('role', owner.roleId).some((vm) => !isGone(vm, now));
  if (knob === 'refused' || (knob === 'last' && hasMachines))
    throw new Refusal(400, 'NetworkInUse', `The VM network ${name} is in use and cannot be deleted.`);
}
