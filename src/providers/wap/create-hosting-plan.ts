import { ControllerError } from '../../model/controller-error.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Action } from '../../model/plan.ts';
import type { Plan } from './client/admin-api/plan.ts';
import { addPlanService, createPlan, getPlan, listPlans, putPlanQuota } from './client/admin-api/plans.ts';
import { createTextPool } from './client/admin-api/text-pool.ts';
import { isConflict, isNotFound } from './client/http/recognise-error.ts';
import { withCloudLimits } from './client/quota/with-cloud-limits.ts';
import { countSubscriptions } from './count-subscriptions.ts';
import { limitsToWire } from './from-wire.ts';
import type { RawServiceQuotas, TemplateShelf } from './template-shelf.ts';
import type { WapDoors } from './wap-doors.ts';

type CreateHostingPlan = Extract<Action, { verb: 'create'; kind: 'hosting-plan' }>;

/**
 * A plan of its own for one VDC: made, given the template's services, given the template's quota with other numbers
 * (wire: admin-api 7.2). Each step may be repeated; an interrupted one is finished as an update.
 */
export async function createHostingPlan(
  action: CreateHostingPlan,
  doors: WapDoors,
  shelf: TemplateShelf,
  signal: AbortSignal,
): Promise<Outcome> {
  const quotas = await shelf.fetch(action.templateId, signal);
  const plan = await makeOrFind(action, doors, signal);
  await fillHostingPlan(plan.id, quotas, action.limits, doors, signal);
  return { kind: 'done', learned: { hostingPlanId: plan.id } };
}

/** Services first, since only a service that is there can be given a quota. */
export async function fillHostingPlan(
  planId: string,
  templateQuotas: RawServiceQuotas,
  limits: CreateHostingPlan['limits'],
  doors: WapDoors,
  signal: AbortSignal,
): Promise<void> {
  for (const service of templateQuotas) {
    const { ServiceName: name, ServiceInstanceId: instanceId } = service;
    if (typeof name === 'string' && typeof instanceId === 'string')
      await addPlanService(doors.admin, planId, { name, instanceId }, signal);
  }
  await putPlanQuota(doors.admin, planId, withCloudLimits(templateQuotas, limitsToWire(limits)), signal);
}

async function makeOrFind(action: CreateHostingPlan, doors: WapDoors, signal: AbortSignal): Promise<Plan> {
  try {
    const { plan } = await createPlan(
      doors.admin,
      { id: action.hostingPlanId, displayName: action.displayName },
      signal,
    );
    return plan;
  } catch (error) {
    if (!isConflict(error)) throw error;
    // Perhaps our own first try, whose answer was lost: then it has our id or at least our name, and nobody on it.
    const found = await findTaken(action, doors, signal);
    if (found?.displayName === action.displayName && (await countSubscriptions(found.id, doors, signal)) === 0)
      return found;
    throw new ControllerError(
      'HOSTING_PLAN_FOREIGN',
      `WAP refuses hosting plan "${action.displayName}" because ${found === undefined ? 'something of that name' : `"${found.displayName}" (${found.id})`} exists, and it is not ours. It is not touched: rename it in the WAP admin portal, or give the VDC another name.`,
      { cause: error },
    );
  }
}

async function findTaken(action: CreateHostingPlan, doors: WapDoors, signal: AbortSignal): Promise<Plan | undefined> {
  try {
    return (await getPlan(doors.admin, action.hostingPlanId, signal)).plan;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const { rows } = await listPlans(doors.admin, createTextPool(), signal);
    return rows.find((plan) => plan.displayName.toLowerCase() === action.displayName.toLowerCase());
  }
}
