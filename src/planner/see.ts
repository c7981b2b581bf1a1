import type { InventoryEntry } from '../model/memory.ts';
import type { PlanScope, Unsafe } from '../model/plan.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import { seeAccounts } from './accounts/see-accounts.ts';
import { findDistrust } from './find-distrust.ts';
import { isPaused } from './is-paused.ts';
import { isDeletionDue } from './plan-removed.ts';
import type { PlannerInput, Sight } from './planner-input.ts';
import { indexWorld, lazily } from './world.ts';

/** Everything indexed once, and who is to be planned. */
export interface Seen {
  readonly sight: Sight;
  readonly distrust: readonly Unsafe[];
  /** What the inventory knows and we look after, in scope or not. */
  readonly entries: readonly InventoryEntry[];
  readonly declared: readonly DesiredVdc[];
  /** Ours, named by no spec. Empty while some spec cannot be read. */
  readonly removed: readonly InventoryEntry[];
}

/** A quiet pass asks no questions, so what was seen for them is what is planned from. */
const lately = new WeakMap<PlannerInput, Seen>();

export function see(input: PlannerInput): Seen {
  const known = lately.get(input);
  if (known !== undefined) return known;
  const seen = look(input);
  lately.set(input, seen);
  return seen;
}

function look(input: PlannerInput): Seen {
  const world = indexWorld(input.observed);
  const inventory = new Map(input.memory.inventory.map((entry) => [entry.name, entry]));
  const entries = input.memory.inventory.filter(isLookedAfter(input));
  const declaredNames = new Set(input.desired.vdcs.map(({ name }) => name));
  const deletions = input.memory.destructionsInLastDay.delete;
  const trust = findDistrust(
    input,
    entries,
    world,
    ({ name, subscriptionId }) => deletions.has(subscriptionId) && !declaredNames.has(name),
  );
  const removed = findRemoved(input);
  const namedBy = new Map(
    input.desired.vdcs.flatMap((vdc) => (vdc.subscriptionId ? [[vdc.subscriptionId, vdc.name]] : [])),
  );
  const partial = { input, isMissingInBulk: trust.isMissingInBulk, namedBy };
  const leaving = new Set(
    removed
      .filter((entry) => isRemovedInScope(entry, input.scope))
      .filter(({ name }) => !isPaused(input.memory.pauses.get(name), input.nowMs))
      .filter((entry) => isDeletionDue(entry, world.subscription(entry.subscriptionId), partial))
      .map((entry) => entry.subscriptionId),
  );
  const accounts = seeAccounts(input);
  const wantedUsers = new Set(input.desired.vdcs.map((vdc) => vdc.owner.email.toLowerCase()));
  if (accounts !== undefined)
    for (const { name, owner } of input.desired.vdcs)
      for (const user of [inventory.get(name)?.userName, accounts.byEmail(owner.email)?.upn])
        if (user !== undefined) wantedUsers.add(user.toLowerCase());
  const logins = lazily(() => new Set(input.memory.accounts.map(({ upn }) => upn.toLowerCase())));
  const isRememberedLogin = (upn: string) => logins().has(upn.toLowerCase());
  const addresses = lazily(() => groupAddresses(input, inventory));
  const addressesOf = (userName: string) => addresses().get(userName.toLowerCase()) ?? [];
  const users = lazily(() => findUsersAt(addresses()));
  const userAt = (email: string) => users().get(email.toLowerCase());
  const holders = lazily(() => new Map(input.memory.inventory.map((entry) => [entry.subscriptionId, entry.name])));
  const holderOf = (id: string) => holders().get(id);
  // The GUIDs that we make are of version 5, WAP's own are random.
  const hasUnclaimed = lazily(() =>
    input.observed.subscriptions.some(({ id }) => id[14] === '5' && !holders().has(id)),
  );
  const sight: Sight = {
    isRememberedLogin,
    ...partial,
    world,
    inventory,
    wantedUsers,
    leaving,
    holderOf,
    hasUnclaimed,
    accounts,
    addressesOf,
    userAt,
  };
  return {
    sight,
    distrust: trust.reasons,
    entries,
    declared: input.desired.vdcs.filter((vdc) => isInScope(vdc, input.scope)),
    removed: removed.filter((entry) => isRemovedInScope(entry, input.scope)),
  };
}

function groupAddresses(
  { desired }: PlannerInput,
  inventory: ReadonlyMap<string, InventoryEntry>,
): ReadonlyMap<string, readonly string[]> {
  const addresses = new Map<string, string[]>();
  for (const { name, owner } of desired.vdcs) {
    const user = inventory.get(name)?.userName.toLowerCase();
    if (user === undefined) continue;
    const known = addresses.get(user) ?? [];
    if (!known.some((one) => one.toLowerCase() === owner.email.toLowerCase())) known.push(owner.email);
    addresses.set(user, known);
  }
  return addresses;
}

function findUsersAt(addresses: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  for (const [user, [email, ...others]] of addresses)
    if (email !== undefined && others.length === 0 && !users.has(email.toLowerCase()))
      users.set(email.toLowerCase(), user);
  return users;
}

/** What its last spec wanted left in WAP is no longer our affair once no spec names it: whoever deletes it may. */
function isLookedAfter({ desired }: PlannerInput): (entry: InventoryEntry) => boolean {
  const named = new Set(desired.unreadableNames);
  for (const { name } of desired.vdcs) named.add(name);
  return ({ name, lastSpec }) => lastSpec.deletion.policy !== 'retain' || named.has(name);
}

/** What could not be read must never look like what is gone: one bad document, and nothing counts as removed. */
function findRemoved({ desired, memory }: PlannerInput): readonly InventoryEntry[] {
  if (!desired.isComplete) return [];
  const declared = new Set(desired.vdcs.map((vdc) => vdc.name));
  return memory.inventory.filter((entry) => !declared.has(entry.name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function isInScope(vdc: Pick<DesiredVdc, 'name' | 'labels'>, scope: PlanScope): boolean {
  if (scope.targets.length > 0 && !scope.targets.includes(vdc.name)) return false;
  return Object.entries(scope.selector).every(([key, value]) => vdc.labels[key] === value);
}

/** A removed spec has no labels any more, so a selector never reaches it. */
export function isRemovedInScope(entry: InventoryEntry, scope: PlanScope): boolean {
  if (Object.keys(scope.selector).length > 0) return false;
  return scope.targets.length === 0 || scope.targets.includes(entry.name);
}
