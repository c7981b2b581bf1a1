import type { QuotaSetting } from '../world/quota-setting.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { readLimits, type SystemCenterQuota } from './read-limits.ts';

const SYSTEM_CENTER = 'systemcenter';
const read = new WeakMap<readonly QuotaSetting[], SystemCenterQuota>();

/** The cloud of a subscription's plan; null: it has none. Read once for each list of settings, which plans share. */
export function limitsPlace({
  services,
}: Pick<SubscriptionRecord, 'services'>): { readonly cloudId: string; readonly stampId: string } | null {
  const service = services.find(({ type }) => type.toLowerCase() === SYSTEM_CENTER);
  if (service === undefined) return null;
  const quota = read.get(service.settings) ?? readLimits(service.settings);
  read.set(service.settings, quota);
  return quota.problem === null ? quota : null;
}
