import { badRequest, notSimulated, Refusal } from '../http/refusal.ts';
import { isJobDone, type JobRecord } from '../world/job-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { statusAt, type VmRecord } from '../world/vm-record.ts';
import { beginJob, failure, usualFate, type Fate, type VmmCall } from './begin-job.ts';
import { OPERATIONS, type OperationRule } from './operations.ts';
import { refuseAction } from './plan-actions.ts';
import { quotaExceededBy, quotaRefusal } from './quota-exceeded.ts';

/**
 * Starts, stops, saves … a machine: makes the job and sends the machine on its way. `tenant` is the subscription in whose
 * name it is done, whose plan must allow it; null is VMM's administrator. Throws a Refusal where the knobs want one.
 */
export function operateVm(call: VmmCall, vm: VmRecord, word: string, tenant: SubscriptionRecord | null): JobRecord {
  const rules = findRules(call, word);
  const [first] = rules;
  if (first === undefined) throw badRequest(`The operation ${word} is not known.`);
  const refuse = (fate: Pick<Fate, 'outcome' | 'error'>): JobRecord => failedJob(call, vm, first, fate, tenant);
  const denied = refuseAction(call, tenant, first.actions);
  if (denied !== null) return refuse(failure('ActionDenied', denied));
  const status = statusAt(vm, call.now);
  const inTheWay = runningJob(call, vm);
  const takesOver = inTheWay?.operation === 'Shutdown' && word.toLowerCase() === 'stop' && status === 'PoweringOff';
  if (inTheWay !== undefined && takesOver && call.knobs.get('stop-during-shutdown') === 'cancels') {
    call.world.jobs.put({ ...inTheWay, doneAt: call.now, outcome: 'Canceled', error: null });
    return beginJob(call, vm, first, usualFate(call, vm, first), tenant);
  }
  const fitting = inTheWay === undefined ? rules.find(({ from }) => from.includes(status)) : undefined;
  if (fitting === undefined) return wrongState(call, vm, first, tenant);
  if (first.word === 'Start' && tenant !== null && call.knobs.get('start-over-quota') === 'refused') {
    const over = quotaExceededBy(call, tenant, null);
    if (over !== null) return quotaRefusal(call, over, () => refuse(failure('QuotaExceeded', over)));
  }
  const fate = first.word === 'Shutdown' ? shutdownFate(call, vm, fitting) : usualFate(call, vm, fitting);
  return beginJob(call, vm, fitting, fate, tenant);
}

function findRules({ knobs }: VmmCall, word: string): readonly OperationRule[] {
  const isExact = knobs.get('operation-case') === 'exact';
  return OPERATIONS.filter((rule) => (isExact ? rule.word === word : rule.word.toLowerCase() === word.toLowerCase()));
}

/** The job that a machine is still busy with. */
export function runningJob({ world, now }: VmmCall, vm: VmRecord): JobRecord | undefined {
  const job = vm.mostRecentJobId === null ? undefined : world.jobs.get(vm.mostRecentJobId);
  return job !== undefined && !isJobDone(job, now) ? job : undefined;
}

/** Knob `wrong-state-operation`. */
export function wrongState(
  call: VmmCall,
  vm: VmRecord,
  rule: OperationRule,
  tenant: SubscriptionRecord | null,
): JobRecord {
  const problem = `${rule.word} is not possible while the machine is ${statusAt(vm, call.now)}${runningJob(call, vm) === undefined ? '' : ' and another job works on it'}.`;
  switch (call.knobs.get('wrong-state-operation')) {
    case 'bad-request':
      throw new Refusal(400, 'WrongState', problem);
    case 'failed-job':
      return failedJob(call, vm, rule, failure('WrongState', problem), tenant);
    case 'no-op':
    default:
      return failedJob(call, vm, rule, { outcome: 'Completed', error: null }, tenant);
  }
}

/** A job that is over at once, without touching the machine; what works on the machine already goes on. */
export function failedJob(
  call: VmmCall,
  vm: VmRecord,
  rule: OperationRule,
  fate: Pick<Fate, 'outcome' | 'error'>,
  tenant: SubscriptionRecord | null,
): JobRecord {
  const isBusy = runningJob(call, vm) !== undefined;
  const job = beginJob(
    call,
    vm,
    rule,
    { doneAt: call.now, ...fate, through: null, to: statusAt(vm, call.now) },
    tenant,
  );
  const after = call.world.vms.get(vm.id);
  if (isBusy && after !== undefined)
    call.world.vms.put({ ...after, timeline: vm.timeline, mostRecentJobId: vm.mostRecentJobId });
  return job;
}

/** The gentle way needs a guest that hears and answers. */
function shutdownFate(call: VmmCall, vm: VmRecord, rule: OperationRule): Fate {
  const usual = usualFate(call, vm, rule);
  if (usual.doneAt === null || usual.outcome === 'Failed') return usual;
  if (!vm.hasVmAdditions || !vm.isOsShutdownEnabled)
    return {
      ...usual,
      ...failure('GuestServicesMissing', 'The guest has no services that could shut it down.'),
      through: null,
      to: 'Running',
    };
  if (!vm.ignoresShutdown && !call.faults.has('ignored-shutdown'))
    return { ...usual, doneAt: call.now + (vm.shutdownMs ?? call.knobs.get('guest-shutdown-ms')) };
  const doneAt = call.now + call.knobs.get('guest-patience-ms');
  const silence = failure('GuestNotResponding', 'The guest did not answer.');
  switch (call.knobs.get('unanswered-shutdown')) {
    case 'hangs':
      return { ...usual, doneAt: null };
    case 'completes':
      return { ...usual, doneAt, outcome: 'SucceedWithInfo', error: silence.error, to: 'Running' };
    case 'fails':
    default:
      return { ...usual, doneAt, ...silence, to: 'Running' };
  }
}

/** What only some words need besides, and what of it is not simulated. */
export function checkRepair(members: ReadonlyMap<string, unknown>): void {
  const wish = (name: string): boolean => members.get(name) === true;
  if (wish('retry') || wish('undo')) throw notSimulated('Repair with Retry or Undo');
  if (!wish('dismiss')) throw badRequest('Repair needs one of Retry, Undo and Dismiss.');
}
