import type { Told } from './customer-mail.ts';
import type { DesiredVdc, Limits, Pause, VdcName, VdcState } from './virtual-data-center.ts';
import type { VmAddress, VmOperation } from './virtual-machine.ts';

/**
 * What we know of a VDC without looking: made before the first call that creates anything for it, ended when nothing
 * of it is left.
 */
export interface InventoryEntry {
  readonly name: VdcName;
  /** From 1; grows by one whenever a VDC is made anew after its subscription was deleted by somebody else. */
  readonly generation: number;
  /** Lower-case GUID. */
  readonly subscriptionId: string;
  /** True once WAP was seen to have the subscription: only then can it be missing. */
  readonly wasSeen: boolean;
  readonly hostingPlanId: string;
  /** A plan that existed before us: its other settings are left alone, and it is never deleted. */
  readonly isAdopted: boolean;
  readonly userName: string;
  /** What the spec said last; the way out follows it when the spec is gone. */
  readonly lastSpec: LastSpec;
  /** Set when no spec named the VDC any more; the grace period counts from here. Milliseconds since 1970. */
  readonly retiredAtMs?: number;
  /** Policy `retain` was carried out: left in WAP, no longer looked after. */
  readonly isRetained?: boolean;
  /** What the spec asks for was not reached yet since this began, or since its spec came back: what differs is no drift. */
  readonly isUnfinished?: boolean;
  /** To clear it we made it active again, so that it is deleted though it is: until its spec returns. */
  readonly isBeingDeleted?: boolean;
  /** Resyncs asked for in a row without WAP having come to rest. */
  readonly resyncs: number;
  /** What the customer was told last. Absent: no mail was sent when it was first met; then what is so counts as told. */
  readonly told?: Told;
}

/** An owner's account in the directory, once it is ours to look after. */
export interface AccountEntry {
  /** `objectGUID`, lower-case with dashes. */
  readonly id: string;
  /** The login, and the WAP user's name. */
  readonly upn: string;
  /** The owner's e-mail as the specs said it last. */
  readonly email: string;
  /** Proves on the account itself that we made it; absent for one that somebody else made and that we use. */
  readonly mark?: string;
  /**
   * `due`: the owner has no password that anybody knows, and is to be mailed one. `sent`: a mail server has accepted it. Absent:
   * passwords are somebody else's affair, because no mail was sent when it was made, or that is not remembered.
   */
  readonly credentials?: 'due' | 'sent';
}

/** The part of a spec that must outlive its file. */
export interface LastSpec {
  readonly limits: Limits;
  readonly state: VdcState;
  readonly coAdmins?: readonly string[];
  readonly ownerEmail: string;
  readonly hostingPlan: string;
  readonly onSuspend: DesiredVdc['onSuspend'];
  readonly onResume: DesiredVdc['onResume'];
  readonly deletion: DesiredVdc['deletion'];
  readonly protect: boolean;
}

/**
 * The machines of a suspended VDC as its suspension found them: written before the first of them is touched, kept until
 * each is back as it was. What is not in it was off, and stays off.
 */
export interface HeldVms {
  /** Every machine was seen at rest after the customer was locked out: what runs from then on was started by somebody else. */
  readonly isComplete: boolean;
  /** They are being brought back: until that is finished the VDC is not as it was. */
  readonly isReturning?: boolean;
  /** It is to be deleted, and since then VMM counts machines that it does not list. Milliseconds since 1970. */
  readonly doubtedSinceMs?: number;
  readonly vms: readonly HeldVm[];
}

export interface HeldVm extends VmAddress {
  readonly name: string;
  /** `unknown`: in trouble when it was looked at. `off`: started by somebody while the VDC was suspended, so not to be started again. */
  readonly before: 'running' | 'paused' | 'unknown' | 'off';
  /** What was asked of it last, noted before it was asked. */
  readonly asked?: AskedOfVm;
}

export interface AskedOfVm {
  readonly operation: VmOperation;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly jobId?: string;
}

export type Destruction = 'delete' | 'suspend' | 'shrink';

/** Everything the state store tells the planner. */
export interface Memory {
  readonly inventory: readonly InventoryEntry[];
  /** VDCs that were and are no more: the last generation of each. Its GUID may not return, so the next one counts on. */
  readonly lastGenerations: ReadonlyMap<VdcName, number>;
  /** WAP users that we made: name, in lower case → when, milliseconds since 1970. */
  readonly createdUsers: ReadonlyMap<string, number>;
  readonly accounts: readonly AccountEntry[];
  /** Subscription → its machines while it is suspended, and until they are back. */
  readonly heldVms: ReadonlyMap<string, HeldVms>;
  /** VDCs that somebody paused by command, not in a spec. Whether one has ended is for the planner. */
  readonly pauses: ReadonlyMap<VdcName, Pause>;
  /** The revision of the specs that was acted on last. */
  readonly lastRevision?: string;
  /** What was destroyed in the last 24 hours or was to be: subscriptions, each once however often it was tried. */
  readonly destructionsInLastDay: Readonly<Record<Destruction, ReadonlySet<string>>>;
}
