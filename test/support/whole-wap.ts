import type {
  ObservedHostingPlan,
  ObservedState,
  ObservedSubscription,
  ObservedUser,
} from '../../src/model/observed-state.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { WapAction } from '../../src/model/plan.ts';
import type { Limits } from '../../src/model/virtual-data-center.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { template, templateQuota } from './planner-world.ts';

/** A WAP of a few maps that can be looked at whole and changed: what the daemon's stories happen in. */
export interface WholeWap {
  readonly provider: Provider;
  readonly hostingPlans: Map<string, ObservedHostingPlan>;
  readonly subscriptions: Map<string, ObservedSubscription>;
  readonly users: Map<string, ObservedUser>;
  /** `verb resource`, and `observe` and `probe`, in their order. */
  readonly asked: string[];
  /** Thrown by whatever is asked, as long as it is set. */
  outage: Error | undefined;
  /** `verb resource` → what WAP answers instead of doing it. */
  readonly refusals: Map<string, Outcome>;
  /** `verb resource` → milliseconds that it takes. */
  readonly slowMs: Map<string, number>;
  /** Runs at the beginning of each look. */
  onObserve: () => void;
  /** Replaces what a look shows. */
  see: ((truth: ObservedState) => ObservedState) | undefined;
  writes(): readonly string[];
}

const callMs = 5;

export function createWholeWap(sleep: (ms: number, signal: AbortSignal) => Promise<void>): WholeWap {
  const wap: WholeWap = {
    hostingPlans: new Map([[template.id, template]]),
    subscriptions: new Map(),
    users: new Map(),
    asked: [],
    outage: undefined,
    refusals: new Map(),
    slowMs: new Map(),
    onObserve: () => undefined,
    see: undefined,
    writes: () => wap.asked.filter((one) => one !== 'observe' && one !== 'probe' && !one.startsWith('look')),
    provider: {
      async observe(signal) {
        wap.asked.push('observe');
        wap.onObserve();
        await sleep(callMs, signal);
        if (wap.outage !== undefined) throw wap.outage;
        const truth: ObservedState = {
          hostingPlans: [...wap.hostingPlans.values()],
          subscriptions: [...wap.subscriptions.values()],
          users: [...wap.users.values()],
          distrust: [],
        };
        return wap.see?.(truth) ?? truth;
      },
      async observeSome(ids, signal) {
        wap.asked.push('look at some');
        await sleep(callMs, signal);
        if (wap.outage !== undefined) throw wap.outage;
        const subscriptions = ids.flatMap((id) => wap.subscriptions.get(id) ?? []);
        const hostingPlans = subscriptions.flatMap(({ hostingPlanId }) => wap.hostingPlans.get(hostingPlanId) ?? []);
        return subscriptions.length < ids.length ? undefined : { subscriptions, hostingPlans };
      },
      async probe(signal) {
        wap.asked.push('probe');
        await sleep(callMs, signal);
        if (wap.outage !== undefined) throw wap.outage;
      },
      async observeCloser(questions) {
        const gone = questions.flatMap((one) =>
          one.kind === 'is-subscription-gone' && !wap.subscriptions.has(one.subscriptionId) ? [one.subscriptionId] : [],
        );
        const use = new Map(
          questions.flatMap((one) =>
            one.kind === 'use'
              ? [[one.subscriptionId, { use: { cpu: 0, ramMib: 0, diskGib: 0, vms: 0 } }] as const]
              : [],
          ),
        );
        return { gone: new Set(gone), use, vms: new Map(), capacity: new Map() };
      },
      async carryOut(action, signal) {
        const name = `${action.verb} ${action.resource}`;
        wap.asked.push(name);
        await sleep(wap.slowMs.get(name) ?? callMs, signal);
        if (wap.outage !== undefined)
          return {
            kind: 'failed',
            code: (wap.outage as { code?: string }).code ?? 'WAP_UNREACHABLE',
            message: wap.outage.message,
          };
        return wap.refusals.get(name) ?? change(wap, action);
      },
      async confirmGone(id) {
        wap.asked.push(`confirm gone ${id}`);
        return wap.subscriptions.has(id)
          ? { kind: 'skipped', code: 'WORLD_MOVED', message: `${id} is there after all` }
          : { kind: 'done' };
      },
      async lookAgain(action) {
        wap.asked.push(`look ${action.resource}`);
        return { kind: 'done' };
      },
      findMoved: async () => undefined,
      lookAtUse: async () => ({ unread: 'not in this story' }),
      close: async () => undefined,
    },
  };
  return wap;
}

function change(wap: WholeWap, action: WapAction): Outcome {
  switch (action.kind) {
    case 'user':
      if (action.verb === 'delete') wap.users.delete(action.userName);
      else if (action.verb === 'create' && wap.users.has(action.userName))
        return { kind: 'done', learned: { userExisted: true } };
      else wap.users.set(action.userName, { name: action.userName, email: action.email });
      break;
    case 'hosting-plan':
      changeHostingPlan(wap, action);
      break;
    case 'subscription':
      return changeSubscription(wap, action);
    case 'vms':
    case 'vdc':
      break;
    default:
      return action satisfies never;
  }
  return { kind: 'done' };
}

function changeHostingPlan(wap: WholeWap, action: Extract<WapAction, { kind: 'hosting-plan' }>): void {
  const id = action.hostingPlanId;
  if (action.verb === 'delete') wap.hostingPlans.delete(id);
  else {
    const before = wap.hostingPlans.get(id);
    const displayName = action.verb === 'create' ? action.displayName : (before?.displayName ?? id);
    wap.hostingPlans.set(id, { ...template, id, displayName, quota: quotaOf(action.limits) });
  }
}

function quotaOf(limits: Limits) {
  return { ...templateQuota, limits, memberLimits: limits };
}

function changeSubscription(wap: WholeWap, action: Extract<WapAction, { kind: 'subscription' }>): Outcome {
  const id = action.subscriptionId;
  if (action.verb === 'create')
    wap.subscriptions.set(id, {
      id,
      name: action.name,
      owner: action.owner,
      hostingPlanId: action.hostingPlanId,
      status: 'active',
      convergence: 'in-sync',
      coAdmins: action.coAdmins,
    });
  else if (action.verb === 'delete') wap.subscriptions.delete(id);
  else {
    const now = wap.subscriptions.get(id);
    if (now === undefined) return { kind: 'done' };
    if (action.verb === 'suspend' || action.verb === 'resume') {
      const status = action.verb === 'suspend' ? 'suspended' : 'active';
      if (now.status === status) return { kind: 'done', isUnsent: true };
      wap.subscriptions.set(id, { ...now, status });
    }
  }
  return { kind: 'done' };
}
