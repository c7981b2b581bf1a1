import { badRequest, conflict, Refusal } from '../http/refusal.ts';
import { condemnHoldings, hasHoldings, holdingsOf } from '../vmm/holdings.ts';
import { useOf } from '../vmm/use-of.ts';
import type { PlanRecord } from '../world/plan-record.ts';
import {
  NO_USE,
  SUBSCRIPTION_ACTIVE,
  SUBSCRIPTION_DELETE_PENDING,
  SUBSCRIPTION_SUSPENDED,
  type SubscriptionRecord,
} from '../world/subscription-record.ts';
import type { AdminCall } from './admin-call.ts';
import { beginActivation, pushQuota, syncDelayMs } from './provider-push.ts';

/** What a blocking billing adapter would be asked; throws its rejection. */
export function askBilling({ faults }: AdminCall): void {
  const veto = faults.get('billing-veto');
  if (veto !== undefined)
    throw new Refusal(Number(veto['status']), 'BillingRejected', 'The billing adapter rejected the operation.');
}

/** Suspends or activates. VMs are not touched: WAP leaves them as they are. */
export function setStatus(
  call: AdminCall,
  before: SubscriptionRecord,
  status: 'Active' | 'Suspended',
): SubscriptionRecord {
  const state = status === 'Active' ? SUBSCRIPTION_ACTIVE : SUBSCRIPTION_SUSPENDED;
  if (before.state === SUBSCRIPTION_DELETE_PENDING) return refuseDeletePending(call, before);
  if (before.state === state) {
    if (call.knobs.get('patch-same-status') === 'conflict') throw conflict(`The subscription is ${status} already.`);
    return before;
  }
  askBilling(call);
  const tenantReadyAt =
    state === SUBSCRIPTION_ACTIVE ? call.now + call.knobs.get('tenant-ready-ms') : before.tenantReadyAt;
  let after = beginActivation(call, { ...before, state, tenantReadyAt });
  const plan = call.world.plans.get(after.planId);
  if (state === SUBSCRIPTION_ACTIVE && plan !== undefined && call.knobs.get('reactivation-pushes-quota') === 'on')
    after = pushQuota(call, after, plan);
  call.world.subscriptions.put(after);
  return after;
}

/** Only DELETE is allowed in DeletePending. */
export function refuseDeletePending(call: AdminCall, subscription: SubscriptionRecord): SubscriptionRecord {
  const message = `The subscription ${subscription.id} is being deleted; only DELETE is possible.`;
  const answer = call.knobs.get('patch-delete-pending');
  if (answer === 'ignore') return subscription;
  throw answer === 'conflict' ? conflict(message) : badRequest(message);
}

/** Moves it to another plan and pushes that plan's quota. */
export function migrate(call: AdminCall, before: SubscriptionRecord, plan: PlanRecord): SubscriptionRecord {
  const { knobs } = call;
  if (before.state === SUBSCRIPTION_DELETE_PENDING) return refuseDeletePending(call, before);
  if (before.state === SUBSCRIPTION_SUSPENDED && knobs.get('migrate-suspended') === 'refuse')
    throw conflict('A suspended subscription cannot be moved to another plan.');
  const offered = new Set(plan.services.map(({ name }) => name.toLowerCase()));
  const lost = before.services.find(({ type }) => !offered.has(type.toLowerCase()));
  if (lost !== undefined && knobs.get('migrate-missing-service') === 'refuse')
    throw conflict(`The plan '${plan.id}' lacks the service ${lost.type}.`);
  const linked = before.addOns.filter(({ addOnId }) => plan.addOnIds.includes(addOnId));
  if (linked.length < before.addOns.length && knobs.get('migrate-add-ons') === 'refuse')
    throw conflict(`The plan '${plan.id}' does not offer all attached add-ons.`);
  askBilling(call);
  const addOns = knobs.get('migrate-add-ons') === 'keep' ? before.addOns : linked;
  const after = pushQuota(call, { ...before, planId: plan.id, addOns }, plan);
  call.world.subscriptions.put(after);
  return after;
}

/**
 * Begins to delete. Forced, it leaves WAP at once whatever providers say, and what it owns stays behind in VMM. Else it
 * waits in DeletePending: gone after the delay, or for ever OutOfSync where the provider refuses; a repeat tries again.
 */
export function deleteSubscription(call: AdminCall, before: SubscriptionRecord, isForced: boolean): SubscriptionRecord {
  const { world, knobs, faults, now } = call;
  const inUse = knobs.get('delete-with-use');
  const use = useOf(call, before);
  const holdings = holdingsOf(world, before.id);
  const hasUse = hasHoldings(holdings) || Object.values(use).some((amount: number) => amount > 0);
  const isRefused =
    !isForced && (faults.has('refused-delete') || faults.has('out-of-sync') || (hasUse && inUse === 'refuses'));
  const isUnderWay = !isForced && before.state === SUBSCRIPTION_DELETE_PENDING && before.goneAt !== null;
  if (isUnderWay) return before;
  askBilling(call);
  if (hasUse && !isRefused && (isForced || inUse === 'leaves'))
    world.orphans.push({ subscriptionId: before.id, owner: before.owner, use, at: now });
  const delay = isForced ? 0 : syncDelayMs(call, 'delete-ms');
  const error = isRefused ? 'systemcenter: the subscription still has resources and cannot be deleted.' : null;
  const services = before.services.map((service) => ({ ...service, activation: { doneAt: now + delay, error } }));
  if (!isRefused && !isForced && inUse === 'deletes') condemnHoldings(call, holdings, now + delay);
  const after = {
    ...before,
    state: SUBSCRIPTION_DELETE_PENDING,
    services,
    use: isRefused ? before.use : NO_USE,
    goneAt: isRefused ? null : now + delay,
  };
  world.subscriptions.put(after);
  if (delay === 0) world.settle(now);
  return after;
}
