import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedState } from '../model/observed-state.ts';
import type { Unsafe } from '../model/plan.ts';
import type { PlannerInput } from './planner-input.ts';
import type { World } from './world.ts';

/** More than one, and more than this share of all that we own. */
const bulkShare = 0.2;

export interface Trust {
  /** Why nothing may be written after this observation. */
  readonly reasons: readonly Unsafe[];
  readonly isMissingInBulk: boolean;
}

/**
 * A successful but false answer is the worst input there is. Looks for what a real WAP does not do: owned VDCs gone all
 * at once, subscriptions on plans that are not listed, owners that are not listed, counts that disagree with rows.
 */
export function findDistrust(
  { observed, memory }: Pick<PlannerInput, 'observed' | 'memory'>,
  inventory: Iterable<InventoryEntry>,
  world: World,
  /** We asked for its deletion, and died before we could write down that it is gone. */
  isLeaving: (entry: InventoryEntry) => boolean,
): Trust {
  const reasons: Unsafe[] = observed.distrust.map(({ code, message, isApprovable = false }) => ({
    code,
    message,
    isApprovable,
  }));
  const missing: string[] = [];
  const withoutPlan: string[] = [];
  const withoutUser: string[] = [];
  let seen = 0;
  let present = 0;
  for (const entry of inventory) {
    if (!entry.wasSeen) continue;
    const subscription = world.subscription(entry.subscriptionId);
    if (subscription === undefined && isLeaving(entry)) continue;
    seen += 1;
    if (subscription === undefined) missing.push(entry.name);
    else {
      present += 1;
      if (world.hostingPlan(subscription.hostingPlanId) === undefined) withoutPlan.push(entry.name);
      if (world.user(subscription.owner) === undefined) withoutUser.push(entry.name);
    }
  }
  const isMissingInBulk = isBulk(missing.length, seen);
  if (isMissingInBulk)
    reasons.push({
      code: 'OBSERVATION_MISSING_IN_BULK',
      message: `WAP lists ${present} of the ${seen} VDCs that we own; missing are ${some(missing)}. So many do not vanish at once: it is likelier that something between us and WAP answers in its stead.`,
      isApprovable: true,
    });
  // One alone is that VDC's trouble: somebody deleted the plan under it.
  if (isBulk(withoutPlan.length, present) || (withoutPlan.length > 0 && withoutPlan.length === present))
    reasons.push({
      code: 'OBSERVATION_PLANS_INCOMPLETE',
      message: `WAP's list of ${observed.hostingPlans.length} hosting plans lacks those on which ${some(withoutPlan)} ${withoutPlan.length === 1 ? 'is' : 'are'}; a subscription without a plan cannot be.`,
      isApprovable: false,
    });
  if (isBulk(withoutUser.length, present))
    reasons.push({
      code: 'OBSERVATION_USERS_INCOMPLETE',
      message: `WAP's list of ${observed.users.length} users lacks the owners of ${some(withoutUser)}; a subscription without its owner cannot be.`,
      isApprovable: false,
    });
  reasons.push(...distrustDirectory(observed, memory.accounts.length));
  return { reasons, isMissingInBulk };
}

/** Each of them was asked for by its id; so many of ours are not deleted at once, however many there are of others. */
function distrustDirectory({ accounts }: ObservedState, remembered: number): readonly Unsafe[] {
  if (accounts === undefined || 'unread' in accounts) return [];
  if (!isBulk(accounts.gone.size, remembered)) return [];
  return [
    {
      code: 'ACCOUNTS_MISSING_IN_BULK',
      message: `The directory has ${accounts.accounts.length} accounts, and says of ${accounts.gone.size} of the ${remembered} that we look after that they do not exist. So many do not vanish at once: it is likelier that another directory answers, or that our account may not read them.`,
      isApprovable: true,
    },
  ];
}

function isBulk(count: number, all: number): boolean {
  return count > 1 && count > all * bulkShare;
}

function some(names: readonly string[]): string {
  const shown = names.toSorted().slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
