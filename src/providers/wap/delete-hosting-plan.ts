import type { Outcome } from '../../model/outcome.ts';
import type { Action } from '../../model/plan.ts';
import { deletePlan, getPlan } from './client/admin-api/plans.ts';
import { isNotFound } from './client/http/recognise-error.ts';
import { countSubscriptions } from './count-subscriptions.ts';
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
  const carried = await countSubscriptions(plan.id, doors, signal);
  if (carried > 0) return worldMoved(`Hosting plan "${plan.displayName}" still carries ${carried} subscription(s).`);
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
