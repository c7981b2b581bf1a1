import type { Problem } from './problem.ts';
import type { SubscriptionStatus } from './observed-state.ts';
import type { LastSpec } from './memory.ts';
import type { Limits, OnResume, OnSuspend, SpecPlace, VdcName } from './virtual-data-center.ts';

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

/** Why one action is needed. docs/plan.md explains each. */
export type ActionReason =
  | 'user-missing'
  | 'hosting-plan-missing'
  | 'subscription-missing'
  | 'quota-missing'
  | 'quota-differs'
  | 'template-differs'
  | 'co-admins-differ'
  | 'on-other-hosting-plan'
  | 'declared-suspended'
  | 'declared-active'
  | 'out-of-sync'
  | 'no-spec'
  | 'grace-ended'
  | 'no-longer-used'
  | 'vms-running'
  | 'vms-not-back'
  | 'to-be-cleared'
  | 'proven-ours'
  | 'named-by-spec';

/** What an action saw. It looks again before it acts; if this no longer holds, it is refused and planned anew. */
export interface SawSubscription {
  readonly owner: string;
  readonly hostingPlanId: string;
  readonly status: SubscriptionStatus;
}

/** Plain data: survives JSON, holds no client and no secret. `resource` is `kind/name` and stands for a person and for history. */
export type Action =
  | {
      readonly verb: 'create';
      readonly kind: 'user';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly userName: string;
      readonly email: string;
    }
  | {
      readonly verb: 'create';
      readonly kind: 'hosting-plan';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly hostingPlanId: string;
      readonly displayName: string;
      readonly templateId: string;
      readonly limits: Limits;
    }
  | {
      readonly verb: 'create';
      readonly kind: 'subscription';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
      readonly name: string;
      readonly owner: string;
      /** Found by display name when the one we asked for was overridden: the plan's address is `hostingPlanName`. */
      readonly hostingPlanId: string;
      readonly hostingPlanName: string;
      readonly coAdmins: readonly string[];
      /** The generation before, which must really be gone before a new one may be made. */
      readonly replaces?: string;
    }
  | {
      readonly verb: 'adopt';
      readonly kind: 'subscription';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
    }
  | {
      readonly verb: 'update';
      readonly kind: 'hosting-plan';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly hostingPlanId: string;
      /** Present: everything but the limits is copied from this plan again. */
      readonly templateId?: string;
      readonly limits: Limits;
      /** Present for a shrink: whose use is read again before the write, and after it. */
      readonly shrinks?: {
        readonly subscriptionId: string;
        readonly owner: string;
        readonly fields: readonly (keyof Limits)[];
      };
      /** The limits that were seen; absent where there were none. */
      readonly saw?: Limits;
    }
  | {
      readonly verb: 'update';
      readonly kind: 'subscription';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
      readonly change:
        | { readonly field: 'coAdmins'; readonly coAdmins: readonly string[] }
        | {
            readonly field: 'hostingPlan';
            readonly hostingPlanId: string;
            /** Present where it had more meanwhile: its use is read again before the move. */
            readonly shrinks?: readonly (keyof Limits)[];
          };
      readonly saw: SawSubscription;
    }
  | {
      readonly verb: 'suspend' | 'resume';
      readonly kind: 'subscription';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
      readonly saw: SawSubscription;
    }
  | {
      readonly verb: 'delete';
      readonly kind: 'subscription';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
      readonly saw: SawSubscription;
    }
  | {
      /** Every machine that is on is put to rest, and remembered before. */
      readonly verb: 'suspend';
      readonly kind: 'vms';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
      readonly operation: Exclude<OnSuspend, 'none'>;
      /** A guest that has not shut down by then has its power cut. */
      readonly shutdownTimeoutMs: number;
      readonly saw: SawSubscription;
    }
  | {
      readonly verb: 'resume';
      readonly kind: 'vms';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
      readonly which: OnResume;
      readonly saw: SawSubscription;
    }
  | {
      /** Stops and deletes every machine, then what else keeps the subscription from going. */
      readonly verb: 'delete';
      readonly kind: 'vms';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
      readonly saw: SawSubscription;
    }
  | {
      readonly verb: 'resync';
      readonly kind: 'subscription';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly subscriptionId: string;
    }
  | {
      /** Writes the retirement into the inventory; changes nothing in WAP by itself. */
      readonly verb: 'retire';
      readonly kind: 'vdc';
      readonly resource: string;
      readonly reason: ActionReason;
    }
  | {
      readonly verb: 'delete';
      readonly kind: 'hosting-plan';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly hostingPlanId: string;
      readonly displayName: string;
    }
  | {
      /** The end of a VDC: nothing of it is left in WAP, so the inventory forgets it. Changes nothing in WAP. */
      readonly verb: 'delete';
      readonly kind: 'vdc';
      readonly resource: string;
      readonly reason: ActionReason;
    }
  | {
      readonly verb: 'delete';
      readonly kind: 'user';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly userName: string;
    };

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
