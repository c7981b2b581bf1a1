import type { ObservedAccounts } from './account.ts';
import type { Limits } from './virtual-data-center.ts';
import type { ObservedVm } from './virtual-machine.ts';

/** Whether WAP's parts agree: `waiting` while it still works, `out-of-sync` when one of its parts failed. */
export type Convergence = 'in-sync' | 'waiting' | 'out-of-sync';

export interface ObservedHostingPlan {
  readonly id: string;
  readonly displayName: string;
  /** False for a plan that takes no new subscriptions. */
  readonly isOpen: boolean;
  readonly convergence: Convergence;
  readonly lastError?: string;
  /** Absent: no VM cloud quota is configured (half-made, or not for VMs), or `unreadQuota` says why it was not understood. */
  readonly quota?: ObservedQuota;
  /** There is a quota, and it is not one that we could read and write: why, in sentences. */
  readonly unreadQuota?: string;
}

export interface ObservedQuota {
  readonly cloudId: string;
  readonly stampId: string;
  /** What all members of the subscription may use together. */
  readonly limits: Limits;
  /** What each single member may use; the same as `limits` unless somebody changed it by hand. */
  readonly memberLimits: Limits;
  /** A name for everything in the plan's settings but the limits: equal names, equal bytes. */
  readonly otherSettings: string;
  /** The same for each service alone, by its name in lower case. */
  readonly settingsOf: Readonly<Record<string, string>>;
  /** Names of the services, sorted. */
  readonly services: readonly string[];
  /** What the customer may do to machines, in WAP's own words (`Save`); empty when that cannot be read. */
  readonly tenantActions: readonly string[];
}

export type SubscriptionStatus = 'active' | 'suspended' | 'deleting' | 'unknown';

export interface ObservedSubscription {
  /** Lower-case GUID. */
  readonly id: string;
  readonly name: string;
  /** The WAP user's name. */
  readonly owner: string;
  readonly hostingPlanId: string;
  readonly status: SubscriptionStatus;
  readonly convergence: Convergence;
  readonly lastError?: string;
  readonly coAdmins: readonly string[];
}

export interface ObservedUser {
  readonly name: string;
  readonly email: string;
  /** Milliseconds since 1970, UTC, when WAP says it. */
  readonly createdAtMs?: number;
}

/** Why an observation may not be acted on. Codes stand in docs/errors.md. */
export interface Distrust {
  readonly code: string;
  readonly message: string;
  /** A person who knows better may say that it is as it should be. */
  readonly isApprovable?: boolean;
}

/** All of WAP that matters to us, in one moment as far as pages allow. */
export interface ObservedState {
  readonly hostingPlans: readonly ObservedHostingPlan[];
  readonly subscriptions: readonly ObservedSubscription[];
  readonly users: readonly ObservedUser[];
  /** Counts that disagree with rows, answers that contradict each other: found while reading. */
  readonly distrust: readonly Distrust[];
  /** The customers' accounts, or why they could not be read; absent where the settings name no directory. */
  readonly accounts?: ObservedAccounts | Unread;
}

/** What the planner wants to know about a few VDCs, or clouds, before it decides. */
export type Question =
  | {
      readonly kind: 'is-subscription-gone' | 'use' | 'vms';
      readonly subscriptionId: string;
      /** The WAP user on whose behalf use and machines may be asked. */
      readonly owner: string;
      readonly cloudId?: string;
      readonly stampId?: string;
    }
  | { readonly kind: 'capacity'; readonly cloudId: string; readonly stampId: string };

/** Use in the units of the limits; a dimension that WAP did not name is absent and counts as unread. */
export type Use = { readonly [dimension in keyof Limits]?: number };

export interface LimitsAndUse {
  readonly limits: Limits;
  readonly use: Use;
}

/** What a cloud has for all its tenants together; a bound that is not enforced, or not told, is absent. */
export type Capacity = Use;

/** An answer, or why there is none: one VDC's trouble, not the whole pass's. */
export interface Unread {
  readonly unread: string;
}

export interface CloserView {
  /** Subscriptions that a GET by id did not find. */
  readonly gone: ReadonlySet<string>;
  /** By subscription id: what is in use, or why it could not be read. */
  readonly use: ReadonlyMap<string, { readonly use: Use } | Unread>;
  /** By subscription id: all its machines. */
  readonly vms: ReadonlyMap<string, { readonly vms: readonly ObservedVm[] } | Unread>;
  /** By cloud id. */
  readonly capacity: ReadonlyMap<string, { readonly capacity: Capacity } | Unread>;
}

export const NOTHING_CLOSER: CloserView = {
  gone: new Set(),
  use: new Map(),
  vms: new Map(),
  capacity: new Map(),
};
