import { emptyAnswer, jsonAnswer, type Answer } from '../http/answer.ts';
import { badRequest, conflict, notFound, Refusal } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import { PLAN_PRIVATE, type PlanRecord } from '../world/plan-record.ts';
import type { AdminCall, AdminHandler } from './admin-call.ts';
import { listAll } from './list-page.ts';
import { newOfferId } from './offer-id.ts';
import { planJson } from './plan-json.ts';
import { pushQuota } from './provider-push.ts';
import { readMembers } from './read-members.ts';
import { readNewService, readServiceQuotas } from './read-offer.ts';
import { allowQuery, queryFlag } from './read-query.ts';
import { resync } from './subscriptions.ts';
import { faceOf, PLAN_STATES } from './wire-text.ts';

const MEMBERS = [
  'Id',
  'DisplayName',
  'State',
  'ConfigState',
  'QuotaSyncState',
  'LastErrorMessage',
  'Advertisements',
  'ServiceQuotas',
  'SubscriptionCount',
  'MaxSubscriptionsPerAccount',
  'AddOnReferences',
  'AddOns',
  'InvitationCode',
  'Price',
];

export const planRoutes: readonly Route<AdminHandler>[] = [
  { method: 'GET', pattern: '/plans', kind: 'array', handle: listPlans },
  { method: 'POST', pattern: '/plans', kind: 'write', handle: createPlan },
  { method: 'GET', pattern: '/plans/{id}', kind: 'read', handle: getPlan },
  { method: 'PUT', pattern: '/plans/{id}', kind: 'write', handle: updatePlan },
  { method: 'DELETE', pattern: '/plans/{id}', kind: 'write', handle: deletePlan },
  { method: 'PUT', pattern: '/plans/{id}/quota', kind: 'write', handle: putPlanQuota },
  { method: 'POST', pattern: '/plans/{id}/services', kind: 'write', handle: addPlanService },
  { method: 'PUT', pattern: '/plans/{id}/services', kind: 'write', handle: addPlanService },
  { method: 'DELETE', pattern: '/plans/{id}/services/{service}', kind: 'write', handle: removePlanService },
];

function listPlans(call: AdminCall): Answer {
  allowQuery(call, []);
  const face = faceOf(call);
  return listAll(call, call.world.plans.rows, (plan) => planJson(plan, call.world, call.now, face));
}

function getPlan(call: AdminCall): Answer {
  allowQuery(call, []);
  return planAnswer(call, 200, findPlan(call));
}

function createPlan(call: AdminCall): Answer {
  allowQuery(call, []);
  const { world } = call;
  const draft = readPlan(call, null);
  const { displayName } = draft;
  if (displayName === '') throw badRequest('The plan needs a DisplayName.');
  refuseTakenName(call, displayName, null);
  const id = newOfferId(call, 'plans', draft.id, displayName);
  const plan: PlanRecord = { ...draft, id, seq: world.nextSeq() };
  world.plans.put(plan);
  return planAnswer(call, 201, plan);
}

function updatePlan(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findPlan(call);
  const after = readPlan(call, before);
  if (after.id !== '' && after.id.toLowerCase() !== before.id.toLowerCase())
    throw badRequest('The Id of a plan cannot be changed.');
  if (after.displayName === '') throw badRequest('The plan needs a DisplayName.');
  refuseTakenName(call, after.displayName, before.id);
  const plan: PlanRecord = { ...after, id: before.id };
  call.world.plans.put(plan);
  if (plan.services !== before.services) pushToSubscriptions(call, plan);
  return planAnswer(call, 200, plan);
}

/** What the caller may write. Without `before` a new plan; with it, missing members are lost or kept as the knob says. */
function readPlan(call: AdminCall, before: PlanRecord | null): PlanRecord {
  const members = readMembers(call, call.body, MEMBERS, 'The plan');
  const isKept = (name: string): boolean =>
    before !== null && !members.has(name) && call.knobs.get('put-plan') === 'merge';
  const quotas = members.array('ServiceQuotas') ?? [];
  const plan: PlanRecord = {
    seq: before?.seq ?? 0,
    id: members.text('Id') ?? '',
    displayName: isKept('DisplayName') ? (before?.displayName ?? '') : (members.text('DisplayName')?.trim() ?? ''),
    state: isKept('State')
      ? (before?.state ?? PLAN_PRIVATE)
      : (members.enumValue('State', PLAN_STATES) ?? PLAN_PRIVATE),
    advertisements: isKept('Advertisements') ? (before?.advertisements ?? []) : (members.array('Advertisements') ?? []),
    // WAP's own default is 1, which surprises everybody who sells more than one to an account.
    maxSubscriptionsPerAccount: isKept('MaxSubscriptionsPerAccount')
      ? (before?.maxSubscriptionsPerAccount ?? 1)
      : (members.integer('MaxSubscriptionsPerAccount') ?? 1),
    invitationCode: isKept('InvitationCode') ? (before?.invitationCode ?? null) : members.text('InvitationCode'),
    price: isKept('Price') ? (before?.price ?? null) : members.text('Price'),
    services: before?.services ?? [],
    addOnIds: before?.addOnIds ?? [],
    createdAt: before?.createdAt ?? call.now,
    extra: call.knobs.get('put-plan') === 'merge' ? { ...before?.extra, ...members.extra } : members.extra,
  };
  const isHonoured = before !== null && quotas.length > 0 && call.knobs.get('put-plan-quotas') === 'honour';
  return isHonoured ? readServiceQuotas(call, plan, quotas) : plan;
}

function refuseTakenName({ world }: AdminCall, displayName: string, ownId: string | null): void {
  const taken = world.plans.where('displayName', displayName).some(({ id }) => id !== ownId);
  if (taken) throw conflict(`A plan named '${displayName}' already exists.`, 'AlreadyExists');
}

function deletePlan(call: AdminCall): Answer {
  allowQuery(call, []);
  const { world, knobs } = call;
  const plan = findPlan(call);
  const count = world.subscriptions.where('plan', plan.id).length;
  const used = knobs.get('delete-used-plan');
  if (count > 0 && used !== 'allow')
    throw new Refusal(
      used === 'conflict' ? 409 : 500,
      'PlanInUse',
      `The plan '${plan.id}' still has ${count} subscriptions.`,
    );
  world.plans.remove(plan.id);
  world.usedIds.add(`plan:${plan.id.toLowerCase()}`);
  return emptyAnswer(200);
}

/** With a body: the quota of the named services, pushed to every subscription. `?sync=True` without one: the push again. */
function putPlanQuota(call: AdminCall): Answer {
  allowQuery(call, ['sync']);
  const before = findPlan(call);
  if (queryFlag(call, 'sync')) {
    if (call.body !== undefined) throw badRequest('?sync=True takes no body.');
    for (const subscription of call.world.subscriptions.where('plan', before.id).slice())
      if (subscription.goneAt === null && subscription.state !== 3) resync(call, subscription);
    return planAnswer(call, 202, before);
  }
  const quotas = readMembers(call, call.body, ['ServiceQuotas'], 'The quota update').array('ServiceQuotas');
  if (quotas === null) throw badRequest('The quota update has no ServiceQuotas.');
  const plan = readServiceQuotas(call, before, quotas);
  call.world.plans.put(plan);
  pushToSubscriptions(call, plan);
  return planAnswer(call, 200, plan);
}

function addPlanService(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findPlan(call);
  const service = readNewService(call);
  if (before.services.some(({ name }) => name === service.name))
    throw conflict(`The plan '${before.id}' has the service ${service.name} already.`, 'AlreadyExists');
  const plan: PlanRecord = { ...before, services: [...before.services, service] };
  call.world.plans.put(plan);
  pushToSubscriptions(call, plan);
  return planAnswer(call, 200, plan);
}

function removePlanService(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findPlan(call);
  const name = call.params[1]?.toLowerCase();
  const services = before.services.filter((service) => service.name.toLowerCase() !== name);
  if (services.length === before.services.length)
    throw notFound(`The service ${call.params[1] ?? ''} in '${before.id}'`);
  const count = call.world.subscriptions.where('plan', before.id).length;
  if (count > 0 && call.knobs.get('remove-used-service') === 'refuse')
    throw conflict(`The plan '${before.id}' still has ${count} subscriptions.`);
  const plan: PlanRecord = { ...before, services };
  call.world.plans.put(plan);
  pushToSubscriptions(call, plan);
  return planAnswer(call, 200, plan);
}

/** The quota fans out to every subscription of the plan, suspended ones too. */
export function pushToSubscriptions(call: AdminCall, plan: PlanRecord): void {
  for (const subscription of call.world.subscriptions.where('plan', plan.id).slice())
    call.world.subscriptions.put(pushQuota(call, subscription, plan));
}

export function findPlan(call: AdminCall): PlanRecord {
  const id = call.params[0] ?? '';
  const plan = call.world.plans.get(id);
  if (plan === undefined) throw notFound(`The plan '${id}'`);
  return plan;
}

function planAnswer(call: AdminCall, status: number, plan: PlanRecord): Answer {
  return jsonAnswer(status, planJson(plan, call.world, call.now, faceOf(call)));
}
