import type { ObservedSubscription } from '../../model/observed-state.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { SawSubscription } from '../../model/plan.ts';
import { getSubscription } from './client/admin-api/subscriptions.ts';
import { isNotFound } from './client/http/recognise-error.ts';
import { subscriptionFromClient } from './from-wire.ts';
import { done, waiting, wapSays, worldMoved } from './outcomes.ts';
import type { WapDoors } from './wap-doors.ts';

/** The subscription as it is now; undefined only when WAP itself says that it is not there. */
export async function lookAtSubscription(
  id: string,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<ObservedSubscription | undefined> {
  try {
    return subscriptionFromClient(await getSubscription(doors.admin, id, signal));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Undefined when the world is still as the plan saw it. */
export function compareWithSeen(
  saw: SawSubscription,
  now: ObservedSubscription | undefined,
  id: string,
): Outcome | undefined {
  if (now === undefined) return worldMoved(`Subscription ${id} is no longer there.`);
  if (now.owner.toLowerCase() !== saw.owner.toLowerCase())
    return worldMoved(`Subscription ${id} now belongs to ${now.owner} instead of ${saw.owner}.`);
  if (now.hostingPlanId.toLowerCase() !== saw.hostingPlanId.toLowerCase())
    return worldMoved(
      `Subscription ${id} is now on hosting plan ${now.hostingPlanId} instead of ${saw.hostingPlanId}.`,
    );
  if (now.status !== saw.status) return worldMoved(`Subscription ${id} is now ${now.status} instead of ${saw.status}.`);
  return undefined;
}

/** Whether WAP's clouds have taken over what was asked for. */
export function judgeConvergence(subscription: ObservedSubscription): Outcome {
  if (subscription.convergence === 'in-sync') return done;
  if (subscription.convergence === 'waiting') return waiting('WAP is handing it to its clouds');
  return {
    kind: 'failed',
    code: 'WAP_OUT_OF_SYNC',
    message: `WAP took it, but one of its clouds did not.${wapSays(subscription.lastError)} The next apply hands it over again.`,
  };
}
