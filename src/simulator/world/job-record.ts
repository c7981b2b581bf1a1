export type JobOutcome = 'Completed' | 'SucceedWithInfo' | 'Failed' | 'Canceled';

export interface JobError {
  readonly code: string;
  readonly problem: string;
  readonly recommendedAction: string;
}

/** A piece of VMM's work on one machine, or on what `targetType` says: how it ends is known when it begins. Records are never changed, only replaced. */
export interface JobRecord {
  readonly seq: number;
  readonly id: string;
  readonly stampId: string;
  readonly vmId: string;
  readonly vmName: string;
  /** What `vmId` and `vmName` are of. Absent: of a machine. */
  readonly targetType?: 'VMNetwork' | 'CloudService';
  /** Of the machine's owner; null: nobody's. */
  readonly roleId: string | null;
  /** The word of the operation, or Create, Remove, Set. */
  readonly operation: string;
  readonly userName: string;
  readonly startedAt: number;
  /** null: it never ends. */
  readonly doneAt: number | null;
  readonly outcome: JobOutcome;
  /** Why it failed, or what it has to say beside its success. */
  readonly error: JobError | null;
}

export function isJobDone({ doneAt }: JobRecord, now: number): boolean {
  return doneAt !== null && doneAt <= now;
}

export function jobStatusAt(job: JobRecord, now: number): 'Running' | JobOutcome {
  return isJobDone(job, now) ? job.outcome : 'Running';
}
