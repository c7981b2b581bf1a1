import type {
  ObservedHostingPlan,
  ObservedState,
  ObservedSubscription,
  ObservedUser,
} from '../model/observed-state.ts';

/** The observed state, indexed once a pass. Names and ids are compared without regard to case, as WAP does. */
export interface World {
  hostingPlan(id: string): ObservedHostingPlan | undefined;
  hostingPlansNamed(displayName: string): readonly ObservedHostingPlan[];
  subscription(id: string): ObservedSubscription | undefined;
  subscriptionsNamed(name: string): readonly ObservedSubscription[];
  subscriptionsOn(hostingPlanId: string): readonly ObservedSubscription[];
  subscriptionsOf(userName: string): readonly ObservedSubscription[];
  user(name: string): ObservedUser | undefined;
}

/** One observation is asked about by questions, plan, inventory and report: ten thousand rows are indexed for the first only. */
const indexed = new WeakMap<ObservedState, World>();

export function indexWorld(observed: ObservedState): World {
  const known = indexed.get(observed);
  if (known !== undefined) return known;
  const world = makeIndex(observed);
  indexed.set(observed, world);
  return world;
}

function makeIndex(observed: ObservedState): World {
  const hostingPlans = byKey(observed.hostingPlans, (plan) => plan.id);
  const subscriptions = new Map(observed.subscriptions.map((one) => [one.id, one]));
  const users = byKey(observed.users, (user) => user.name);
  // The rarer questions get their index when they are first asked: a quiet pass over 10,000 VDCs asks none of them.
  const named = lazily(() => group(observed.hostingPlans, (plan) => plan.displayName));
  const subscriptionsByName = lazily(() => group(observed.subscriptions, (one) => one.name));
  const subscriptionsByOwner = lazily(() => group(observed.subscriptions, (one) => one.owner));
  const subscriptionsByPlan = lazily(() => group(observed.subscriptions, (one) => one.hostingPlanId));
  return {
    hostingPlan: (id) => hostingPlans.get(id.toLowerCase()),
    hostingPlansNamed: (name) => named().get(name.toLowerCase()) ?? [],
    subscription: (id) => subscriptions.get(id),
    subscriptionsNamed: (name) => subscriptionsByName().get(name.toLowerCase()) ?? [],
    subscriptionsOn: (id) => subscriptionsByPlan().get(id.toLowerCase()) ?? [],
    subscriptionsOf: (name) => subscriptionsByOwner().get(name.toLowerCase()) ?? [],
    user: (name) => users.get(name.toLowerCase()),
  };
}

function byKey<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const row of rows) map.set(key(row).toLowerCase(), row);
  return map;
}

/** Those of one name in the order of their ids: in which order WAP lists rows is not established, and plans name the first. */
function group<T extends { readonly id: string }>(
  rows: readonly T[],
  key: (row: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const name = key(row).toLowerCase();
    const list = map.get(name);
    if (list === undefined) map.set(name, [row]);
    else list.push(row);
  }
  for (const list of map.values()) if (list.length > 1) list.sort((a, b) => (a.id < b.id ? -1 : 1));
  return map;
}

/** Made when it is first asked for, and kept. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
