import { isJobDone, jobStatusAt, type JobRecord } from '../world/job-record.ts';
import { jobTexts } from '../vmm/operations.ts';
import type { Entity, EntitySet, ODataScope, Property } from './entity.ts';
import { errorInfo } from './error-info.ts';
import { soughtId, type FilterClause } from './parse-filter.ts';
import { flag, guid, int32, lazyEntity, string, time } from './properties.ts';

/** Stands in every job, as VMM's own have such a member: whoever logs a job whole lets it out. */
export const JOB_PASSWORD = 'job-Passw0rd-never-to-be-seen';

const RESULT_TYPES = { VM: 'Virtual Machine', VMNetwork: 'VM Network', CloudService: 'Cloud Service' } as const;

export const jobs: EntitySet = {
  name: 'Jobs',
  type: 'VMM.Job',
  keys: ['ID', 'StampId'],
  filterable: ['ID'],
  rows: (scope, clauses = []) => jobsInScope(scope, clauses).map((job) => jobEntity(job, scope.call.now)),
  find(scope, keys) {
    const job = scope.call.world.jobs.get(keys.get('id') ?? '');
    if (job === undefined || job.stampId !== keys.get('stampid') || !isVisible(scope, job)) return undefined;
    return jobEntity(job, scope.call.now);
  },
  links: {},
};

function jobsInScope(scope: ODataScope, clauses: readonly FilterClause[]): readonly JobRecord[] {
  const { world } = scope.call;
  const id = soughtId(clauses, 'ID');
  if (id !== null)
    return [world.jobs.get(id)].filter((job) => job !== undefined && isVisible(scope, job)) as JobRecord[];
  return scope.subscription === null ? world.jobs.rows : world.jobs.where('role', scope.subscription.id);
}

function isVisible({ subscription }: ODataScope, { roleId }: JobRecord): boolean {
  return subscription === null || subscription.id === roleId;
}

export function jobEntity(job: JobRecord, now: number): Entity {
  return lazyEntity(() => jobProperties(job, now));
}

function jobProperties(job: JobRecord, now: number): readonly Property[] {
  const isDone = isJobDone(job, now);
  const status = jobStatusAt(job, now);
  const isSuccess = status === 'Completed' || status === 'SucceedWithInfo';
  const length = (job.doneAt ?? Infinity) - job.startedAt;
  const progress = isDone ? 100 : Math.min(99, Math.floor(((now - job.startedAt) / Math.max(1, length)) * 100));
  const { title, cmdlet } = jobTexts(job.operation);
  const warning = status === 'SucceedWithInfo' && job.error !== null ? [errorInfo(job.error, false)] : [];
  return [
    guid('ID', job.id),
    guid('StampId', job.stampId),
    string('Name', title),
    string('CmdletName', cmdlet),
    string('Status', status),
    string('StatusString', status === 'SucceedWithInfo' ? 'Completed w/ Info' : status),
    flag('IsCompleted', isDone),
    string('Progress', `${progress} %`),
    int32('ProgressValue', progress),
    {
      name: 'ErrorInfo',
      type: 'VMM.ErrorInfo',
      object: isDone && !isSuccess ? errorInfo(job.error, false) : errorInfo(null, true),
    },
    { name: 'AdditionalMessages', type: 'Collection(VMM.ErrorInfo)', complex: warning },
    string('Owner', job.userName),
    string('OwnerSID', null),
    string('UserName', job.userName),
    string('Password', JOB_PASSWORD),
    time('StartTime', job.startedAt),
    time('EndTime', isDone ? job.doneAt : null),
    string('Source', null),
    string('Target', job.vmName),
    guid('TargetObjectID', job.vmId),
    string('TargetObjectType', job.targetType ?? 'VM'),
    string('ResultName', job.vmName),
    guid('ResultObjectID', job.vmId),
    string('ResultObjectType', job.targetType ?? 'VM'),
    string('ResultObjectTypeName', RESULT_TYPES[job.targetType ?? 'VM']),
    flag('IsStoppable', !isDone),
    flag('IsRestartable', status === 'Failed'),
    flag('IsVisible', true),
    flag('WasNotifiedOfCancel', status === 'Canceled'),
    flag('AreAuditRecordsAvailable', false),
    flag('StepsLoaded', false),
    flag('SkipLastFailedStep', false),
    guid('CurrentStepId', null),
    guid('RootStepId', null),
    guid('PROTipID', null),
    { name: 'Description', type: 'VMM.JobDescription', object: [string('Name', title), string('Code', job.operation)] },
  ];
}
