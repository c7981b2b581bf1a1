import type { Outcome } from '../../model/outcome.ts';
import { resyncSubscription } from './client/admin-api/subscriptions.ts';
import { isNotFound } from './client/http/recognise-error.ts';
import { done, failedBy, worldMoved } from './outcomes.ts';
import type { WapDoors } from './wap-doors.ts';

/**
 * To hand a quota over again changes nothing, and an unknown subscription is answered with 404 (wire: admin-api 5, 11). A
 * cache that has long forgotten a subscription, or does not know it yet, is passed by: it does not answer writes.
 */
export async function confirmGone(subscriptionId: string, doors: WapDoors, signal: AbortSignal): Promise<Outcome> {
  try {
    await resyncSubscription(doors.admin, subscriptionId, signal);
    return worldMoved(`Subscription ${subscriptionId} is there after all, though WAP's answers do not show it.`);
  } catch (error) {
    if (signal.aborted) throw error;
    return isNotFound(error) ? done : failedBy(error);
  }
}
