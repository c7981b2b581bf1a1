import type { Limits } from './limits.ts';
import type { QuotaSetting } from './quota-setting.ts';
import type { SyncProcess } from './sync-process.ts';

export const SUBSCRIPTION_ACTIVE = 1;
export const SUBSCRIPTION_SUSPENDED = 2;
export const SUBSCRIPTION_DELETE_PENDING = 3;

export interface SubscriptionServiceRecord {
  readonly type: string;
  /** A copy of the plan's settings, by reference. */
  readonly settings: readonly QuotaSetting[];
  readonly quota: SyncProcess;
  readonly activation: SyncProcess;
  /** What the provider enforced before the last push, and from its success on. null: the provider knows no limits yet. */
  readonly limitsBefore: Limits | null;
  readonly limitsAfter: Limits | null;
}

export interface AddOnInstance {
  readonly addOnId: string;
  readonly instanceId: string;
  readonly acquiredAt: number;
}

/** What the customer's virtual machines take at the provider. */
export interface Use {
  readonly vmCount: number;
  readonly cpuCount: number;
  readonly memoryMb: number;
  readonly storageGb: number;
}

export const NO_USE: Use = { vmCount: 0, cpuCount: 0, memoryMb: 0, storageGb: 0 };

/** A subscription; `owner` is a user's name. Records are never changed, only replaced. */
export interface SubscriptionRecord {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly serviceAdmin: string | null;
  readonly coAdmins: readonly string[];
  readonly planId: string;
  readonly state: number;
  readonly offerCategory: string | null;
  readonly createdAt: number;
  /** From when on tenant calls work again after the last activation. */
  readonly tenantReadyAt: number;
  readonly addOns: readonly AddOnInstance[];
  readonly services: readonly SubscriptionServiceRecord[];
  /** Set by DELETE: it is gone when the clock is past this. */
  readonly goneAt: number | null;
  readonly use: Use;
}
