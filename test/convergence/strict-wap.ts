import type { ObservedHostingPlan, ObservedState, Use } from '../../src/model/observed-state.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { SawSubscription, WapAction } from '../../src/model/plan.ts';
import type { Limits } from '../../src/model/virtual-data-center.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { template, templateQuota } from '../support/planner-world.ts';
import { createWholeWap, type WholeWap } from '../support/whole-wap.ts';

/** A WAP at the provider's doorway that keeps the promises of ours: it looks again where an action says what it saw. */
export interface StrictWap {
  readonly whole: WholeWap;
  readonly provider: Provider;
  /** Subscription → what its machines use now. */
  readonly use: Map<string, Use>;
  /** User → when it was made. */
  truth(): ObservedState;
  /** What no WAP would have done: told to the laws. */
  readonly outrages: string[];
  /** Subscriptions that are gone, in their order. */
  readonly deleted: { readonly id: string; readonly atMs: number }[];
}

const deletionMs = 3_000;
const moved = (message: string): Outcome => ({ kind: 'skipped', code: 'WORLD_MOVED', message });
const failed = (code: string, message: string): Outcome => ({ kind: 'failed', code, message });
const done: Outcome = { kind: 'done' };
const waiting: Outcome = { kind: 'waiting', message: 'WAP is at it' };

export function createStrictWap(
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  now: () => number,
  hasMachines: (subscriptionId: string) => boolean,
): StrictWap {
  const whole = createWholeWap(sleep);
  const { subscriptions, hostingPlans, users } = whole;
  const use = new Map<string, Use>();
  const outrages: string[] = [];
  const deleted: { id: string; atMs: number }[] = [];
  const leaving = new Map<string, number>();

  /** WAP goes on by itself: what was being deleted is gone after a while. */
  function settle(): void {
    for (const [id, atMs] of leaving)
      if (atMs <= now()) {
        leaving.delete(id);
        subscriptions.delete(id);
        deleted.push({ id, atMs });
      }
  }
  const truth = (): ObservedState => {
    settle();
    return {
      hostingPlans: [...hostingPlans.values()],
      subscriptions: [...subscriptions.values()],
      users: [...users.values()],
      distrust: [],
    };
  };
  const differs = (id: string, saw: SawSubscription, wanted?: string): Outcome | undefined => {
    const is = subscriptions.get(id);
    if (is === undefined) return moved(`${id} is no longer there`);
    const same = is.owner === saw.owner && is.hostingPlanId === saw.hostingPlanId;
    return same && (is.status === saw.status || is.status === wanted) ? undefined : moved(`${id} has moved`);
  };

  function change(action: WapAction): Outcome {
    settle();
    switch (action.kind) {
      case 'user':
        return changeUser(action);
      case 'hosting-plan':
        return changePlan(action);
      case 'subscription':
        return changeSubscription(action);
      case 'vms':
      case 'vdc':
        return done;
      default:
        return action satisfies never;
    }
  }

  function changeUser(action: Extract<WapAction, { kind: 'user' }>): Outcome {
    const is = users.get(action.userName);
    if (action.verb === 'delete') {
      const own = [...subscriptions.values()].some(({ owner }) => owner === action.userName);
      if (own) return { kind: 'skipped', code: 'STILL_NEEDED', message: 'it has a subscription' };
      users.delete(action.userName);
      return done;
    }
    if (action.verb === 'create' && is !== undefined) {
      const isJustMade = is.createdAtMs !== undefined && is.createdAtMs > now() - 300_000 && is.email === action.email;
      return isJustMade ? done : { kind: 'done', learned: { userExisted: true } };
    }
    users.set(action.userName, {
      name: action.userName,
      email: action.email,
      createdAtMs: is?.createdAtMs ?? now(),
    });
    return done;
  }

  function changePlan(action: Extract<WapAction, { kind: 'hosting-plan' }>): Outcome {
    const is = hostingPlans.get(action.hostingPlanId);
    const carried = [...subscriptions.values()].filter(({ hostingPlanId }) => hostingPlanId === action.hostingPlanId);
    if (action.verb === 'delete') {
      if (is === undefined) return done;
      if (carried.length > 0) return moved('it carries subscriptions');
      hostingPlans.delete(is.id);
      return done;
    }
    if (action.verb === 'create') {
      const same = [...hostingPlans.values()].find(({ displayName }) => displayName === action.displayName) ?? is;
      if (same !== undefined && (same.displayName !== action.displayName || carried.length > 0))
        return failed('HOSTING_PLAN_FOREIGN', 'something of that name is there');
      hostingPlans.set(same?.id ?? action.hostingPlanId, planOf(action, same));
      return { kind: 'done', learned: { hostingPlanId: same?.id ?? action.hostingPlanId } };
    }
    if (is === undefined) return failed('WAP_NOT_FOUND', 'no such plan');
    const before = is.quota?.limits;
    if (action.templateId === undefined && isEqual(before, action.limits) && isEqual(is.quota?.memberLimits, before))
      return done;
    if (!isEqual(before, action.limits) && !isEqual(before, action.saw)) return moved('its limits were changed since');
    if (carried.length > 1) return moved('it carries several subscriptions');
    for (const { id, name } of carried) {
      const below = fieldBelow(action.limits, use.get(id));
      if (below !== undefined && action.shrinks !== undefined)
        return failed('LIMIT_BELOW_USE', `${below} of ${name} is in use`);
      if (below !== undefined && !isEqual(before, action.limits) && isLess(action.limits, before))
        outrages.push(`${name} was given less ${below} than it uses, without a look`);
    }
    hostingPlans.set(is.id, planOf({ ...action, displayName: is.displayName }, is));
    return waiting;
  }

  function changeSubscription(action: Extract<WapAction, { kind: 'subscription' }>): Outcome {
    const id = action.subscriptionId;
    const is = subscriptions.get(id);
    if (action.verb === 'create') {
      if (action.replaces !== undefined && subscriptions.has(action.replaces)) return moved('the old one is there');
      if (is !== undefined)
        return is.owner === action.owner && is.hostingPlanId === action.hostingPlanId
          ? done
          : failed('SUBSCRIPTION_CONFLICT', 'it is there for somebody else');
      if (deleted.some((one) => one.id === id))
        outrages.push(`the GUID ${id} of ${action.name} was used a second time`);
      if (!users.has(action.owner) || !hostingPlans.has(action.hostingPlanId))
        return failed('WAP_REFUSED', 'its user or plan is not there');
      const { name, owner, hostingPlanId, coAdmins } = action;
      subscriptions.set(id, { id, name, owner, hostingPlanId, coAdmins, status: 'active', convergence: 'in-sync' });
      return done;
    }
    if (action.verb === 'delete') {
      if (is === undefined) return done;
      if (is.status === 'deleting') return waiting;
      const other = differs(id, action.saw);
      if (other !== undefined) return other;
      if (hasMachines(id)) outrages.push(`${is.name} was deleted with machines in it`);
      subscriptions.set(id, { ...is, status: 'deleting' });
      leaving.set(id, now() + deletionMs);
      return waiting;
    }
    if (action.verb === 'adopt') return done;
    if (is === undefined) return failed('WAP_NOT_FOUND', 'no such subscription');
    if (action.verb === 'resync') return waiting;
    if (action.verb === 'update') {
      const other = differs(id, action.saw);
      if (other !== undefined) return other;
      const { change: wish } = action;
      subscriptions.set(
        id,
        wish.field === 'coAdmins' ? { ...is, coAdmins: wish.coAdmins } : { ...is, hostingPlanId: wish.hostingPlanId },
      );
      return waiting;
    }
    const wanted = action.verb === 'suspend' ? 'suspended' : 'active';
    const other = differs(id, action.saw, wanted);
    if (other !== undefined) return other;
    if (is.status === wanted) return done;
    subscriptions.set(id, { ...is, status: wanted });
    return waiting;
  }

  function arrived(action: WapAction): Outcome {
    settle();
    if (action.kind !== 'subscription') return done;
    const is = subscriptions.get(action.subscriptionId);
    if (action.verb === 'delete') return is === undefined ? done : waiting;
    return is === undefined ? failed('SUBSCRIPTION_VANISHED', 'somebody deleted it') : done;
  }

  const provider: Provider = {
    ...whole.provider,
    async observe(signal) {
      settle();
      return whole.provider.observe(signal);
    },
    async observeCloser(questions, signal) {
      await sleep(2, signal);
      settle();
      const asked = (kind: string) =>
        questions.flatMap((one) => (one.kind === kind && 'subscriptionId' in one ? [one] : []));
      const vms = new Map<
        string,
        { vms: Awaited<ReturnType<NonNullable<Provider['vms']>['list']>> } | { unread: string }
      >();
      for (const { subscriptionId, owner } of asked('vms'))
        vms.set(subscriptionId, { vms: (await provider.vms?.list({ subscriptionId, owner }, signal)) ?? [] });
      return {
        gone: new Set(
          asked('is-subscription-gone').flatMap((one) =>
            subscriptions.has(one.subscriptionId) ? [] : [one.subscriptionId],
          ),
        ),
        use: new Map(
          asked('use').map((one) => [
            one.subscriptionId,
            { use: { cpu: 0, ramMib: 0, diskGib: 0, vms: 0, ...use.get(one.subscriptionId) } },
          ]),
        ),
        vms,
        capacity: new Map(),
      };
    },
    async carryOut(action, signal) {
      await sleep(2, signal);
      return change(action);
    },
    async lookAgain(action, signal) {
      await sleep(2, signal);
      return arrived(action);
    },
    findMoved: async (id, saw) => differs(id, saw),
  };
  return { whole, provider, use, truth, outrages, deleted };
}

export function planOf(
  { limits, displayName, hostingPlanId: id }: { limits: Limits; displayName: string; hostingPlanId: string },
  before: ObservedHostingPlan | undefined,
): ObservedHostingPlan {
  return {
    ...template,
    ...before,
    id: before?.id ?? id,
    displayName,
    quota: { ...templateQuota, limits, memberLimits: limits },
  };
}

const fields = ['cpu', 'ramMib', 'diskGib', 'vms'] as const;

function isEqual(a: Limits | undefined, b: Limits | undefined): boolean {
  return a === undefined || b === undefined ? a === b : fields.every((field) => a[field] === b[field]);
}

function isLess(a: Limits, b: Limits | undefined): boolean {
  const size = (limit: Limits['cpu'] | undefined) => (typeof limit === 'number' ? limit : Infinity);
  return b !== undefined && fields.some((field) => size(a[field]) < size(b[field]));
}

function fieldBelow(limits: Limits, used: Use | undefined): string | undefined {
  return fields.find((field) => {
    const limit = limits[field];
    return typeof limit === 'number' && limit < (used?.[field] ?? 0);
  });
}
