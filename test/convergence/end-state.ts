import { hashes } from '../support/planner-world.ts';
import { foreign, type World } from './world.ts';

/** Everything at the end of a run that must not depend on what went wrong on the way, in one form. */
export type EndState = Readonly<Record<string, unknown>>;

/** `told`: which mails were accepted; how often is a law of its own. */
export function lookAtEnd(world: World): EndState {
  const { wap, directory, disk, mailbox } = world;
  const { hostingPlans, subscriptions, users } = wap.truth();
  const planName = (id: string) => hostingPlans.find((one) => one.id === id)?.displayName ?? `no such plan: ${id}`;
  return {
    subscriptions: sorted(
      subscriptions.map(({ name, owner, status, hostingPlanId, coAdmins }) => ({
        name,
        owner,
        status,
        plan: planName(hostingPlanId),
        coAdmins,
      })),
    ),
    hostingPlans: sorted(hostingPlans.map(({ displayName, services }) => ({ displayName, services: tell(services) }))),
    users: sorted(users),
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
      [...disk.inventory.values()].map(({ retiredAtMs, subscriptionId, hostingPlanId, ...entry }) => ({
        ...entry,
        // How often it was begun anew depends on when somebody looked.
        generation: 0,
        plan: planName(hostingPlanId),
        subscription: subscriptions.some(({ id }) => id === subscriptionId) ? 'there' : 'gone',
        isRetired: retiredAtMs !== undefined,
      })),
    ),
    rememberedAccounts: sorted([...disk.accounts.values()].map((entry) => ({ ...entry, id: 'any' }))),
    createdUsers: [...disk.users.keys()].sort(),
    heldVms: [...disk.heldVms.values()].map(({ isComplete, vms }) => ({
      isComplete,
      vms: vms.map(({ name, before }) => ({ name, before })),
    })),
    statuses: sorted([...disk.statuses.values()].map(({ name, ready, message }) => ({ name, ready, message }))),
    machines: wap.powers(),
    told: [...new Set(mailbox.told())].sort(),
  };
}

function sorted<T>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** What differs, one line for each part, both as they are. */
export function differences(expected: EndState, found: EndState): readonly string[] {
  return Object.keys(expected).flatMap((part) => {
    const [one, other] = [expected[part], found[part]].map(linesOf);
    if (one === undefined || other === undefined) return [];
    const missing = one.filter((line) => !other.includes(line));
    const surplus = other.filter((line) => !one.includes(line));
    return missing.length + surplus.length === 0
      ? []
      : [
          `${part} ended otherwise: without ${missing.join(', ') || 'nothing'}, with ${surplus.join(', ') || 'nothing'}`,
        ];
  });
}

/** Undefined as long as everything that is not ours is as it was. */
export function foreignTouched({ wap, directory }: World): string | undefined {
  const account = directory.accounts.get(foreign.accountId);
  if (account === undefined || !account.isEnabled || account.email !== foreign.user) return 'the foreign account';
  const touched = wap.foreignTouched();
  return touched.length > 0 ? touched.join(', ') : undefined;
}

/** The numbers that a person would compare, and whether all else is the same to the byte. */
function tell(services: unknown): string {
  const text = JSON.stringify(services);
  const numbers = [...text.matchAll(/<Role(\w+)>(\d*)</g)].map(([, name, value]) => `${name}=${value || 'unlimited'}`);
  return `${numbers.join(' ')} (${hashes.sha256(text).slice(0, 8)})`;
}

function linesOf(part: unknown): readonly string[] {
  return Array.isArray(part) ? part.map(canonical) : [canonical(part)];
}

/** In which order members were written says nothing. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? 'nothing'
  );
}
