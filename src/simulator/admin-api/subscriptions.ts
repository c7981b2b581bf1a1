import { jsonAnswer, type Answer } from '../http/answer.ts';
import { badRequest, conflict, notFound } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import { SUBSCRIPTION_DELETE_PENDING, type SubscriptionRecord } from '../world/subscription-record.ts';
import type { AdminCall, AdminHandler } from './admin-call.ts';
import { deleteSubscription, migrate, refuseDeletePending, setStatus } from './change-subscription.ts';
import { createSubscription, PROVISIONING_MEMBERS, readNames } from './create-subscription.ts';
import { listPage, PAGE_KEYS } from './list-page.ts';
import { subscriptionsWithAddOn } from './plan-json.ts';
import { beginActivation, pushQuota } from './provider-push.ts';
import { readMembers } from './read-members.ts';
import { allowQuery, guidOf, queryFlag } from './read-query.ts';
import { subscriptionJson } from './subscription-json.ts';
import { faceOf } from './wire-text.ts';

export const subscriptionRoutes: readonly Route<AdminHandler>[] = [
  { method: 'GET', pattern: '/subscriptions', kind: 'list', handle: listSubscriptions },
  { method: 'POST', pattern: '/subscriptions', kind: 'write', handle: createSubscription },
  { method: 'GET', pattern: '/subscriptions/{id}', kind: 'read', handle: getSubscription },
  { method: 'PATCH', pattern: '/subscriptions/{id}', kind: 'write', handle: patchSubscription },
  { method: 'DELETE', pattern: '/subscriptions/{id}', kind: 'write', handle: removeSubscription },
  { method: 'PUT', pattern: '/subscriptions/{id}/quota', kind: 'write', handle: syncSubscription },
];

function listSubscriptions(call: AdminCall): Answer {
  allowQuery(call, [...PAGE_KEYS, 'planid', 'addonid', 'userid']);
  const { world, query } = call;
  const selectors = ['planid', 'addonid', 'userid'].filter((name) => query.has(name));
  if (selectors.length > 1) throw badRequest('Only one of planId, addOnId and userId is possible.');
  const face = faceOf(call);
  const all = selectRows(call);
  return listPage(call, filterRows(call, all), all.length, (row) => subscriptionJson(row, world, call.now, face));
}

function selectRows({ world, query }: AdminCall): readonly SubscriptionRecord[] {
  const planId = query.get('planid');
  const addOnId = query.get('addonid');
  const userId = query.get('userid');
  if (planId !== undefined) return world.subscriptions.where('plan', planId);
  if (addOnId !== undefined) return subscriptionsWithAddOn(world, addOnId);
  if (userId !== undefined) return world.subscriptions.where('owner', userId);
  return world.subscriptions.rows;
}

/** `filter` looks at the user's and the plan's name only. */
function filterRows(
  { world, query, knobs }: AdminCall,
  rows: readonly SubscriptionRecord[],
): readonly SubscriptionRecord[] {
  const filter = query.get('filter')?.toLowerCase() ?? '';
  if (filter === '') return rows;
  const isPrefix = knobs.get('filter-match') === 'prefix';
  const matches = (text: string): boolean =>
    isPrefix ? text.toLowerCase().startsWith(filter) : text.toLowerCase().includes(filter);
  return rows.filter(({ owner, planId }) => matches(owner) || matches(world.plans.get(planId)?.displayName ?? ''));
}

function getSubscription(call: AdminCall): Answer {
  allowQuery(call, []);
  return subscriptionAnswer(call, 200, findSubscription(call));
}

/** One verb for four things: status, plan (only with `?migrate=true`), co-administrators; everything else is ignored. */
function patchSubscription(call: AdminCall): Answer {
  allowQuery(call, ['migrate']);
  const before = findSubscription(call);
  const members = readMembers(call, call.body, PROVISIONING_MEMBERS, 'The provisioning body');
  const id = members.text('SubscriptionId');
  if (id !== null && guidOf(id, 'SubscriptionId') !== before.id)
    throw badRequest('SubscriptionId is not that of the path.');
  if (queryFlag(call, 'migrate')) {
    const planId = members.text('PlanId') ?? '';
    if (planId === '') throw badRequest('Migration needs a PlanId.');
    const plan = call.world.plans.get(planId);
    if (plan === undefined) throw notFound(`The plan '${planId}'`);
    return subscriptionAnswer(call, 200, migrate(call, before, plan));
  }
  const status = members.text('Status')?.toLowerCase();
  if (status !== undefined && status !== 'active' && status !== 'suspended')
    throw badRequest('Status must be Active or Suspended.');
  const names = members.array('CoAdminNames');
  if (status === undefined && names === null) throw badRequest('The body changes neither Status nor CoAdminNames.');
  if (before.state === SUBSCRIPTION_DELETE_PENDING)
    return subscriptionAnswer(call, 200, refuseDeletePending(call, before));
  let after = status === undefined ? before : setStatus(call, before, status === 'active' ? 'Active' : 'Suspended');
  if (names !== null) {
    after = beginActivation(call, { ...after, coAdmins: readNames(members) });
    call.world.subscriptions.put(after);
  }
  return subscriptionAnswer(call, 200, after);
}

function removeSubscription(call: AdminCall): Answer {
  allowQuery(call, ['force']);
  return subscriptionAnswer(call, 202, deleteSubscription(call, findSubscription(call), queryFlag(call, 'force')));
}

/** `?sync=True` starts what is out of sync again; there is no other way to write a subscription's quota. */
export function syncSubscription(call: AdminCall): Answer {
  allowQuery(call, ['sync']);
  const before = findSubscription(call);
  if (!queryFlag(call, 'sync'))
    throw badRequest('The quota of a subscription cannot be written; only ?sync=True is possible.');
  if (call.body !== undefined) throw badRequest('?sync=True takes no body.');
  return subscriptionAnswer(call, 200, resync(call, before));
}

export function resync(call: AdminCall, before: SubscriptionRecord): SubscriptionRecord {
  if (before.state === SUBSCRIPTION_DELETE_PENDING)
    throw conflict(`The subscription ${before.id} is being deleted; only DELETE is possible.`);
  const plan = call.world.plans.get(before.planId);
  if (plan === undefined) throw notFound(`The plan '${before.planId}'`);
  const after = beginActivation(call, pushQuota(call, before, plan));
  call.world.subscriptions.put(after);
  return after;
}

export function findSubscription(call: AdminCall): SubscriptionRecord {
  const id = guidOf(call.params[0] ?? '', 'The subscription id');
  const subscription = call.world.subscriptions.get(id);
  if (subscription === undefined) throw notFound(`The subscription ${id}`);
  return subscription;
}

export function subscriptionAnswer(call: AdminCall, status: number, subscription: SubscriptionRecord): Answer {
  return jsonAnswer(status, subscriptionJson(subscription, call.world, call.now, faceOf(call)));
}
