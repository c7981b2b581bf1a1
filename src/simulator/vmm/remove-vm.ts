import { Refusal } from '../http/refusal.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { statusAt, type VmRecord } from '../world/vm-record.ts';
import { beginJob, failure, usualFate, type VmmCall } from './begin-job.ts';
import { failedJob, runningJob } from './operate-vm.ts';
import { refuseAction } from './plan-actions.ts';
import { REMOVE } from './operations.ts';

/** Deletes a machine that is off: it is gone when its job is over. Throws a Refusal where the knobs want one. */
export function removeVm(call: VmmCall, vm: VmRecord, tenant: SubscriptionRecord | null): JobRecord {
  const denied = refuseAction(call, tenant, REMOVE.actions);
  if (denied !== null) return failedJob(call, vm, REMOVE, failure('ActionDenied', denied), tenant);
  const status = statusAt(vm, call.now);
  const busy = runningJob(call, vm);
  if (busy !== undefined || !REMOVE.from.includes(status)) return refuseRunning(call, vm, tenant);
  const usual = usualFate(call, vm, REMOVE);
  if (vm.stuck === 'deletion')
    return beginJob(
      call,
      vm,
      REMOVE,
      { ...usual, ...failure('DeletionFailed', 'A file of the machine is in use.'), to: status },
      tenant,
    );
  const job = beginJob(call, vm, REMOVE, usual, tenant);
  const { doneAt } = job;
  const after = call.world.vms.get(vm.id);
  if (after === undefined || doneAt === null || job.outcome === 'Failed') return job;
  call.world.vms.put({ ...after, goneAt: doneAt });
  if (doneAt <= call.now) call.world.settle(call.now);
  return job;
}

function refuseRunning(call: VmmCall, vm: VmRecord, tenant: SubscriptionRecord | null): JobRecord {
  const problem = `The machine is ${statusAt(vm, call.now)} and cannot be deleted; it must be off.`;
  switch (call.knobs.get('delete-running-vm')) {
    case 'failed-job':
      return failedJob(call, vm, REMOVE, failure('WrongState', problem), tenant);
    case 'conflict':
      throw new Refusal(409, 'WrongState', problem);
    case 'bad-request':
    default:
      throw new Refusal(400, 'WrongState', problem);
  }
}
