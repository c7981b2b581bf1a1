import { mintGuid } from '../clock/seeded-random.ts';
import { emptyAnswer, jsonAnswer, type Answer } from '../http/answer.ts';
import { badRequest, conflict, notFound, Refusal } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import type { AddOnRecord } from '../world/plan-record.ts';
import { SUBSCRIPTION_DELETE_PENDING, type SubscriptionRecord } from '../world/subscription-record.ts';
import type { AdminCall, AdminHandler } from './admin-call.ts';
import { isConfigured } from './plan-json.ts';
import { findPlan } from './plans.ts';
import { pushQuota } from './provider-push.ts';
import { readMembers } from './read-members.ts';
import { allowQuery } from './read-query.ts';
import { referenceJson } from './subscription-json.ts';
import { findSubscription } from './subscriptions.ts';
import { text } from './wire-text.ts';

export const attachRoutes: readonly Route<AdminHandler>[] = [
  { method: 'POST', pattern: '/plans/{id}/addons', kind: 'write', handle: linkAddOn },
  { method: 'DELETE', pattern: '/plans/{id}/addons/{addOnId}', kind: 'write', handle: unlinkAddOn },
  { method: 'POST', pattern: '/subscriptions/{id}/addons', kind: 'write', handle: attachAddOn },
  {
    method: 'DELETE',
    pattern: '/subscriptions/{id}/addons/{addOnId}/{instanceId}',
    kind: 'write',
    handle: detachAddOn,
  },
];

function linkAddOn(call: AdminCall): Answer {
  allowQuery(call, []);
  const plan = findPlan(call);
  const addOn = readReference(call);
  if (plan.addOnIds.includes(addOn.id)) throw conflict(`The add-on '${addOn.id}' is linked already.`, 'AlreadyExists');
  if (!isConfigured(addOn)) throw conflict(`The add-on '${addOn.id}' must be configured before it can be linked.`);
  call.world.plans.put({ ...plan, addOnIds: [...plan.addOnIds, addOn.id] });
  return jsonAnswer(201, `{"AddOnId":${text(addOn.id)},"AddOnInstanceId":null,"AcquisitionTime":null}`);
}

function unlinkAddOn(call: AdminCall): Answer {
  allowQuery(call, []);
  const plan = findPlan(call);
  const wanted = call.params[1]?.toLowerCase();
  const addOnIds = plan.addOnIds.filter((id) => id.toLowerCase() !== wanted);
  if (addOnIds.length === plan.addOnIds.length) throw notFound(`The add-on '${call.params[1] ?? ''}' in '${plan.id}'`);
  call.world.plans.put({ ...plan, addOnIds });
  return emptyAnswer(200);
}

/** Each call makes one more instance: there is no key of the client's, so a repeat is a second one. */
function attachAddOn(call: AdminCall): Answer {
  allowQuery(call, []);
  const { knobs, world } = call;
  const before = findChangeable(call);
  const addOn = readReference(call);
  if (world.plans.get(before.planId)?.addOnIds.includes(addOn.id) !== true)
    throw new Refusal(
      Number(knobs.get('add-on-not-linked')),
      'AddOnNotLinked',
      `The plan '${before.planId}' does not offer the add-on '${addOn.id}'.`,
    );
  const has = before.addOns.filter(({ addOnId }) => addOnId === addOn.id).length;
  if (addOn.maxOccurrencesPerPlan >= 0 && has >= addOn.maxOccurrencesPerPlan) {
    const over = knobs.get('add-on-over-max');
    const message = `The subscription has the add-on '${addOn.id}' ${has} times, which is the most.`;
    // Spelled as integrators have seen it.
    throw new Refusal(over === '409' ? 409 : 406, 'MaxAddOnOccurenceReached', message, { isBare: over === 'bare-406' });
  }
  const instance = { addOnId: addOn.id, instanceId: mintGuid(call.random), acquiredAt: call.now };
  putWithAddOns(call, before, [...before.addOns, instance]);
  return jsonAnswer(200, referenceJson(instance));
}

function detachAddOn(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findChangeable(call);
  const [, addOnId = '', instanceId = ''] = call.params.map((param) => param.toLowerCase());
  const addOns = before.addOns.filter(
    (instance) => instance.instanceId !== instanceId || instance.addOnId.toLowerCase() !== addOnId,
  );
  if (addOns.length === before.addOns.length) throw notFound(`The add-on instance ${instanceId}`);
  putWithAddOns(call, before, addOns);
  return emptyAnswer(Number(call.knobs.get('detach-add-on-status')));
}

function putWithAddOns(call: AdminCall, before: SubscriptionRecord, addOns: SubscriptionRecord['addOns']): void {
  const plan = call.world.plans.get(before.planId);
  if (plan === undefined) throw notFound(`The plan '${before.planId}'`);
  call.world.subscriptions.put(pushQuota(call, { ...before, addOns }, plan));
}

function findChangeable(call: AdminCall): SubscriptionRecord {
  const subscription = findSubscription(call);
  if (subscription.state === SUBSCRIPTION_DELETE_PENDING)
    throw conflict(`The subscription ${subscription.id} is being deleted; only DELETE is possible.`);
  return subscription;
}

/** Instance id and time are always the server's; what the client sends there is ignored. */
function readReference(call: AdminCall): AddOnRecord {
  const names = ['AddOnId', 'AddOnInstanceId', 'AcquisitionTime'];
  const id = readMembers(call, call.body, names, 'The add-on reference').text('AddOnId') ?? '';
  if (id === '') throw badRequest('The add-on reference needs an AddOnId.');
  const addOn = call.world.addOns.get(id);
  if (addOn === undefined) throw notFound(`The add-on '${id}'`);
  return addOn;
}
