import type { Outcome } from '../../model/outcome.ts';
import type { Action } from '../../model/plan.ts';
import * as api from './client/admin-api/subscriptions.ts';
import { isConflict } from './client/http/recognise-error.ts';
import { subscriptionFromClient } from './from-wire.ts';
import { worldMoved } from './outcomes.ts';
import { judgeConvergence, lookAtSubscription } from './look-at-subscription.ts';
import type { WapDoors } from './wap-doors.ts';

type CreateSubscription = Extract<Action, { verb: 'create'; kind: 'subscription' }>;

/** Under the GUID that is ours: a second try finds the first. Never made while the one it replaces can still be found. */
export async function createSubscription(
  action: CreateSubscription,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  if (action.replaces !== undefined && (await lookAtSubscription(action.replaces, doors, signal)) !== undefined)
    return worldMoved(`Subscription ${action.replaces} is there after all, so no second one may be made.`);
  try {
    const made = await api.createSubscription(
      doors.admin,
      {
        subscriptionId: action.subscriptionId,
        friendlyName: action.name,
        ownerName: action.owner,
        planId: action.hostingPlanId,
        coAdminNames: action.coAdmins,
      },
      signal,
    );
    return judgeConvergence(subscriptionFromClient(made));
  } catch (error) {
    if (!isConflict(error)) throw error;
    const there = await lookAtSubscription(action.subscriptionId, doors, signal);
    const isOurs =
      there !== undefined &&
      there.owner.toLowerCase() === action.owner.toLowerCase() &&
      there.hostingPlanId.toLowerCase() === action.hostingPlanId.toLowerCase();
    if (isOurs) return judgeConvergence(there);
    return {
      kind: 'failed',
      code: 'SUBSCRIPTION_CONFLICT',
      message:
        there === undefined
          ? `WAP refuses subscription ${action.subscriptionId} as a conflict, yet shows none of that id: ${error.message} It may also be that a billing adapter is against it, or that WAP does not let a GUID return after its deletion (docs/identity.md).`
          : `Subscription ${action.subscriptionId} exists, but for owner ${there.owner} on plan ${there.hostingPlanId}. It is not touched: look at it in the WAP admin portal.`,
    };
  }
}
