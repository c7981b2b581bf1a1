import type { ObservedHostingPlan } from '../model/observed-state.ts';
import type { Action } from '../model/plan.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import { findNewLogin, type Login } from './accounts/find-login.ts';
import { planNewAccount } from './accounts/plan-new-account.ts';
import { diffLimits } from './diff-limits.ts';
import { type Draft, finishDraft, lastSpecOf, type PlannedWithWarnings, startDraft } from './draft.ts';
import type { Standing } from './find-standing.ts';
import { templateKeyOf } from './find-named-plan.ts';
import { findTemplate } from './find-template.ts';
import { type Identity, mintIdentity } from './identity.ts';
import { planUser } from './plan-user.ts';
import type { Sight } from './planner-input.ts';
import { formatLimit, limitFields, specField } from './words.ts';

/** A declared VDC that has no subscription: user, hosting plan, subscription, in the order in which WAP wants them. */
export function planCreation(
  desired: DesiredVdc,
  standing: Extract<Standing, { kind: 'absent' }>,
  sight: Sight,
): PlannedWithWarnings | undefined {
  const entry = sight.inventory.get(desired.name);
  const identity = mintIdentity(sight.input.installation, desired.name, standing.generation, sight.input.hashes);
  const draft = startDraft(desired.name);
  const login = findNewLogin(desired, sight);
  const hostingPlan = findOwnHostingPlan(desired, standing.generation, sight);
  warnOfNamesake(draft, sight);
  if (hostingPlan !== undefined && 'block' in hostingPlan) draft.blocks.push(hostingPlan.block);
  else if (login.kind === 'refused') draft.blocks.push(login.block);
  else {
    planNewAccount(draft, desired, login, sight);
    planUser(draft, { name: login.userName, email: desired.owner.email }, sight);
    planHostingPlan(draft, desired, identity, hostingPlan, sight);
    if (draft.blocks.length === 0)
      planSubscription(draft, desired, {
        identity,
        owner: login.userName,
        hostingPlanId: hostingPlan?.id ?? identity.hostingPlanId,
        replaces: standing.replaces,
      });
  }
  if (draft.blocks.length > 0) draft.actions.length = 0; // half a VDC is of no use to anybody
  return finishDraft(draft, {
    reason: standing.isUnfinished ? 'unfinished' : standing.replaces !== undefined ? 'vanished' : 'spec-added',
    place: desired.place,
    gone: standing.replaces,
    remember: {
      generation: standing.generation,
      subscriptionId: identity.subscriptionId,
      hostingPlanId: hostingPlan && 'id' in hostingPlan ? hostingPlan.id : identity.hostingPlanId,
      isAdopted: false,
      userName: userNameOf(login, entry?.userName ?? desired.owner.email),
      lastSpec: lastSpecOf(desired, entry, true),
      // One that was there already, and somebody deleted, is no news to its customer.
      ...(sight.input.rules.sendsMail && entry?.wasSeen !== true && { told: 'nothing' as const }),
    },
  });
}

function userNameOf(login: Login, otherwise: string): string {
  return login.kind === 'refused' ? otherwise : login.userName;
}

/** The plan we made before, or began to make; one of the same name that we cannot prove ours is somebody else's. */
function findOwnHostingPlan(
  desired: DesiredVdc,
  generation: number,
  sight: Sight,
): ObservedHostingPlan | { readonly block: Draft['blocks'][number] } | undefined {
  const { installation, hashes } = sight.input;
  const mint = (of: number) => mintIdentity(installation, desired.name, of, hashes);
  const identity = mint(generation);
  const entry = sight.inventory.get(desired.name);
  const mine = entry?.isAdopted === false ? sight.world.hostingPlan(entry.hostingPlanId) : undefined;
  const [named] = sight.world.hostingPlansNamed(identity.hostingPlanName);
  const found = mine ?? sight.world.hostingPlan(identity.hostingPlanId) ?? named;
  if (found === undefined) return undefined;
  const carries = sight.world.subscriptionsOn(found.id).filter((one) => one.id !== identity.subscriptionId);
  // WAP may have given the plan another id than ours before we died; that we had begun makes an empty one of our name ours.
  const isBegun = entry?.isAdopted === false && templateKeyOf(found, sight.input.rules) === undefined;
  // Also what an earlier one of that name has left, which bears the id of that one.
  const isMinted = range(1, generation + 1).some((one) => isSameId(found.id, mint(one).hostingPlanId));
  const isProven = found !== named || isMinted || isBegun;
  if (isProven && carries.length === 0) return found;
  return {
    block: {
      code: 'HOSTING_PLAN_FOREIGN',
      message:
        carries.length > 0
          ? `Hosting plan "${found.displayName}" (${found.id}) carries ${carries.length} subscription${carries.length === 1 ? '' : 's'} that ${carries.length === 1 ? 'is' : 'are'} not this VDC's, first "${carries[0]?.name}" of ${carries[0]?.owner}.`
          : `WAP already has a hosting plan "${found.displayName}" (${found.id}) that nothing proves to be made by this installation.`,
      wayOut: `Rename that hosting plan in the WAP admin portal, or give the VDC another name. It is not touched.`,
    },
  };
}

function range(from: number, until: number): readonly number[] {
  return Array.from({ length: until - from }, (_, index) => from + index);
}

function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function planHostingPlan(
  draft: Draft,
  desired: DesiredVdc,
  identity: Identity,
  found: ObservedHostingPlan | undefined,
  sight: Sight,
): void {
  const template = findTemplate(desired.hostingPlan, sight);
  if ('block' in template) {
    draft.blocks.push(template.block);
    return;
  }
  const resource = `hosting-plan/${identity.hostingPlanName}`;
  if (found === undefined)
    draft.actions.push({
      verb: 'create',
      kind: 'hosting-plan',
      resource,
      reason: 'hosting-plan-missing',
      hostingPlanId: identity.hostingPlanId,
      displayName: identity.hostingPlanName,
      templateId: template.plan.id,
      limits: desired.limits,
    });
  else if (found.quota === undefined || diffLimits(desired.limits, found.quota, desired.units).length > 0)
    draft.actions.push({
      verb: 'update',
      kind: 'hosting-plan',
      resource,
      reason: found.quota === undefined ? 'quota-missing' : 'quota-differs',
      hostingPlanId: found.id,
      templateId: template.plan.id,
      limits: desired.limits,
      ...(found.quota && { saw: found.quota.limits }),
    });
  for (const field of limitFields)
    draft.changes.push({
      field: specField[field],
      before: null,
      after: formatLimit(field, desired.limits[field], desired.units),
    });
}

function planSubscription(
  draft: Draft,
  desired: DesiredVdc,
  {
    identity,
    owner,
    hostingPlanId,
    replaces,
  }: {
    readonly identity: Identity;
    readonly owner: string;
    readonly hostingPlanId: string;
    readonly replaces: string | undefined;
  },
): void {
  const resource = `subscription/${desired.name}`;
  const create: Action = {
    verb: 'create',
    kind: 'subscription',
    resource,
    reason: 'subscription-missing',
    subscriptionId: identity.subscriptionId,
    name: desired.name,
    owner,
    hostingPlanId,
    hostingPlanName: identity.hostingPlanName,
    coAdmins: desired.coAdmins ?? [],
    ...(replaces !== undefined && { replaces }),
  };
  draft.actions.push(create);
  draft.changes.push({ field: 'owner', before: null, after: desired.owner.email });
  if (desired.state === 'suspended') {
    draft.changes.push({ field: 'state', before: null, after: 'suspended' });
    draft.actions.push({
      verb: 'suspend',
      kind: 'subscription',
      resource,
      reason: 'declared-suspended',
      subscriptionId: identity.subscriptionId,
      saw: { owner, hostingPlanId, status: 'active' },
    });
  }
}

function warnOfNamesake(draft: Draft, sight: Sight): void {
  const [namesake] = sight.world.subscriptionsNamed(draft.name);
  if (namesake === undefined || sight.inventory.has(draft.name)) return;
  draft.warnings.push({
    code: 'SUBSCRIPTION_NAMESAKE',
    vdc: draft.name,
    message: `WAP already has a subscription "${namesake.name}" of ${namesake.owner} (${namesake.id}) that is not ours. If it is this VDC, write subscriptionId: ${namesake.id} into the spec instead of having a second one made.`,
  });
}
