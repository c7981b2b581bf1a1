import type { QuotaSetting } from './quota-setting.ts';

export const PLAN_PRIVATE = 0;
export const PLAN_PUBLIC = 1;
export const PLAN_DECOMMISSIONED = 2;

/** A resource provider's service inside a plan or add-on. */
export interface ServiceQuotaRecord {
  readonly name: string;
  readonly instanceId: string;
  readonly displayName: string | null;
  readonly instanceDisplayName: string | null;
  readonly configured: boolean;
  readonly settings: readonly QuotaSetting[];
}

interface Offer {
  readonly seq: number;
  readonly id: string;
  readonly displayName: string;
  readonly state: number;
  readonly advertisements: readonly unknown[];
  readonly services: readonly ServiceQuotaRecord[];
  readonly price: string | null;
  readonly createdAt: number;
  /** Members the simulator does not know, kept as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** WAP's Plan. Records are never changed, only replaced. */
export interface PlanRecord extends Offer {
  readonly maxSubscriptionsPerAccount: number;
  readonly invitationCode: string | null;
  /** Add-ons that may be attached to subscriptions of this plan. */
  readonly addOnIds: readonly string[];
}

export interface AddOnRecord extends Offer {
  readonly maxOccurrencesPerPlan: number;
}
