import type { ObservedSubscription } from '../model/observed-state.ts';
import type { SawSubscription } from '../model/plan.ts';

/** What an action must find unchanged when its turn comes. */
export function sawOf(subscription: ObservedSubscription): SawSubscription {
  return { owner: subscription.owner, hostingPlanId: subscription.hostingPlanId, status: subscription.status };
}
