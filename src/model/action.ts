import type { AccountAction } from './account.ts';
import type { MailAction } from './customer-mail.ts';
import type { SubscriptionStatus } from './observed-state.ts';
import type { Limits, OnResume, OnSuspend } from './virtual-data-center.ts';

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
  | 'named-by-spec'
  | 'email-differs'
  | 'customer-not-told'
  | AccountAction['reason'];

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
    }
  | {
      /** Of a user that we made and that has an account: its name stays, where mail goes changes. */
      readonly verb: 'update';
      readonly kind: 'user';
      readonly resource: string;
      readonly reason: ActionReason;
      readonly userName: string;
      readonly email: string;
    }
  | AccountAction
  | MailAction;

/** What is done in WAP itself. */
export type WapAction = Exclude<Action, AccountAction | MailAction>;
