import { foreign, type World } from './world.ts';

/** Everything at the end of a run that must not depend on what went wrong on the way, in one form. */
export type EndState = Readonly<Record<string, unknown>>;

/** `told`: which mails were accepted; how often is a law of its own. */
export function lookAtEnd(world: World): EndState {
  const { wap, directory, disk, mailbox, machines } = world;
  const { hostingPlans, subscriptions, users } = wap.whole;
  const planName = (id: string) => hostingPlans.get(id)?.displayName ?? `no such plan: ${id}`;
  const login = (name: string) => name;
  return {
    subscriptions: sorted(
      wap.truth().subscriptions.map(({ name, owner, status, hostingPlanId, coAdmins, convergence }) => ({
        name,
        owner: login(owner),
        status,
        convergence,
        plan: planName(hostingPlanId),
        coAdmins,
      })),
    ),
    hostingPlans: sorted([...hostingPlans.values()].map(({ displayName, quota }) => ({ displayName, quota }))),
    users: sorted([...users.values()].map(({ name, email }) => ({ name, email }))),
    accounts: sorted(
      [...directory.accounts.values()].map(({ upn, email, isEnabled, isInPlace, mark }) => ({
        upn,
        email,
        isEnabled,
        isInPlace,
        mark,
      })),
    ),
    inventory: sorted(
      [...disk.inventory.values()].map(({ retiredAtMs, subscriptionId, ...entry }) => ({
        ...entry,
        plan: subscriptions.has(subscriptionId) ? 'there' : 'gone',
        isRetired: retiredAtMs !== undefined,
      })),
    ),
    rememberedAccounts: sorted([...disk.accounts.values()].map(({ id: _, ...entry }) => entry)),
    createdUsers: [...disk.users.keys()].sort(),
    heldVms: [...disk.heldVms.values()].map(({ isComplete, vms }) => ({
      isComplete,
      vms: vms.map(({ name, before }) => ({ name, before })),
    })),
    statuses: sorted([...disk.statuses.values()].map(({ name, ready, message }) => ({ name, ready, message }))),
    machines: machines?.powers(),
    told: [...new Set(mailbox.told())].sort(),
  };
}

function sorted<T>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** What differs, one line for each part, both as they are. */
export function differences(expected: EndState, found: EndState): readonly string[] {
  return Object.keys(expected).flatMap((part) => {
    const [one, other] = [JSON.stringify(expected[part]), JSON.stringify(found[part])];
    return one === other ? [] : [`${part} ended otherwise:\n    ${one}\n  instead of that:\n    ${other}`];
  });
}

/** Undefined as long as everything that is not ours is as it was. */
export function foreignTouched({ wap: { whole }, directory }: World): string | undefined {
  const subscription = whole.subscriptions.get(foreign.subscriptionId);
  const plan = whole.hostingPlans.get(foreign.planId);
  const account = directory.accounts.get(foreign.accountId);
  if (subscription?.status !== 'active' || subscription.coAdmins.length > 0) return 'the foreign subscription';
  if (plan?.quota?.limits.cpu !== 8) return 'the foreign hosting plan';
  if (whole.users.get(foreign.user)?.email !== foreign.user) return 'the foreign user';
  if (account === undefined || !account.isEnabled || account.email !== foreign.user) return 'the foreign account';
  return undefined;
}
