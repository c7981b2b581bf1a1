import type { Outcome } from '../../model/outcome.ts';
import type { Action } from '../../model/plan.ts';
import * as api from './client/admin-api/subscriptions.ts';
import { compareWithSeen, lookAtSubscription } from './look-at-subscription.ts';
import { done, waiting, wapSays } from './outcomes.ts';
import type { WapDoors } from './wap-doors.ts';

type DeleteSubscription = Extract<Action, { verb: 'delete'; kind: 'subscription' }>;

/** Never by force, which leaves what the clouds still hold behind. Gone is what WAP itself no longer finds. */
export async function deleteSubscription(
  action: DeleteSubscription,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const now = await lookAtSubscription(action.subscriptionId, doors, signal);
  if (now === undefined) return done;
  if (now.status === 'deleting' && now.convergence !== 'out-of-sync') return waiting('WAP is deleting it');
  const moved = compareWithSeen(
    now.status === 'deleting' ? { ...action.saw, status: 'deleting' } : action.saw,
    now,
    action.subscriptionId,
  );
  if (moved !== undefined) return moved;
  const answer = await api.deleteSubscription(doors.admin, action.subscriptionId, signal);
  return answer === 'already-gone' ? done : waiting('WAP is deleting it');
}

export async function lookAfterDeletion(
  action: DeleteSubscription,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const now = await lookAtSubscription(action.subscriptionId, doors, signal);
  if (now === undefined) return done;
  if (now.status === 'deleting' && now.convergence === 'out-of-sync')
    return {
      kind: 'failed',
      code: 'WAP_DELETE_REFUSED',
      message: `WAP could not delete the subscription: one of its clouds refused.${wapSays(now.lastError)} Look for what it still holds (VMs, networks); the next apply asks again.`,
    };
  return waiting('WAP is deleting it');
}
