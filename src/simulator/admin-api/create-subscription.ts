import { jsonAnswer, type Answer } from '../http/answer.ts';
import { badRequest, conflict, notFound, Refusal } from '../http/refusal.ts';
import { PLAN_DECOMMISSIONED, type PlanRecord } from '../world/plan-record.ts';
import {
  NO_USE,
  SUBSCRIPTION_ACTIVE,
  SUBSCRIPTION_SUSPENDED,
  type SubscriptionRecord,
} from '../world/subscription-record.ts';
import { USER_DELETE_PENDING } from '../world/user-record.ts';
import type { AdminCall } from './admin-call.ts';
import { askBilling } from './change-subscription.ts';
import { isConfigured } from './plan-json.ts';
import { beginActivation, pushQuota } from './provider-push.ts';
import { readMembers, type Members } from './read-members.ts';
import { allowQuery, guidOf } from './read-query.ts';
import { subscriptionJson } from './subscription-json.ts';
import { faceOf } from './wire-text.ts';

/** The provisioning body, which is not the object that answers show. */
export const PROVISIONING_MEMBERS = [
  'AccountAdminLiveEmailId',
  'AccountAdminLivePuid',
  'AccountId',
  'FriendlyName',
  'OfferCategory',
  'OfferInfo',
  'OfferType',
  'ReasonCode',
  'ServiceAdminLiveEmailId',
  'ServiceAdminLivePuid',
  'SubscriptionId',
  'Status',
  'PlanId',
  'CoAdminNames',
];

export function createSubscription(call: AdminCall): Answer {
  allowQuery(call, []);
  const { world, knobs, now } = call;
  const members = readMembers(call, call.body, PROVISIONING_MEMBERS, 'The provisioning body');
  const id = guidOf(members.text('SubscriptionId') ?? '', 'SubscriptionId');
  const planId = members.text('PlanId') ?? '';
  if (planId === '') throw badRequest('The provisioning body has no PlanId.');
  checkFixedMembers(members);
  if (world.subscriptions.get(id) !== undefined)
    throw conflict(`The subscription ${id} already exists.`, 'AlreadyExists');
  if (world.usedIds.has(id) && knobs.get('reused-subscription-id') === 'refuse')
    throw conflict(`The subscription id ${id} was used before.`, 'AlreadyExists');
  const plan = world.plans.get(planId);
  if (plan === undefined) throw notFound(`The plan '${planId}'`);
  const owner = world.users.get(members.text('AccountAdminLivePuid') ?? '');
  if (owner === undefined) throw notFound(`The user '${members.text('AccountAdminLivePuid') ?? ''}'`);
  if (owner.state === USER_DELETE_PENDING) throw conflict(`The user '${owner.name}' is being deleted.`);
  checkPlanTakesMore(call, plan, owner.name);
  askBilling(call);
  const fresh: SubscriptionRecord = {
    seq: world.nextSeq(),
    id,
    name: members.text('FriendlyName') ?? plan.displayName,
    owner: owner.name,
    serviceAdmin: members.text('ServiceAdminLiveEmailId'),
    coAdmins: readNames(members),
    planId: plan.id,
    state: members.text('Status')?.toLowerCase() === 'suspended' ? SUBSCRIPTION_SUSPENDED : SUBSCRIPTION_ACTIVE,
    offerCategory: members.text('OfferCategory'),
    createdAt: now,
    tenantReadyAt: now + knobs.get('tenant-ready-ms'),
    addOns: [],
    services: [],
    goneAt: null,
    use: NO_USE,
  };
  const subscription = beginActivation(call, pushQuota(call, fresh, plan));
  world.subscriptions.put(subscription);
  return jsonAnswer(
    Number(knobs.get('post-subscription-status')),
    subscriptionJson(subscription, world, now, faceOf(call)),
  );
}

/** AccountId and OfferType are not nullable in the contract; a wrong type is what a real server would fail to read. */
function checkFixedMembers(members: Members): void {
  if (members.has('AccountId')) guidOf(members.text('AccountId') ?? '', 'AccountId');
  if (members.has('OfferType') && members.enumValue('OfferType', ['Trial', 'Buy']) === null)
    throw badRequest('OfferType cannot be null.');
  const status = members.text('Status');
  if (status !== null && !/^(active|suspended)$/i.test(status)) throw badRequest('Status must be Active or Suspended.');
}

function checkPlanTakesMore({ world, knobs }: AdminCall, plan: PlanRecord, owner: string): void {
  if (plan.state === PLAN_DECOMMISSIONED && knobs.get('decommissioned-plan') === 'refuse')
    throw conflict(`The plan '${plan.id}' is decommissioned and takes no new subscriptions.`, 'PlanDecommissioned');
  if (!isConfigured(plan) && knobs.get('unconfigured-plan') === 'refuse')
    throw conflict(`The plan '${plan.id}' is not configured.`, 'PlanNotConfigured');
  if (plan.invitationCode !== null && knobs.get('invitation-code') === 'enforce')
    throw new Refusal(403, 'InvitationCodeRequired', `The plan '${plan.id}' wants an invitation code.`);
  const limit = plan.maxSubscriptionsPerAccount;
  if (limit < 0 || knobs.get('max-subscriptions-per-account') === 'ignore') return;
  const has = world.subscriptions.where('owner', owner).filter(({ planId }) => planId === plan.id).length;
  if (has >= limit)
    throw conflict(
      `The user '${owner}' has ${has} of at most ${limit} subscriptions to the plan.`,
      'MaxSubscriptionsPerPlanReached',
    );
}

export function readNames(members: Members): readonly string[] {
  return (members.array('CoAdminNames') ?? []).map((name) => {
    if (typeof name !== 'string' || name === '') throw badRequest('CoAdminNames must be names.');
    return name;
  });
}
