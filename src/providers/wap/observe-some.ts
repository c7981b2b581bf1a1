import type { ObservedHostingPlan, ObservedState, ObservedSubscription } from '../../model/observed-state.ts';
import { getPlan } from './client/admin-api/plans.ts';
import { isNotFound } from './client/http/recognise-error.ts';
import { hostingPlanFromWire } from './from-wire.ts';
import { lookAtSubscription } from './look-at-subscription.ts';
import type { WapDoors } from './wap-doors.ts';

/** A few subscriptions and their hosting plans, each at its own address; undefined when one of them is not there. */
export async function observeSome(
  ids: readonly string[],
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Pick<ObservedState, 'subscriptions' | 'hostingPlans'> | undefined> {
  const seen = await Promise.all(ids.map((id) => lookAtSubscription(id, doors, signal)));
  const subscriptions = seen.filter((one): one is ObservedSubscription => one !== undefined);
  if (subscriptions.length < ids.length) return undefined;
  const planIds = [...new Set(subscriptions.map(({ hostingPlanId }) => hostingPlanId))];
  const plans = await Promise.all(planIds.map((id) => lookAtPlan(id, doors, signal)));
  const hostingPlans = plans.filter((one): one is ObservedHostingPlan => one !== undefined);
  return hostingPlans.length < planIds.length ? undefined : { subscriptions, hostingPlans };
}

async function lookAtPlan(
  id: string,
  { admin, memo }: WapDoors,
  signal: AbortSignal,
): Promise<ObservedHostingPlan | undefined> {
  try {
    const { plan } = await getPlan(admin, id, signal);
    return hostingPlanFromWire(plan, memo);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
