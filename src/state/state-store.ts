import type { Approved } from '../model/approved.ts';
import type { Halt } from '../model/law.ts';
import type { AccountEntry, Destruction, HeldVms, InventoryEntry, Memory } from '../model/memory.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Action, FieldChange, VdcReason, Verb } from '../model/plan.ts';
import type { Pause, VdcName } from '../model/virtual-data-center.ts';

/** The note made before a VDC's first call: what is about to be done, and what the inventory must know if we die now. */
export interface Intent {
  /** Unique; given by the caller. */
  readonly id: string;
  readonly vdc: VdcName;
  readonly atMs: number;
  readonly fingerprint: string;
  readonly revision: string;
  readonly actions: readonly Action[];
  /** The inventory entry as it must stand before anything is called. */
  readonly entry?: InventoryEntry;
  readonly createsUsers: readonly string[];
  readonly destructions: readonly Destruction[];
}

/** How it ended. Closes the intent, writes history and the inventory in one transaction. */
export interface Ending {
  readonly intentId: string;
  readonly vdc: VdcName;
  readonly atMs: number;
  /** `isUnused`: nothing was asked of WAP for it, so its generation may still be made. */
  readonly entry: InventoryEntry | { readonly forget: true; readonly isUnused?: boolean } | 'keep';
  readonly forgetUsers: readonly string[];
  readonly history: readonly HistoryRecord[];
}

export interface HistoryRecord {
  readonly atMs: number;
  readonly vdc: VdcName;
  readonly verb: Verb;
  readonly resource: string;
  readonly reason: string;
  readonly vdcReason: VdcReason;
  readonly revision: string;
  readonly fingerprint: string;
  readonly changes: readonly FieldChange[];
  readonly outcome: Outcome['kind'];
  readonly message?: string;
  /** How often in a row the very same was written; given by the store. Absent: once. */
  readonly count?: number;
  /** When it was written first; `atMs` is the last time. Present with `count`. */
  readonly firstAtMs?: number;
}

/** `CustomerTold` only where mail is sent. */
export type ConditionType = 'Ready' | 'Reconciling' | 'Stalled' | 'CustomerTold';

/** One statement about a VDC, as Kubernetes and Flux make them. */
export interface Condition {
  readonly type: ConditionType;
  readonly status: boolean;
  /** One word in CamelCase from a closed list (docs/daemon.md). */
  readonly reason: string;
  readonly message: string;
  /** Since when `status` has this value. */
  readonly sinceMs: number;
  /** The revision of the specs at which it was found. */
  readonly revision: string;
}

/** What `vdc get` shows: the last that was known of a VDC. */
export interface VdcStatus {
  readonly name: VdcName;
  /** When this was found. */
  readonly atMs: number;
  /** The revision that was looked at last. */
  readonly revision: string;
  /** The last revision at which the VDC was as declared. */
  readonly appliedRevision?: string;
  readonly ready: 'ready' | 'waiting' | 'blocked' | 'failed' | 'paused' | 'retired' | 'retained' | 'pending';
  readonly message: string;
  /** Since when `ready` has this value. */
  readonly sinceMs: number;
  /** One of each type. Absent in what an older version wrote. */
  readonly conditions?: readonly Condition[];
  /** When it is looked at again at the latest, where a daemon looks after it. */
  readonly nextLookAtMs?: number;
  /** What was observed last, in the words of the spec. */
  readonly observed: Readonly<Record<string, string | number>>;
}

/** A person has seen what a plan that was refused would do, or where a branch was rewound to, and means it. */
export interface Approval {
  /** The fingerprint of a plan, or the revision (`git:…`) of a source that went back. */
  readonly fingerprint: string;
  readonly by: string;
  readonly atMs: number;
  /** What of the plan still waits to be done, from when it is begun; absent while it has not been. */
  readonly approved?: Approved;
}

/** Who acts. Whoever has the higher fence is the later holder; what the earlier one still tries to write is refused. */
export interface Lease {
  readonly fence: number;
  /** It never runs out while its holder lives, not even frozen: then no clock need be asked whether it is still held. */
  readonly isForLife?: boolean;
  /** False once it is somebody else's, for good. Throws when the store cannot be reached: then nobody knows yet. */
  renew(): Promise<boolean>;
  /** Lets the next one in at once. */
  release(): Promise<void>;
}

export interface LeaseWish {
  /** Who asks, for people: host and process. */
  readonly holder: string;
  /** Milliseconds for which it holds without being renewed. */
  readonly ttlMs: number;
}

export interface HistoryQuery {
  readonly vdc?: VdcName;
  /** Newest first; at most this many. */
  readonly limit: number;
}

/**
 * What must survive a crash. Every write is durable when its promise resolves; writes given in one turn of the event
 * loop are gathered into one commit, in the order in which they were given.
 */
export interface StateStore {
  readMemory(nowMs: number): Promise<Memory>;
  begin(intent: Intent): Promise<void>;
  end(ending: Ending): Promise<void>;
  /** Intents that were begun and never ended: a process died in their midst. */
  readOpenIntents(): Promise<readonly Intent[]>;
  /** Inventory facts that need no intent: what was observed, what a spec says now. */
  remember(entries: readonly InventoryEntry[]): Promise<void>;
  /** What was done to the machines of a VDC, before each step of it; nothing once they are back, or gone. */
  holdVms(subscriptionId: string, held: HeldVms | undefined): Promise<void>;
  /** Owners' accounts, as they stand now: what `readMemory` said of them may be older. */
  readAccounts(): Promise<readonly AccountEntry[]>;
  /** Replaces the one of the same id. */
  putAccount(account: AccountEntry): Promise<void>;
  forgetAccount(id: string): Promise<void>;
  /** As they are given: since when something is so is found by whoever writes it. */
  writeStatuses(statuses: readonly VdcStatus[], forget: readonly VdcName[]): Promise<void>;
  readStatuses(names?: readonly VdcName[]): Promise<readonly VdcStatus[]>;
  /** A record that is equal to the newest of the same VDC and resource but for its times and fingerprint is counted, not repeated. */
  readHistory(query: HistoryQuery): Promise<readonly HistoryRecord[]>;
  /** Our attention to a VDC ends until somebody ends the pause, or it ends by itself. Replaces the one before. */
  pause(vdc: VdcName, pause: Pause): Promise<void>;
  /** False: it was not paused here. */
  unpause(vdc: VdcName): Promise<boolean>;
  /** Kept for a day, or until it is forgotten. Replaces the one of the same fingerprint. */
  approve(approval: Approval): Promise<void>;
  readApprovals(nowMs: number): Promise<readonly Approval[]>;
  forgetApproval(fingerprint: string): Promise<void>;
  /** Nothing may be changed until a person lifts it, whoever is started on this state; undefined lifts it. */
  noteHalt(halt: Halt | undefined): Promise<void>;
  readHalt(): Promise<Halt | undefined>;
  /** The revision of the specs that was acted on last: a source that goes back behind it has been rewound. */
  noteRevision(revision: string): Promise<void>;
  /**
   * The right to act, or undefined while somebody else has it. From then on every write of this store checks in its own
   * transaction that the lease is still ours, and throws STATE_FENCED if not; reads never do.
   */
  acquireLease(wish: LeaseWish): Promise<Lease | undefined>;
  /** Who has the lease now, for people; undefined when nobody has. */
  readLeaseHolder(): Promise<string | undefined>;
  close(): Promise<void>;
}
