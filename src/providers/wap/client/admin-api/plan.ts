import { CONFIG_STATES, SYNC_STATES, type ConfigState, type SyncState } from './quota-states.ts';
import { badObject, isWireObject, readCount, readEnum, readList, readText, type WireObject } from './read-wire.ts';
import { serviceQuotaFromWire, type ServiceQuota } from './service-quota.ts';
import type { TextPool } from './text-pool.ts';

const PLAN_STATES = ['Private', 'Public', 'Decommissioned'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** WAP's Plan (wire: admin-api 4.2), without the members nobody here reads; null where WAP says nothing we know. */
export interface Plan {
  readonly id: string;
  readonly displayName: string;
  readonly state: PlanState | null;
  readonly configState: ConfigState | null;
  readonly quotaSyncState: SyncState | null;
  readonly lastErrorMessage: string | null;
  readonly subscriptionCount: number | null;
  /** -1 means without limit. */
  readonly maxSubscriptionsPerAccount: number | null;
  readonly serviceQuotas: readonly ServiceQuota[];
  /** How many add-ons are linked to it. */
  readonly addOnCount: number;
}

/** A Plan with all that WAP sent, so that it can be sent back with members we have never heard of. */
export interface WholePlan {
  readonly plan: Plan;
  readonly raw: WireObject;
}

export function planFromWire(wire: unknown, texts: TextPool): Plan {
  if (!isWireObject(wire)) throw badObject('Plan', 'it is not an object');
  const id = readText(wire['Id']);
  if (id === null || id === '') throw badObject('Plan', 'it has no Id');
  const quotas = wire['ServiceQuotas'];
  if (quotas !== undefined && quotas !== null && !Array.isArray(quotas)) {
    throw badObject('Plan', 'its ServiceQuotas are no list');
  }
  const serviceQuotas: ServiceQuota[] = [];
  for (const quota of readList(quotas)) serviceQuotas.push(serviceQuotaFromWire(quota, texts));
  return {
    id,
    displayName: readText(wire['DisplayName']) ?? '',
    state: readEnum(wire['State'], PLAN_STATES),
    configState: readEnum(wire['ConfigState'], CONFIG_STATES),
    quotaSyncState: readEnum(wire['QuotaSyncState'], SYNC_STATES),
    lastErrorMessage: readText(wire['LastErrorMessage']),
    subscriptionCount: readCount(wire['SubscriptionCount']),
    maxSubscriptionsPerAccount: readCount(wire['MaxSubscriptionsPerAccount']),
    serviceQuotas,
    addOnCount: readList(wire['AddOnReferences']).length,
  };
}
