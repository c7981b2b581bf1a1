import type { ObservedQuota } from '../../model/observed-state.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Action } from '../../model/plan.ts';
import type { Limits } from '../../model/virtual-data-center.ts';
import { getPlan, putPlanQuota } from './client/admin-api/plans.ts';
import { withCloudLimits } from './client/quota/with-cloud-limits.ts';
import { findBelowUse } from './find-below-use.ts';
import { createQuotaMemo, hostingPlanFromWire, limitsToWire } from './from-wire.ts';
import { fillHostingPlan } from './create-hosting-plan.ts';
import { alreadySo, done, waiting, wapSays, worldMoved } from './outcomes.ts';
import { rawQuotas, type TemplateShelf } from './template-shelf.ts';
import type { WapDoors } from './wap-doors.ts';

type UpdateHostingPlan = Extract<Action, { verb: 'update'; kind: 'hosting-plan' }>;

/**
 * New limits, and with `templateId` everything else anew. Reads the plan first and sends it back as it came but for the
 * numbers; a shrink reads the use once more before the write, and tells afterwards when a tenant was quicker.
 */
export async function updateHostingPlan(
  action: UpdateHostingPlan,
  doors: WapDoors,
  shelf: TemplateShelf,
  signal: AbortSignal,
): Promise<Outcome> {
  const { plan, raw } = await getPlan(doors.admin, action.hostingPlanId, signal);
  const seen = hostingPlanFromWire(plan, createQuotaMemo());
  const isThere = isEqual(seen.quota?.limits, action.limits) && isEqual(seen.quota?.memberLimits, action.limits);
  if (action.templateId === undefined && isThere) return alreadySo;
  // Also what would grow: over limits that nobody has looked at, it could be a shrink.
  if (!isThere && !isEqual(seen.quota?.limits, action.saw))
    return worldMoved(`The limits of hosting plan "${plan.displayName}" were changed since.`);
  if ((plan.subscriptionCount ?? 0) > 1)
    return worldMoved(`Hosting plan "${plan.displayName}" carries ${plan.subscriptionCount} subscriptions now.`);
  const tooSmall = await lookAtUse(action, seen.quota, doors, signal);
  if (tooSmall !== undefined)
    return { kind: 'failed', code: 'LIMIT_BELOW_USE', message: `${tooSmall.message} Nothing was written; plan again.` };
  if (action.templateId === undefined) {
    const quotas = withCloudLimits(rawQuotas(raw), limitsToWire(action.limits));
    await putPlanQuota(doors.admin, action.hostingPlanId, quotas, signal);
  } else {
    const template = await shelf.fetch(action.templateId, signal);
    await fillHostingPlan(action.hostingPlanId, template, action.limits, doors, signal);
  }
  const overCommit = await lookAtUse(action, seen.quota, doors, signal);
  if (overCommit === undefined) return waiting('WAP is handing the quota to its clouds');
  const lead = overCommit.isRead ? 'a tenant was quicker than the shrink' : 'whether a tenant was quicker is not known';
  return { kind: 'done', warning: `${lead}: ${overCommit.message}` };
}

export async function lookAfterUpdate(
  action: UpdateHostingPlan,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const { plan } = await getPlan(doors.admin, action.hostingPlanId, signal);
  const seen = hostingPlanFromWire(plan, createQuotaMemo());
  if (seen.convergence === 'waiting' || !isEqual(seen.quota?.limits, action.limits))
    return waiting('WAP is handing the quota to its clouds');
  if (seen.convergence === 'in-sync') return done;
  return {
    kind: 'failed',
    code: 'WAP_OUT_OF_SYNC',
    message: `WAP took the quota, but one of its clouds did not.${wapSays(seen.lastError)} The next apply hands it over again.`,
  };
}

async function lookAtUse(
  { shrinks, limits }: UpdateHostingPlan,
  cloud: ObservedQuota | undefined,
  doors: WapDoors,
  signal: AbortSignal,
) {
  return shrinks === undefined || cloud === undefined ? undefined : findBelowUse(shrinks, limits, cloud, doors, signal);
}

function isEqual(a: Limits | undefined, b: Limits | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.cpu === b.cpu && a.ramMib === b.ramMib && a.diskGib === b.diskGib && a.vms === b.vms;
}
