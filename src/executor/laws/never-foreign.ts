import type { Broken } from '../../model/law.ts';
import type { Action } from '../../model/plan.ts';
import { accountMarkOf } from '../../planner/accounts/account-names.ts';
import { hostingPlanNameOf } from '../../planner/identity.ts';
import { broken, type Deed, type LawFacts } from './law-facts.ts';

/** What is not proven to be the VDC's is neither changed nor deleted. */
export function neverForeign(deed: Deed, facts: LawFacts): Broken | undefined {
  const why = whyForeign(deed, facts);
  return why === undefined ? undefined : broken('never-foreign', deed, why);
}

function whyForeign({ vdc, action }: Deed, facts: LawFacts): string | undefined {
  switch (action.kind) {
    case 'subscription':
      return (
        whyNotItsSubscription(vdc, action.subscriptionId, facts) ??
        (action.verb === 'update' && action.change.field === 'hostingPlan'
          ? whyNotItsPlan(vdc, action.change.hostingPlanId, facts)
          : undefined)
      );
    case 'vms':
      return whyNotItsSubscription(vdc, action.subscriptionId, facts);
    case 'hosting-plan':
      if (action.verb !== 'create')
        return whyNotItsPlan(vdc, action.hostingPlanId, facts) ?? whyOthersOn(vdc, action, facts);
      return action.displayName === hostingPlanNameOf(vdc.name)
        ? undefined
        : 'the hosting plan has not the name of ours';
    case 'user':
      return action.verb === 'create' ? undefined : whyNotOurUser(action.userName, facts);
    case 'account':
      if (action.verb !== 'update' && action.verb !== 'delete') return undefined;
      return whyNotOurAccount(action, facts);
    case 'mail':
      return whyNotItsOwner(vdc, action.to, facts);
    case 'vdc':
      return undefined;
    default:
      return action satisfies never;
  }
}

type Vdc = Deed['vdc'];

/** By its GUID, by the inventory, or by the word of a spec; and never that of another VDC. */
function whyNotItsSubscription(vdc: Vdc, id: string, facts: LawFacts): string | undefined {
  const holder = facts.holderOf(id);
  if (holder === vdc.name) return undefined;
  if (holder !== undefined) return `subscription ${id} is that of VDC "${holder}"`;
  if (facts.specOf(vdc.name)?.subscriptionId === id || isMinted(vdc, id, facts)) return undefined;
  return `neither its GUID nor the inventory nor a spec says that subscription ${id} is ours`;
}

function isMinted({ name, remember }: Vdc, id: string, facts: LawFacts): boolean {
  const generation = remember?.generation ?? facts.entryOf(name)?.generation ?? 1;
  return facts.mint(name, generation).subscriptionId === id;
}

function whyNotItsPlan(vdc: Vdc, id: string, facts: LawFacts): string | undefined {
  const { name, remember } = vdc;
  const entry = facts.entryOf(name);
  if (isSame(entry?.hostingPlanId, id)) return undefined;
  const seen = facts.world.hostingPlan(id);
  if (isSame(seen?.displayName, hostingPlanNameOf(name))) return undefined;
  if (isSame(facts.mint(name, remember?.generation ?? entry?.generation ?? 1).hostingPlanId, id)) return undefined;
  // An adopted subscription brings the plan that it is on.
  const subscriptionId = entry?.subscriptionId ?? facts.specOf(name)?.subscriptionId;
  const isAdopted = entry?.isAdopted ?? facts.specOf(name)?.subscriptionId !== undefined;
  const on = subscriptionId === undefined ? undefined : facts.world.subscription(subscriptionId);
  if (isAdopted && isSame(on?.hostingPlanId, id)) return undefined;
  return `neither its id nor its name nor the inventory says that hosting plan ${seen?.displayName ?? id} is ours`;
}

/** A quota holds for all that is on its plan. */
function whyOthersOn(
  { name, remember }: Vdc,
  action: Extract<Action, { readonly kind: 'hosting-plan' }>,
  facts: LawFacts,
): string | undefined {
  const entry = facts.entryOf(name);
  const own = new Set([remember?.subscriptionId, entry?.subscriptionId, facts.specOf(name)?.subscriptionId]);
  const other = facts.world.subscriptionsOn(action.hostingPlanId).find(({ id }) => !own.has(id));
  if (other !== undefined) return `subscription "${other.name}" of ${other.owner} is on it too`;
  if (action.verb !== 'delete') return undefined;
  if (entry?.isAdopted === true) return 'the hosting plan was there before us';
  const seen = facts.world.hostingPlan(action.hostingPlanId);
  const isTemplate = Object.values(facts.input.rules.templates).some((one) => isSame(one.template, seen?.displayName));
  return isTemplate ? 'other VDCs are cut from it' : undefined;
}

function whyNotOurUser(userName: string, { input, world, holderOf }: LawFacts): string | undefined {
  if (!input.memory.createdUsers.has(userName.toLowerCase())) return 'we did not make that user';
  const foreign = world.subscriptionsOf(userName).find(({ id }) => holderOf(id) === undefined);
  return foreign && `the user has a subscription that is not ours (${foreign.name})`;
}

type AccountAction = Extract<Action, { readonly kind: 'account'; readonly verb: 'update' | 'delete' }>;

/** Deleted, moved or renamed is only what bears our mark. */
function whyNotOurAccount(action: AccountAction, { input, plan }: LawFacts): string | undefined {
  const { accountId: id } = action;
  const { accounts } = input.observed;
  const seen = accounts === undefined || 'unread' in accounts ? [] : accounts.accounts;
  const account = seen.find((one) => one.id === id);
  const entry = input.memory.accounts.find((one) => one.id === id);
  const isProven =
    account?.mark !== undefined &&
    account.mark === accountMarkOf(account.samAccountName, input.installation, input.hashes);
  if (action.verb === 'delete' && (action.mark !== (entry?.mark ?? account?.mark) || action.mark === undefined))
    return 'the account does not bear our mark';
  const isMarked = isProven || entry?.mark !== undefined;
  const { change } = action.verb === 'update' ? action : { change: undefined };
  if ((change?.field === 'place' || change?.field === 'upn') && !isMarked) return 'the account does not bear our mark';
  if (isMarked || entry !== undefined) return undefined;
  // Somebody else's, which its owner's VDC takes up in this very plan.
  const isTakenUp = plan.vdcs.some(({ actions }) =>
    actions.some((one) => one.kind === 'account' && one.verb === 'adopt' && one.accountId === id),
  );
  return isTakenUp ? undefined : 'neither a mark nor our memory says that the account is an owner of ours';
}

function whyNotItsOwner(vdc: Vdc, to: string, facts: LawFacts): string | undefined {
  const owner = facts.specOf(vdc.name)?.owner.email ?? facts.entryOf(vdc.name)?.lastSpec.ownerEmail;
  return owner === to ? undefined : 'it goes to somebody who is not the owner';
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}
