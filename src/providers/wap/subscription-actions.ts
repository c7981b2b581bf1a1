import type { ObservedSubscription } from '../../model/observed-state.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Action } from '../../model/plan.ts';
import { getPlan } from './client/admin-api/plans.ts';
import * as api from './client/admin-api/subscriptions.ts';
import { findBelowUse } from './find-below-use.ts';
import { createQuotaMemo, hostingPlanFromWire } from './from-wire.ts';
import { compareWithSeen, judgeConvergence, lookAtSubscription } from './look-at-subscription.ts';
import { alreadySo, done, waiting, worldMoved } from './outcomes.ts';
import type { WapDoors } from './wap-doors.ts';

type ChangeStatus = Extract<Action, { verb: 'suspend' | 'resume' }>;
type UpdateSubscription = Extract<Action, { verb: 'update'; kind: 'subscription' }>;
type Resync = Extract<Action, { verb: 'resync' }>;

/** Looks first: whether a repeated suspension is harmless is not established (wire: admin-api 6.3). */
export async function changeStatus(action: ChangeStatus, doors: WapDoors, signal: AbortSignal): Promise<Outcome> {
  const now = await lookAtSubscription(action.subscriptionId, doors, signal);
  const wanted = action.verb === 'suspend' ? 'suspended' : 'active';
  const moved = compareWithSeen(
    { ...action.saw, status: now?.status === wanted ? wanted : action.saw.status },
    now,
    action.subscriptionId,
  );
  if (moved !== undefined) return moved;
  if (now?.status === wanted) return unsent(judgeConvergence(now));
  const status = action.verb === 'suspend' ? 'Suspended' : 'Active';
  await api.setSubscriptionStatus(doors.admin, action.subscriptionId, status, signal);
  return waiting(action.verb === 'suspend' ? 'WAP is suspending it' : 'WAP is resuming it');
}

export async function updateSubscription(
  action: UpdateSubscription,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const now = await lookAtSubscription(action.subscriptionId, doors, signal);
  if (now !== undefined && isUpdated(action, now)) return unsent(judgeUpdate(action, now));
  const moved = compareWithSeen(action.saw, now, action.subscriptionId);
  if (moved !== undefined) return moved;
  const { change } = action;
  if (change.field === 'coAdmins') await api.setCoAdmins(doors.admin, action.subscriptionId, change.coAdmins, signal);
  else {
    const tooSmall = await lookBeforeMove(action, change, doors, signal);
    if (tooSmall !== undefined) return tooSmall;
    await api.migrateSubscription(doors.admin, action.subscriptionId, change.hostingPlanId, signal);
  }
  return waiting('WAP is taking it over');
}

/** A move to where there is less is a shrink: the use is read once more, and held against what the plan has now. */
async function lookBeforeMove(
  { subscriptionId, saw }: UpdateSubscription,
  { hostingPlanId, shrinks }: Extract<UpdateSubscription['change'], { field: 'hostingPlan' }>,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  if (shrinks === undefined) return undefined;
  const { plan } = await getPlan(doors.admin, hostingPlanId, signal);
  const { quota } = hostingPlanFromWire(plan, createQuotaMemo());
  if (quota === undefined) return worldMoved(`Hosting plan "${plan.displayName}" has no quota any more.`);
  const vdc = { subscriptionId, owner: saw.owner, fields: shrinks };
  const tooSmall = await findBelowUse(vdc, quota.limits, quota, doors, signal);
  if (tooSmall === undefined) return undefined;
  return { kind: 'failed', code: 'LIMIT_BELOW_USE', message: `${tooSmall.message} Nothing was moved; plan again.` };
}

export async function resync(action: Resync, doors: WapDoors, signal: AbortSignal): Promise<Outcome> {
  await api.resyncSubscription(doors.admin, action.subscriptionId, signal);
  return waiting('WAP is handing the quota to its clouds again');
}

/** For `waiting` suspensions, resumptions, updates and resyncs: whether the subscription is as it was to become. */
export async function lookAfterChange(
  action: ChangeStatus | UpdateSubscription | Resync,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const now = await lookAtSubscription(action.subscriptionId, doors, signal);
  if (now === undefined)
    return {
      kind: 'failed',
      code: 'SUBSCRIPTION_VANISHED',
      message: `Subscription ${action.subscriptionId} is no longer in WAP: somebody deleted it while it was being changed. Plan again to see what that leaves to do.`,
    };
  if (action.verb !== 'resync' && !isArrived(action, now)) return waiting('WAP does not show the change yet');
  return action.verb === 'update' ? judgeUpdate(action, now) : judgeConvergence(now);
}

/** Co-administrators are WAP's own business: what a cloud did not take before says nothing of them, and is resynced by itself. */
function judgeUpdate({ change }: UpdateSubscription, now: ObservedSubscription): Outcome {
  return change.field === 'coAdmins' && now.convergence === 'out-of-sync' ? done : judgeConvergence(now);
}

function unsent(outcome: Outcome): Outcome {
  return outcome.kind === 'done' ? alreadySo : outcome;
}

function isArrived(action: ChangeStatus | UpdateSubscription, now: ObservedSubscription): boolean {
  if (action.verb === 'update') return isUpdated(action, now);
  return now.status === (action.verb === 'suspend' ? 'suspended' : 'active');
}

function isUpdated(action: UpdateSubscription, now: ObservedSubscription): boolean {
  const { change } = action;
  if (change.field === 'hostingPlan') return now.hostingPlanId.toLowerCase() === change.hostingPlanId.toLowerCase();
  const wanted = new Set(change.coAdmins.map((name) => name.toLowerCase()));
  return now.coAdmins.length === wanted.size && now.coAdmins.every((name) => wanted.has(name.toLowerCase()));
}
