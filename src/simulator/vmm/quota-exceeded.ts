import { limitsAt, SYSTEM_CENTER } from '../admin-api/provider-push.ts';
import { Refusal } from '../http/refusal.ts';
import type { JobRecord } from '../world/job-record.ts';
import { DIMENSIONS } from '../world/limits.ts';
import type { SubscriptionRecord, Use } from '../world/subscription-record.ts';
import type { VmmCall } from './begin-job.ts';
import { useOf } from './use-of.ts';

/** What limit is exceeded, with `more` on top of what is in use; null: none, or nobody minds. */
export function quotaExceededBy(call: VmmCall, tenant: SubscriptionRecord, more: Use | null): string | null {
  if (call.knobs.get('quota-exceeded') === 'ignored') return null;
  const service = tenant.services.find(({ type }) => type.toLowerCase() === SYSTEM_CENTER);
  const limits = service === undefined ? null : limitsAt(service, call.now);
  const use = useOf(call, tenant);
  const over = DIMENSIONS.find((name) => use[name] + (more?.[name] ?? 0) > (limits?.[name] ?? Infinity));
  if (over === undefined) return null;
  return `The quota of ${over} is exceeded: ${use[over]} in use, ${more?.[over] ?? 0} more wanted, ${limits?.[over] ?? 0} allowed.`;
}

/** Knob `quota-exceeded`: as a status, or as what `asJob` makes of it. */
export function quotaRefusal({ knobs }: VmmCall, problem: string, asJob: () => JobRecord): JobRecord {
  switch (knobs.get('quota-exceeded')) {
    case 'failed-job':
      return asJob();
    case 'conflict':
      throw new Refusal(409, 'QuotaExceeded', problem);
    case 'bad-request':
    case 'ignored':
    default:
      throw new Refusal(400, 'QuotaExceeded', problem);
  }
}
