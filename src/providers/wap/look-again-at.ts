import type { Outcome } from '../../model/outcome.ts';
import type { WapAction } from '../../model/plan.ts';
import { lookAfterDeletion } from './delete-subscription.ts';
import { judgeConvergence, lookAtSubscription } from './look-at-subscription.ts';
import { done, failedBy, waiting } from './outcomes.ts';
import { lookAfterChange } from './subscription-actions.ts';
import { lookAfterUpdate } from './update-hosting-plan.ts';
import { lookAfterUserDeletion } from './user-actions.ts';
import type { WapDoors } from './wap-doors.ts';

/** Whether an action that was `waiting` has arrived. Only reads. */
export async function lookAgainAt(action: WapAction, doors: WapDoors, signal: AbortSignal): Promise<Outcome> {
  try {
    return await choose(action, doors, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return failedBy(error);
  }
}

async function choose(action: WapAction, doors: WapDoors, signal: AbortSignal): Promise<Outcome> {
  if (action.verb === 'suspend' || action.verb === 'resume' || action.verb === 'resync')
    return lookAfterChange(action, doors, signal);
  if (action.verb === 'update' && action.kind === 'user') return done; // never left waiting
  if (action.verb === 'update')
    return action.kind === 'hosting-plan'
      ? lookAfterUpdate(action, doors, signal)
      : lookAfterChange(action, doors, signal);
  if (action.verb === 'delete' && action.kind === 'subscription') return lookAfterDeletion(action, doors, signal);
  if (action.verb === 'delete' && action.kind === 'user') return lookAfterUserDeletion(action, doors, signal);
  if (action.verb === 'create' && action.kind === 'subscription') {
    const now = await lookAtSubscription(action.subscriptionId, doors, signal);
    // Not listed yet right after a create: not to be believed at once.
    return now === undefined ? waiting('WAP does not show it yet') : judgeConvergence(now);
  }
  return done; // the others are never left waiting
}
