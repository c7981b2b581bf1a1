/** The status that a machine shows from a moment on. */
export interface StatusStep {
  readonly at: number;
  readonly status: string;
}

export interface DiskRecord {
  readonly id: string;
  readonly driveId: string;
  readonly name: string;
  /** Bytes the guest sees. */
  readonly provisionedBytes: number;
  /** Bytes that lie on the host's disk. */
  readonly usedBytes: number;
}

/** Whose a machine is: a subscription's role (its id is the subscription's), VMM's administrators, or nobody. */
export interface VmOwner {
  readonly roleId: string;
  readonly roleName: string;
  readonly userName: string;
}

/** `jobs`: what is begun with it never ends. `deletion`: its deletion fails, every time. */
export type Stuck = 'jobs' | 'deletion';

/** A virtual machine of VMM. Records are never changed, only replaced. */
export interface VmRecord {
  readonly seq: number;
  readonly id: string;
  readonly stampId: string;
  readonly cloudId: string;
  /** The hypervisor's id, which is another one. */
  readonly hypervisorId: string;
  readonly name: string;
  readonly computerName: string;
  readonly description: string;
  readonly tag: string;
  readonly owner: VmOwner | null;
  /** Not null: it belongs to a VM role, and is known to cloud services too. */
  readonly cloudVmRoleName: string | null;
  /** In order of time; the first lies in the past. What will become of it is known when a job begins, and shows by the clock. */
  readonly timeline: readonly StatusStep[];
  /** It is there no more when the clock is past this. */
  readonly goneAt: number | null;
  readonly cpuCount: number;
  readonly memoryMb: number;
  /** null: the memory is fixed. */
  readonly dynamicMemory: { readonly minimumMb: number; readonly maximumMb: number } | null;
  readonly disks: readonly DiskRecord[];
  readonly hasVmAdditions: boolean;
  readonly isOsShutdownEnabled: boolean;
  readonly isHighlyAvailable: boolean;
  /** The guest does not answer when it is asked to shut down. */
  readonly ignoresShutdown: boolean;
  readonly stuck: Stuck | null;
  /** How long its jobs take; null: as the knobs say. */
  readonly jobMs: number | null;
  readonly shutdownMs: number | null;
  readonly mostRecentJobId: string | null;
  readonly failedJobId: string | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** What it shows now. */
export function statusAt({ timeline }: VmRecord, now: number): string {
  let status = timeline[0]?.status ?? 'PowerOff';
  for (const step of timeline) if (step.at <= now) status = step.status;
  return status;
}

export function isGone({ goneAt }: VmRecord, now: number): boolean {
  return goneAt !== null && goneAt <= now;
}

/** The steps that have shown until now, as one, so that a timeline does not grow with the life of a machine. */
export function settledTimeline(vm: VmRecord, now: number): readonly StatusStep[] {
  return [{ at: now, status: statusAt(vm, now) }];
}
