import { mintGuid } from '../clock/seeded-random.ts';
import type { AdminCall } from '../admin-api/admin-call.ts';
import type { JobError, JobOutcome, JobRecord } from '../world/job-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { settledTimeline, statusAt, type VmRecord } from '../world/vm-record.ts';
import type { OperationRule } from './operations.ts';

/** What work on machines needs of a call; `byHand` has it too. */
export type VmmCall = Pick<AdminCall, 'world' | 'knobs' | 'now' | 'faults' | 'random' | 'upn'>;

/** How a piece of work will end. */
export interface Fate {
  /** null: it never ends. */
  readonly doneAt: number | null;
  readonly outcome: JobOutcome;
  readonly error: JobError | null;
  /** What the machine shows while it is worked on; null: as before. */
  readonly through: string | null;
  /** And afterwards. */
  readonly to: string;
}

/** Begins it: the job is in the world, unless the fault wants it to be announced only, and the machine has its way before it. */
export function beginJob(
  call: VmmCall,
  vm: VmRecord,
  rule: OperationRule,
  fate: Fate,
  tenant: SubscriptionRecord | null,
): JobRecord {
  const { world, now } = call;
  const job: JobRecord = {
    seq: world.nextSeq(),
    id: mintGuid(call.random),
    stampId: vm.stampId,
    vmId: vm.id,
    vmName: vm.name,
    roleId: vm.owner?.roleId ?? null,
    operation: rule.word,
    userName: tenant === null ? call.upn : `${tenant.owner}_${tenant.id}`,
    startedAt: now,
    doneAt: fate.doneAt,
    outcome: fate.outcome,
    error: fate.error,
  };
  if (!call.faults.has('vanished-job')) world.jobs.put(job);
  const through = fate.through === null ? [] : [{ at: now, status: fate.through }];
  const after = fate.doneAt === null ? [] : [{ at: fate.doneAt, status: fate.to }];
  world.vms.put({
    ...vm,
    timeline: [...settledTimeline(vm, now), ...through, ...after],
    mostRecentJobId: job.id,
    failedJobId: fate.outcome === 'Failed' ? job.id : vm.failedJobId,
    modifiedAt: now,
  });
  return job;
}

/** The usual end of a rule, after the time its work takes. */
export function usualFate({ knobs, now, faults }: VmmCall, vm: VmRecord, rule: OperationRule): Fate {
  const before = statusAt(vm, now);
  const doneAt = now + (vm.jobMs ?? knobs.get('vm-job-ms'));
  const usual = { doneAt, outcome: 'Completed', error: null, through: rule.through, to: rule.to ?? before } as const;
  if (vm.stuck === 'jobs') return { ...usual, doneAt: null };
  if (faults.has('failed-job'))
    return { ...usual, ...failure('SampleFailure', 'The host reported an error (injected).'), to: before };
  return usual;
}

export function failure(code: string, problem: string): { readonly outcome: 'Failed'; readonly error: JobError } {
  return { outcome: 'Failed', error: { code, problem, recommendedAction: 'Look at the machine and try again.' } };
}
