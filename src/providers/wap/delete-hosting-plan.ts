import type { Outcome } from '../../model/outcome.ts';
import type { Action } from '../../model/plan.ts';
import { deletePlan, getPlan } from './client/admin-api/plans.ts';
import { listSubscriptions } from './client/admin-api/subscriptions.ts';
import { isNotFound } from './client/http/recognise-error.ts';
import { done, worldMoved } from './outcomes.ts';
import type { WapDoors } from './wap-doors.ts';

type DeleteHostingPlan = Extract<Action, { verb: 'delete'; kind: 'hosting-plan' }>;

/** WAP documents no refusal for a plan with subscriptions, so we look ourselves (wire: admin-api 7.7). */
export async function deleteHostingPlan(
  action: DeleteHostingPlan,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const plan = await readPlan(action.hostingPlanId, doors, signal);
  if (plan === undefined) return done;
  if (plan.displayName.toLowerCase() !== action.displayName.toLowerCase())
    return worldMoved(`Hosting plan ${action.hostingPlanId} is now called "${plan.displayName}".`);
  const { rows, missing } = await listSubscriptions(doors.admin, { planId: plan.id }, { signal, take: 10 });
  // The filter may be ignored by a server that we do not know: only rows that really are on the plan count.
  const on = rows.filter((row) => row.planId?.toLowerCase() === plan.id.toLowerCase());
  if (on.length > 0 || missing > 0)
    return worldMoved(`Hosting plan "${plan.displayName}" still carries ${on.length + missing} subscription(s).`);
  await deletePlan(doors.admin, plan.id, signal);
  return done;
}

async function readPlan(id: string, doors: WapDoors, signal: AbortSignal) {
  try {
    return (await getPlan(doors.admin, id, signal)).plan;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
