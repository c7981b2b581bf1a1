import type { Outcome } from '../../model/outcome.ts';
import type { WapAction } from '../../model/plan.ts';
import { createHostingPlan } from './create-hosting-plan.ts';
import { createSubscription } from './create-subscription.ts';
import { createUser, deleteUser, updateUser } from './user-actions.ts';
import { deleteHostingPlan } from './delete-hosting-plan.ts';
import { deleteSubscription } from './delete-subscription.ts';
import { done, failedBy } from './outcomes.ts';
import { changeStatus, resync, updateSubscription } from './subscription-actions.ts';
import type { TemplateShelf } from './template-shelf.ts';
import { updateHostingPlan } from './update-hosting-plan.ts';
import type { WapDoors } from './wap-doors.ts';

/** One action over the wire. What WAP says becomes an outcome; only an abort and our own mistakes are thrown. */
export async function carryOutAction(
  action: WapAction,
  doors: WapDoors,
  shelf: TemplateShelf,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await choose(action, doors, shelf, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return failedBy(error);
  }
}

function choose(
  action: WapAction,
  doors: WapDoors,
  shelf: TemplateShelf,
  signal: AbortSignal,
): Promise<Outcome> | Outcome {
  switch (action.verb) {
    case 'create':
      if (action.kind === 'user') return createUser(action, doors, signal);
      if (action.kind === 'hosting-plan') return createHostingPlan(action, doors, shelf, signal);
      return createSubscription(action, doors, signal);
    case 'update':
      if (action.kind === 'user') return updateUser(action, doors, signal);
      return action.kind === 'hosting-plan'
        ? updateHostingPlan(action, doors, shelf, signal)
        : updateSubscription(action, doors, signal);
    case 'suspend':
    case 'resume':
      return changeStatus(action, doors, signal);
    case 'resync':
      return resync(action, doors, signal);
    case 'delete':
      if (action.kind === 'subscription') return deleteSubscription(action, doors, signal);
      if (action.kind === 'hosting-plan') return deleteHostingPlan(action, doors, signal);
      return action.kind === 'user' ? deleteUser(action, doors, signal) : done;
    case 'adopt':
    case 'retire':
      return done; // the inventory's business alone
    default:
      return assertNever(action);
  }
}

function assertNever(action: never): never {
  throw new Error(`unknown action: ${JSON.stringify(action)}`);
}
