import { jobStatusAt, type JobRecord } from '../world/job-record.ts';
import { statusAt, type VmRecord } from '../world/vm-record.ts';
import type { World } from '../world/world.ts';

/** For people and tests, not for clients of VMM. */
export interface VmView {
  readonly id: string;
  readonly stampId: string;
  readonly name: string;
  readonly status: string;
  /** Of the role that owns it: a subscription's id, or VMM's own role. */
  readonly ownerId: string | null;
  readonly cpus: number;
  readonly memoryMb: number;
  readonly diskGb: number;
  readonly roleName: string | null;
  readonly hasVmAdditions: boolean;
  readonly ignoresShutdown: boolean;
  readonly stuck: string | null;
  /** What was done with it last; null: nothing yet. */
  readonly job: JobView | null;
}

export interface JobView {
  readonly id: string;
  readonly vmId: string;
  readonly vm: string;
  readonly operation: string;
  readonly status: string;
  readonly startedAt: string;
  /** null: not yet over. */
  readonly endedAt: string | null;
  readonly by: string;
  readonly problem: string | null;
}

const GIB = 1024 ** 3;

export function viewVm(vm: VmRecord, world: World, now: number): VmView {
  const job = vm.mostRecentJobId === null ? undefined : world.jobs.get(vm.mostRecentJobId);
  return {
    id: vm.id,
    stampId: vm.stampId,
    name: vm.name,
    status: statusAt(vm, now),
    ownerId: vm.owner?.roleId ?? null,
    cpus: vm.cpuCount,
    memoryMb: vm.memoryMb,
    diskGb: Math.ceil(vm.disks.reduce((sum, disk) => sum + disk.provisionedBytes, 0) / GIB),
    roleName: vm.cloudVmRoleName,
    hasVmAdditions: vm.hasVmAdditions,
    ignoresShutdown: vm.ignoresShutdown,
    stuck: vm.stuck,
    job: job === undefined ? null : viewJob(job, now),
  };
}

/** Without its password, for this is a page that everybody on the machine may read. */
export function viewJob(job: JobRecord, now: number): JobView {
  const status = jobStatusAt(job, now);
  return {
    id: job.id,
    vmId: job.vmId,
    vm: job.vmName,
    operation: job.operation,
    status,
    startedAt: new Date(job.startedAt).toISOString(),
    endedAt: status === 'Running' || job.doneAt === null ? null : new Date(job.doneAt).toISOString(),
    by: job.userName,
    problem: status === 'Running' ? null : (job.error?.problem ?? null),
  };
}
