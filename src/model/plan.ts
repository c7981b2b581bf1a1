import type { Action } from './action.ts';
import type { LastSpec } from './memory.ts';
import type { Problem } from './problem.ts';
import type { SpecPlace, VdcName } from './virtual-data-center.ts';

export type { Action, ActionReason, SawSubscription, WapAction } from './action.ts';

export type Verb = 'create' | 'adopt' | 'update' | 'suspend' | 'resume' | 'resync' | 'retire' | 'delete';

/** Why a VDC is in the plan. docs/plan.md explains each. */
export type VdcReason =
  | 'spec-added'
  | 'spec-changed'
  | 'drift'
  | 'unfinished'
  | 'vanished'
  | 'spec-returned'
  | 'spec-removed'
  | 'grace-ended'
  | 'out-of-sync'
  | 'proven-ours'
  | 'named-by-spec'
  | 'in-sync';

/** One field, before and after, in the words and units of the spec. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | number | readonly string[] | null;
  readonly after: string | number | readonly string[] | null;
}

/** Something that was asked for and may not be done: why, with figures, and the way out. */
export interface Block {
  readonly code: string;
  readonly message: string;
  readonly wayOut: string;
}

export interface PlannedVdc {
  readonly name: VdcName;
  /** The first of its verbs in the order delete, retire, create, adopt, resume, suspend, update, resync. */
  readonly verb: Verb | 'blocked' | 'unchanged';
  readonly reason: VdcReason;
  readonly changes: readonly FieldChange[];
  readonly actions: readonly Action[];
  readonly blocks: readonly Block[];
  /** A subscription that no look could find any more: WAP is asked once more, by a write, before anything is done. */
  readonly gone?: string;
  /** Present: shown, not applied. */
  readonly paused?: { readonly reason: string; readonly by: string; readonly until?: string };
  /** Where its spec stands; absent for a VDC that no spec names. */
  readonly place?: SpecPlace;
  /** What the inventory will say when the actions are done; absent where the actions end it. */
  readonly remember?: Remember;
}

/** The inventory entry to be written with the first action of a VDC, but for the times, which the executor adds. */
export interface Remember {
  readonly generation: number;
  readonly subscriptionId: string;
  readonly hostingPlanId: string;
  readonly isAdopted: boolean;
  readonly userName: string;
  readonly lastSpec: LastSpec;
  /** For one that is made: nobody has told the customer anything. Absent where no mail is sent. */
  readonly told?: 'nothing';
}

export type SummaryKey = Verb | 'unchanged' | 'blocked';

/** Why a plan is refused as a whole, with figures. */
export interface Unsafe {
  readonly code: string;
  readonly message: string;
  /** False: no approval helps (the observation contradicts itself). */
  readonly isApprovable: boolean;
}

export interface PlanScope {
  readonly targets: readonly VdcName[];
  /** Labels that must be equal. */
  readonly selector: Readonly<Record<string, string>>;
}

/** The very object that is shown, saved and carried out. The same for the same inputs, to the byte, but for `createdAt`. */
export interface Plan {
  readonly formatVersion: '1';
  /** Over everything but `createdAt` and itself. */
  readonly fingerprint: string;
  readonly installation: string;
  readonly revision: string;
  readonly createdAt: string;
  readonly scope: PlanScope;
  readonly summary: Readonly<Record<SummaryKey, number>>;
  /** Only those that are not simply unchanged; in the order of their names. */
  readonly vdcs: readonly PlannedVdc[];
  readonly unsafe: readonly Unsafe[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly vdc?: VdcName;
}
