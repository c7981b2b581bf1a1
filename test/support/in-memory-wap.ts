import type { Outcome } from '../../src/model/outcome.ts';
import type { Action } from '../../src/model/plan.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { SteppedClock } from './stepped-clock.ts';

interface Subscription {
  readonly owner: string;
  readonly hostingPlanId: string;
  status: 'active' | 'suspended';
}

export interface Call {
  readonly kind: 'carry-out' | 'look';
  /** `verb resource`. */
  readonly action: string;
  readonly startedAtMs: number;
  endedAtMs?: number;
}

export interface InMemoryWap {
  readonly provider: Pick<Provider, 'carryOut' | 'confirmGone' | 'lookAgain' | 'findMoved' | 'vms'>;
  readonly users: Set<string>;
  /** Id → display name. */
  readonly hostingPlans: Map<string, string>;
  readonly subscriptions: Map<string, Subscription>;
  readonly calls: Call[];
  /** The largest number of calls that were in flight at one moment. */
  readonly mostInFlight: () => number;
  /** `verb resource` → what WAP answers instead of doing it; or what the client throws. */
  readonly refusals: Map<string, Outcome | Error>;
  /** `verb resource` → how long after the call it has arrived. */
  readonly delaysMs: Map<string, number>;
  /** `verb resource` → how long that call takes. */
  readonly slowCallsMs: Map<string, number>;
  /** WAP does not keep the ids of hosting plans that it is asked for. */
  givesOwnPlanIds: boolean;
  /** Runs in the midst of each call. */
  onCall: (action: string) => void;
}

export const nameOf = ({ verb, resource }: Pick<Action, 'verb' | 'resource'>) => `${verb} ${resource}`;

/** A WAP of a few maps that knows who needs whom, takes its time, and can be told to refuse. */
export function createInMemoryWap(clock: SteppedClock, latencyMs = 10): InMemoryWap {
  let inFlight = 0;
  let mostInFlight = 0;
  const arrivals = new Map<string, number>();

  async function call(
    kind: Call['kind'],
    action: Action,
    signal: AbortSignal,
    answer: () => Outcome,
  ): Promise<Outcome> {
    const name = nameOf(action);
    const record: Call = { kind, action: name, startedAtMs: clock.now() };
    wap.calls.push(record);
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    try {
      wap.onCall(name);
      await clock.sleep(wap.slowCallsMs.get(name) ?? latencyMs, signal);
      return answer();
    } finally {
      inFlight -= 1;
      record.endedAtMs = clock.now();
    }
  }

  const wap: InMemoryWap = {
    users: new Set(),
    hostingPlans: new Map(),
    subscriptions: new Map(),
    calls: [],
    mostInFlight: () => mostInFlight,
    refusals: new Map(),
    delaysMs: new Map(),
    slowCallsMs: new Map(),
    givesOwnPlanIds: false,
    onCall: () => undefined,
    provider: {
      findMoved: async () => undefined,
      confirmGone: async (id) =>
        wap.subscriptions.has(id)
          ? { kind: 'skipped', code: 'WORLD_MOVED', message: `${id} is there after all` }
          : { kind: 'done' },
      carryOut: (action, signal) =>
        call('carry-out', action, signal, () => {
          const refusal = wap.refusals.get(nameOf(action));
          if (refusal instanceof Error) throw refusal;
          const outcome = refusal ?? change(wap, action);
          const delayMs = wap.delaysMs.get(nameOf(action));
          if (delayMs === undefined || outcome.kind !== 'done') return outcome;
          arrivals.set(nameOf(action), clock.now() + delayMs);
          return { ...outcome, kind: 'waiting', message: 'Syncing' };
        }),
      lookAgain: (action, signal) =>
        call('look', action, signal, () =>
          clock.now() >= (arrivals.get(nameOf(action)) ?? 0)
            ? { kind: 'done' }
            : { kind: 'waiting', message: 'still Syncing' },
        ),
    },
  };
  return wap;
}

const done: Outcome = { kind: 'done' };
const refused = (message: string): Outcome => ({ kind: 'failed', code: 'WAP_REFUSED', message });

function change(wap: InMemoryWap, action: Action): Outcome {
  if (action.kind === 'user')
    return action.verb === 'create' ? createUser(wap, action.userName) : deleteUser(wap, action.userName);
  if (action.kind === 'hosting-plan') return changeHostingPlan(wap, action);
  if (action.kind === 'subscription') return changeSubscription(wap, action);
  throw new Error(`${nameOf(action)} is no call to WAP`);
}

function createUser(wap: InMemoryWap, name: string): Outcome {
  if (wap.users.has(name)) return { kind: 'done', learned: { userExisted: true } };
  wap.users.add(name);
  return done;
}

function deleteUser(wap: InMemoryWap, name: string): Outcome {
  if ([...wap.subscriptions.values()].some(({ owner }) => owner === name)) return refused(`${name} has subscriptions`);
  wap.users.delete(name);
  return done;
}

function changeHostingPlan(wap: InMemoryWap, action: Extract<Action, { kind: 'hosting-plan' }>): Outcome {
  if (action.verb === 'create') {
    const id = wap.givesOwnPlanIds ? `wap-${action.hostingPlanId}` : action.hostingPlanId;
    wap.hostingPlans.set(id, action.displayName);
    return wap.givesOwnPlanIds ? { kind: 'done', learned: { hostingPlanId: id } } : done;
  }
  if (action.verb === 'update') return wap.hostingPlans.has(action.hostingPlanId) ? done : refused('no such plan');
  if ([...wap.subscriptions.values()].some(({ hostingPlanId }) => hostingPlanId === action.hostingPlanId))
    return refused('the plan has subscriptions');
  wap.hostingPlans.delete(action.hostingPlanId);
  return done;
}

function changeSubscription(wap: InMemoryWap, action: Extract<Action, { kind: 'subscription' }>): Outcome {
  const id = action.subscriptionId;
  if (action.verb === 'create') {
    if (!wap.users.has(action.owner)) return refused(`no user ${action.owner}`);
    if (!wap.hostingPlans.has(action.hostingPlanId)) return refused(`no hosting plan ${action.hostingPlanId}`);
    wap.subscriptions.set(id, { owner: action.owner, hostingPlanId: action.hostingPlanId, status: 'active' });
    return done;
  }
  if (action.verb === 'delete') {
    wap.subscriptions.delete(id);
    return done;
  }
  const subscription = wap.subscriptions.get(id);
  if (subscription === undefined) return refused(`no subscription ${id}`);
  if ('saw' in action && action.saw.hostingPlanId !== subscription.hostingPlanId)
    return { kind: 'skipped', code: 'WORLD_MOVED', message: 'on another hosting plan than was seen' };
  if (action.verb === 'suspend') subscription.status = 'suspended';
  if (action.verb === 'resume') subscription.status = 'active';
  return done;
}
