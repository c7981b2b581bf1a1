import { limitsAt, SYSTEM_CENTER } from '../admin-api/provider-push.ts';
import { lastError } from '../admin-api/subscription-json.ts';
import { PLAN_STATES, SUBSCRIPTION_STATES, SYNC_STATES, USER_STATES } from '../admin-api/wire-text.ts';
import type { ControlContext } from './control-context.ts';
import { useOf } from '../vmm/use-of.ts';
import { readLimits } from '../quota/read-limits.ts';
import type { Limits } from '../world/limits.ts';
import type { PlanRecord } from '../world/plan-record.ts';
import type { SubscriptionRecord, Use } from '../world/subscription-record.ts';
import { rollUp, syncStateAt } from '../world/sync-process.ts';
import type { UserRecord } from '../world/user-record.ts';
import type { World } from '../world/world.ts';

/** For people and tests, not for clients of WAP: names instead of numbers. */
export interface SubscriptionView {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly planId: string;
  readonly plan: string;
  readonly state: string;
  readonly quota: string;
  readonly activation: string;
  readonly error: string | null;
  /** What the provider enforces now; null: nothing. */
  readonly limits: Limits | null;
  /** Set by hand, besides the machines. */
  readonly use: Use;
  /** With the machines. */
  readonly inUse: Use;
  readonly vmCount: number;
}

export interface PlanView {
  readonly id: string;
  readonly displayName: string;
  readonly state: string;
  readonly services: readonly string[];
  readonly subscriptionCount: number;
  readonly cloud: string | null;
  readonly limits: Limits | null;
  /** Why the provider would refuse the quota. */
  readonly problem: string | null;
}

export interface UserView {
  readonly name: string;
  readonly email: string;
  readonly state: string;
  readonly subscriptionCount: number;
}

export function viewSubscription(
  subscription: SubscriptionRecord,
  { world, knobs }: Pick<ControlContext, 'world' | 'knobs'>,
  now: number,
): SubscriptionView {
  const { id, name, owner, planId, services, use } = subscription;
  const vmCloud = services.find(({ type }) => type === SYSTEM_CENTER);
  return {
    id,
    name,
    owner,
    planId,
    plan: world.plans.get(planId)?.displayName ?? planId,
    state: SUBSCRIPTION_STATES[subscription.state] ?? String(subscription.state),
    quota: SYNC_STATES[rollUp(services.map((service) => syncStateAt(service.quota, now)))],
    activation: SYNC_STATES[rollUp(services.map((service) => syncStateAt(service.activation, now)))],
    error: lastError(services, now),
    limits: vmCloud === undefined ? null : limitsAt(vmCloud, now),
    use,
    inUse: useOf({ world, knobs, now }, subscription),
    vmCount: world.vms.where('role', id).length,
  };
}

export function viewPlan(plan: PlanRecord, world: World): PlanView {
  const vmCloud = plan.services.find(({ name }) => name === SYSTEM_CENTER);
  const quota = vmCloud?.configured === true ? readLimits(vmCloud.settings) : null;
  return {
    id: plan.id,
    displayName: plan.displayName,
    state: PLAN_STATES[plan.state] ?? String(plan.state),
    services: plan.services.map(({ name }) => name),
    subscriptionCount: world.subscriptions.where('plan', plan.id).length,
    cloud: quota?.problem === null ? (world.clouds.get(quota.cloudId)?.name ?? quota.cloudId) : null,
    limits: quota?.problem === null ? quota.limits : null,
    problem: quota?.problem ?? null,
  };
}

export function viewUser(user: UserRecord, world: World): UserView {
  return {
    name: user.name,
    email: user.email,
    state: USER_STATES[user.state] ?? String(user.state),
    subscriptionCount: world.subscriptions.where('owner', user.name).length,
  };
}
