import type { Destruction, HeldVms, InventoryEntry, Memory } from '../model/memory.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Action, FieldChange, VdcReason, Verb } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';

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
}

/** What `vdc get` shows: the last that was known of a VDC. */
export interface VdcStatus {
  readonly name: VdcName;
  readonly atMs: number;
  readonly revision: string;
  readonly ready: 'ready' | 'waiting' | 'blocked' | 'failed' | 'paused' | 'retired' | 'retained' | 'pending';
  readonly message: string;
  /** Since when `ready` has this value. */
  readonly sinceMs: number;
  /** What was observed last, in the words of the spec. */
  readonly observed: Readonly<Record<string, string | number>>;
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
  writeStatuses(statuses: readonly Omit<VdcStatus, 'sinceMs'>[], forget: readonly VdcName[]): Promise<void>;
  readStatuses(names?: readonly VdcName[]): Promise<readonly VdcStatus[]>;
  readHistory(query: HistoryQuery): Promise<readonly HistoryRecord[]>;
  close(): Promise<void>;
}
