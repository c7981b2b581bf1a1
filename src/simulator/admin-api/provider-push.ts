import { combineLimits } from '../quota/combine-limits.ts';
import { readLimits } from '../quota/read-limits.ts';
import { useOf } from '../vmm/use-of.ts';
import { DIMENSIONS, type Limits } from '../world/limits.ts';
import type { PlanRecord } from '../world/plan-record.ts';
import type { SubscriptionRecord, SubscriptionServiceRecord } from '../world/subscription-record.ts';
import { SETTLED, syncStateAt, IN_SYNC, type SyncProcess } from '../world/sync-process.ts';
import type { AdminCall } from './admin-call.ts';

export const SYSTEM_CENTER = 'systemcenter';

/** How long what a request begins will take: the fault before the knob. */
export function syncDelayMs({ knobs, faults }: AdminCall, knob: 'sync-ms' | 'delete-ms' = 'sync-ms'): number {
  return Number(faults.get('slow-sync')?.['ms'] ?? knobs.get(knob));
}

/** Providers begin to catch up with the state of a subscription. */
export function beginActivation(call: AdminCall, subscription: SubscriptionRecord): SubscriptionRecord {
  const reused = call.knobs.get('reused-subscription-id') === 'out-of-sync' && call.world.usedIds.has(subscription.id);
  const services = subscription.services.map((service) => {
    const error =
      injectedError(call, service.type) ?? (reused ? `${service.type}: this role id was used before.` : null);
    return { ...service, activation: begin(call, error) };
  });
  return { ...subscription, services };
}

/** Providers begin to take over the quota of the plan and the attached add-ons. Keeps what they enforced before until then. */
export function pushQuota(call: AdminCall, subscription: SubscriptionRecord, plan: PlanRecord): SubscriptionRecord {
  const services = plan.services.map((planned): SubscriptionServiceRecord => {
    const before = subscription.services.find(({ type }) => type.toLowerCase() === planned.name.toLowerCase());
    const limitsBefore = before === undefined ? null : limitsAt(before, call.now);
    const base = {
      type: planned.name,
      settings: planned.settings,
      activation: before?.activation ?? SETTLED,
      limitsBefore,
    };
    if (planned.name.toLowerCase() !== SYSTEM_CENTER)
      return { ...base, quota: begin(call, injectedError(call, planned.name)), limitsAfter: null };
    const { limits, problem } = readQuota(call, subscription, planned.settings);
    const error = injectedError(call, planned.name) ?? (problem === null ? null : `${planned.name}: ${problem}.`);
    return { ...base, quota: begin(call, error), limitsAfter: limits };
  });
  return { ...subscription, services };
}

/** What the provider enforces now: the last quota that reached it. */
export function limitsAt(service: SubscriptionServiceRecord, now: number): Limits | null {
  return syncStateAt(service.quota, now) === IN_SYNC ? service.limitsAfter : service.limitsBefore;
}

interface QuotaReading {
  readonly limits: Limits | null;
  readonly problem: string | null;
}

function readQuota(
  call: AdminCall,
  subscription: SubscriptionRecord,
  settings: PlanRecord['services'][number]['settings'],
): QuotaReading {
  const base = readLimits(settings);
  if (base.problem !== null) return { limits: null, problem: base.problem };
  const cloud = call.world.clouds.get(base.cloudId);
  if (cloud === undefined || cloud.stampId.toLowerCase() !== base.stampId)
    return { limits: null, problem: `there is no cloud ${base.cloudId} on stamp ${base.stampId}` };
  const addOns: Limits[] = [];
  for (const { addOnId } of subscription.addOns) {
    const service = call.world.addOns.get(addOnId)?.services.find(({ name }) => name.toLowerCase() === SYSTEM_CENTER);
    const quota = service === undefined ? undefined : readLimits(service.settings);
    if (quota?.problem === null) addOns.push(quota.limits);
    else if (quota !== undefined) return { limits: null, problem: `add-on ${addOnId}: ${quota.problem}` };
  }
  const limits = combineLimits(base.limits, addOns, call.knobs);
  const use = useOf(call, subscription);
  const short = DIMENSIONS.find((dimension) => (limits[dimension] ?? Infinity) < use[dimension]);
  if (short !== undefined && call.knobs.get('shrink-below-use') === 'out-of-sync')
    return { limits: null, problem: `the limit of ${short} is below what is in use (${use[short]})` };
  return { limits, problem: null };
}

function injectedError({ faults }: AdminCall, service: string): string | null {
  return faults.has('out-of-sync') ? `${service}: the resource provider reported an error (injected).` : null;
}

function begin(call: AdminCall, error: string | null): SyncProcess {
  return { doneAt: call.now + syncDelayMs(call), error };
}
