import { emptyAnswer, jsonAnswer, type Answer } from '../http/answer.ts';
import { badRequest, conflict, notFound } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import { PLAN_PRIVATE, type AddOnRecord } from '../world/plan-record.ts';
import type { AdminCall, AdminHandler } from './admin-call.ts';
import { listAll } from './list-page.ts';
import { newOfferId } from './offer-id.ts';
import { addOnJson, subscriptionsWithAddOn } from './plan-json.ts';
import { pushQuota } from './provider-push.ts';
import { readMembers } from './read-members.ts';
import { readNewService, readServiceQuotas } from './read-offer.ts';
import { allowQuery, queryFlag } from './read-query.ts';
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
  'AssociatedPlans',
  'MaxOccurrencesPerPlan',
  'Price',
];

export const addOnRoutes: readonly Route<AdminHandler>[] = [
  { method: 'GET', pattern: '/addons', kind: 'array', handle: listAddOns },
  { method: 'POST', pattern: '/addons', kind: 'write', handle: createAddOn },
  { method: 'GET', pattern: '/addons/{id}', kind: 'read', handle: getAddOn },
  { method: 'PUT', pattern: '/addons/{id}', kind: 'write', handle: updateAddOn },
  { method: 'DELETE', pattern: '/addons/{id}', kind: 'write', handle: deleteAddOn },
  { method: 'PUT', pattern: '/addons/{id}/quota', kind: 'write', handle: putAddOnQuota },
  { method: 'POST', pattern: '/addons/{id}/services', kind: 'write', handle: addAddOnService },
  { method: 'PUT', pattern: '/addons/{id}/services', kind: 'write', handle: addAddOnService },
  { method: 'DELETE', pattern: '/addons/{id}/services/{service}', kind: 'write', handle: removeAddOnService },
];

function listAddOns(call: AdminCall): Answer {
  allowQuery(call, []);
  const face = faceOf(call);
  return listAll(call, call.world.addOns.rows, (addOn) => addOnJson(addOn, call.world, call.now, face));
}

function getAddOn(call: AdminCall): Answer {
  allowQuery(call, []);
  return addOnAnswer(call, 200, findAddOn(call));
}

function createAddOn(call: AdminCall): Answer {
  allowQuery(call, []);
  const draft = readAddOn(call, null);
  const id = newOfferId(call, 'addOns', draft.id, draft.displayName);
  const addOn: AddOnRecord = { ...draft, id, seq: call.world.nextSeq() };
  call.world.addOns.put(addOn);
  return addOnAnswer(call, 200, addOn);
}

function updateAddOn(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findAddOn(call);
  const after = readAddOn(call, before);
  if (after.id !== '' && after.id.toLowerCase() !== before.id.toLowerCase())
    throw badRequest('The Id of an add-on cannot be changed.');
  const addOn: AddOnRecord = { ...after, id: before.id };
  call.world.addOns.put(addOn);
  return addOnAnswer(call, 200, addOn);
}

function readAddOn(call: AdminCall, before: AddOnRecord | null): AddOnRecord {
  const members = readMembers(call, call.body, MEMBERS, 'The add-on');
  const kept = call.knobs.get('put-plan') === 'merge' ? before : null;
  const displayName = members.text('DisplayName')?.trim() ?? kept?.displayName ?? '';
  if (displayName === '') throw badRequest('The add-on needs a DisplayName.');
  const taken = call.world.addOns.where('displayName', displayName).some(({ id }) => id !== before?.id);
  if (taken) throw conflict(`An add-on named '${displayName}' already exists.`, 'AlreadyExists');
  return {
    seq: before?.seq ?? 0,
    id: members.text('Id') ?? '',
    displayName,
    state: members.enumValue('State', PLAN_STATES) ?? kept?.state ?? PLAN_PRIVATE,
    advertisements: members.array('Advertisements') ?? kept?.advertisements ?? [],
    maxOccurrencesPerPlan: members.integer('MaxOccurrencesPerPlan') ?? kept?.maxOccurrencesPerPlan ?? 1,
    price: members.has('Price') ? members.text('Price') : (kept?.price ?? null),
    services: before?.services ?? [],
    createdAt: before?.createdAt ?? call.now,
    extra: { ...kept?.extra, ...members.extra },
  };
}

function deleteAddOn(call: AdminCall): Answer {
  allowQuery(call, []);
  const addOn = findAddOn(call);
  const isLinked = call.world.plans.rows.some((plan) => plan.addOnIds.includes(addOn.id));
  if (isLinked || subscriptionsWithAddOn(call.world, addOn.id).length > 0)
    throw conflict(`The add-on '${addOn.id}' is still linked to a plan or attached to a subscription.`);
  call.world.addOns.remove(addOn.id);
  return emptyAnswer(200);
}

function putAddOnQuota(call: AdminCall): Answer {
  allowQuery(call, ['sync']);
  const before = findAddOn(call);
  if (queryFlag(call, 'sync')) {
    if (call.body !== undefined) throw badRequest('?sync=True takes no body.');
    pushAgain(call, before);
    return addOnAnswer(call, 202, before);
  }
  const quotas = readMembers(call, call.body, ['ServiceQuotas'], 'The quota update').array('ServiceQuotas');
  if (quotas === null) throw badRequest('The quota update has no ServiceQuotas.');
  return changed(call, readServiceQuotas(call, before, quotas));
}

function addAddOnService(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findAddOn(call);
  const service = readNewService(call);
  if (before.services.some(({ name }) => name === service.name))
    throw conflict(`The add-on '${before.id}' has the service ${service.name} already.`, 'AlreadyExists');
  return changed(call, { ...before, services: [...before.services, service] });
}

function removeAddOnService(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findAddOn(call);
  const name = call.params[1]?.toLowerCase();
  const services = before.services.filter((service) => service.name.toLowerCase() !== name);
  if (services.length === before.services.length)
    throw notFound(`The service ${call.params[1] ?? ''} in '${before.id}'`);
  return changed(call, { ...before, services });
}

function changed(call: AdminCall, addOn: AddOnRecord): Answer {
  call.world.addOns.put(addOn);
  pushAgain(call, addOn);
  return addOnAnswer(call, 200, addOn);
}

/** Every subscription that has it attached gets its quota anew. */
function pushAgain(call: AdminCall, addOn: AddOnRecord): void {
  for (const subscription of subscriptionsWithAddOn(call.world, addOn.id)) {
    const plan = call.world.plans.get(subscription.planId);
    if (plan !== undefined) call.world.subscriptions.put(pushQuota(call, subscription, plan));
  }
}

function findAddOn(call: AdminCall): AddOnRecord {
  const id = call.params[0] ?? '';
  const addOn = call.world.addOns.get(id);
  if (addOn === undefined) throw notFound(`The add-on '${id}'`);
  return addOn;
}

function addOnAnswer(call: AdminCall, status: number, addOn: AddOnRecord): Answer {
  return jsonAnswer(status, addOnJson(addOn, call.world, call.now, faceOf(call)));
}
