/** The name of a VDC: a DNS label, unique among all specs. The root of its identity (docs/identity.md). */
export type VdcName = string;

/** How much of one thing a VDC may have. Whole numbers in the unit that the field's name ends with. */
export type Limit = number | 'unlimited';

export interface Limits {
  /** Virtual CPUs. */
  readonly cpu: Limit;
  readonly ramMib: Limit;
  readonly diskGib: Limit;
  /** How many virtual machines. */
  readonly vms: Limit;
}

export type VdcState = 'active' | 'suspended';
export type OnSuspend = 'none' | 'shutdown' | 'stop' | 'save' | 'pause';
export type OnResume = 'previous' | 'all' | 'none';
export type DeletionPolicy = 'delete' | 'suspend' | 'retain';

export interface Deletion {
  readonly policy: DeletionPolicy;
  /** How long a VDC stays suspended before it is deleted. 0 deletes at once. */
  readonly graceMs: number;
}

export interface Owner {
  /** Where credentials go; without a directory also the WAP user's name. */
  readonly email: string;
  readonly name?: string;
}

/** Our attention to a VDC is paused: the plan shows what differs, nothing is applied. */
export interface Pause {
  readonly reason: string;
  readonly by: string;
  /** Ends by itself at this time (milliseconds since 1970, UTC). */
  readonly untilMs?: number;
}

/** The units in which the author wrote, so that a plan speaks as the spec does. */
export interface WrittenUnits {
  readonly ram: 'Mi' | 'Gi' | 'Ti';
  readonly disk: 'Gi' | 'Ti';
}

/** Where a document stands. */
export interface SpecPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What one spec asks for, with the defaults of the settings filled in. */
export interface DesiredVdc {
  readonly name: VdcName;
  readonly labels: Readonly<Record<string, string>>;
  readonly owner: Owner;
  readonly limits: Limits;
  readonly state: VdcState;
  readonly onSuspend: OnSuspend;
  readonly onResume: OnResume;
  /** Absent: not ours to say (tenants add co-administrators in the portal). A list, even an empty one, is the whole truth. */
  readonly coAdmins?: readonly string[];
  /** The key of a template in `settings.hostingPlans`. */
  readonly hostingPlan: string;
  /** An existing subscription to adopt, lower-case GUID. */
  readonly subscriptionId?: string;
  readonly deletion: Deletion;
  /** As written; whether it has ended is for the planner, which knows the time. */
  readonly paused?: Pause;
  readonly protect: boolean;
  readonly units: WrittenUnits;
  readonly place: SpecPlace;
}
