import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedHostingPlan, ObservedSubscription, ObservedUser } from '../model/observed-state.ts';
import type { ActionReason, Block } from '../model/plan.ts';
import { unreadBlock } from './accounts/find-login.ts';
import { type Draft, finishDraft, type PlannedWithWarnings, startDraft } from './draft.ts';
import { isGone, stateUnknown, taken } from './find-standing.ts';
import { templateKeyOf } from './find-named-plan.ts';
import { findUnlearntPlan } from './find-unlearnt-plan.ts';
import { hostingPlanNameOf } from './identity.ts';
import { blockSave } from './block-save.ts';
import { type PowerCase, planRest, planSuspension } from './plan-power.ts';
import { sawOf } from './saw-of.ts';
import type { Sight } from './planner-input.ts';

/** A VDC of ours that no spec names any more: suspended, left its grace, deleted; or whatever its last spec said. */
export function planRemoved(entry: InventoryEntry, sight: Sight): PlannedWithWarnings | undefined {
  const { policy } = entry.lastSpec.deletion;
  const draft = startDraft(entry.name);
  const subscription = sight.world.subscription(entry.subscriptionId);
  const isKept = policy !== 'delete' || entry.lastSpec.protect;
  const isDue = isDeletionDue(entry, subscription, sight);
  if (!isDue) {
    if (isKept && subscription === undefined && isGone(entry.subscriptionId, sight)) planForgetting(draft, entry);
    else if (policy === 'retain') return undefined;
    else draft.blocks.push(...findHolds(entry, subscription, sight));
  }
  if (draft.blocks.length > 0) return finishDraft(draft, { reason: 'spec-removed' });
  if (isDue && isAccountUnread(entry, sight)) draft.blocks.push(unreadBlock(sight.accounts?.unread ?? ''));
  if (draft.blocks.length > 0) return finishDraft(draft, { reason: 'spec-removed' });
  if (isDue) planDeletion(draft, entry, subscription, sight);
  else if (subscription !== undefined) planRetirement(draft, entry, subscription, sight);
  return finishDraft(draft, {
    reason:
      isDue && entry.retiredAtMs !== undefined
        ? 'grace-ended'
        : entry.retiredAtMs === undefined
          ? 'spec-removed'
          : 'drift',
    // Also where it was never seen: its making may have been answered with silence, and looks with what was before.
    ...(subscription === undefined && { gone: entry.subscriptionId }),
    remember: {
      generation: entry.generation,
      subscriptionId: entry.subscriptionId,
      hostingPlanId: entry.hostingPlanId,
      isAdopted: entry.isAdopted,
      userName: entry.userName,
      lastSpec: entry.lastSpec,
    },
  });
}

/** What keeps a VDC from going its way out. */
function findHolds(
  entry: InventoryEntry,
  subscription: ObservedSubscription | undefined,
  sight: Pick<Sight, 'namedBy'>,
): readonly Block[] {
  const blocks: Block[] = [];
  if (entry.lastSpec.protect)
    blocks.push({
      code: 'VDC_PROTECTED',
      message: `No spec names the VDC any more, but its last one said protect: true, which outlives the file.`,
      wayOut: `Bring the spec back; to let the VDC go, apply it once with protect: false, then remove it.`,
    });
  const other = sight.namedBy.get(entry.subscriptionId);
  if (other !== undefined) blocks.push(taken(entry.subscriptionId, other));
  if (subscription?.status === 'unknown') blocks.push(stateUnknown(subscription.id));
  return blocks;
}

/** Whether nothing speaks against deleting it now: its grace is over, or there is nobody left to whom grace could be given. */
export function isDeletionDue(
  entry: InventoryEntry,
  subscription: ObservedSubscription | undefined,
  sight: Pick<Sight, 'input' | 'isMissingInBulk' | 'namedBy'>,
): boolean {
  const { policy, graceMs } = entry.lastSpec.deletion;
  // Begun and never made: there was nothing yet that anybody could have wanted kept, and what was begun is ours.
  if (subscription === undefined && !entry.wasSeen) return isGone(entry.subscriptionId, sight);
  if (policy !== 'delete' || findHolds(entry, subscription, sight).length > 0) return false;
  if (subscription === undefined) return isGone(entry.subscriptionId, sight);
  // To clear it we had to make it active again ourselves: that is no resumption.
  if (subscription.status === 'deleting' || graceMs === 0 || entry.isBeingDeleted === true) return true;
  // Grace is time spent suspended: who resumed it may have had a reason.
  return subscription.status === 'suspended' && isGraceOver(entry, sight.input.nowMs);
}

function isGraceOver({ retiredAtMs, lastSpec }: InventoryEntry, nowMs: number): boolean {
  return retiredAtMs !== undefined && nowMs >= retiredAtMs + lastSpec.deletion.graceMs;
}

function planRetirement(draft: Draft, entry: InventoryEntry, subscription: ObservedSubscription, sight: Sight): void {
  const beginsAnew = entry.lastSpec.deletion.policy === 'delete' && isGraceOver(entry, sight.input.nowMs);
  if (entry.retiredAtMs === undefined || beginsAnew)
    draft.actions.push({ verb: 'retire', kind: 'vdc', resource: `vdc/${entry.name}`, reason: 'no-spec' });
  const power = powerOf(entry, subscription, sight);
  if (subscription.status === 'suspended') planRest(draft, power);
  if (subscription.status !== 'active') return;
  const on = sight.world.hostingPlan(subscription.hostingPlanId);
  const block = on && blockSave(power, on);
  if (block === undefined) planSuspension(draft, power);
  else draft.blocks.push(block);
}

function powerOf(entry: InventoryEntry, subscription: ObservedSubscription, sight: Sight): PowerCase {
  const { onSuspend, onResume } = entry.lastSpec;
  return { subscription, onSuspend, onResume, reason: 'no-spec', sight };
}

/** Somebody deleted it, though its last spec wanted it kept: there is nothing left to keep, and what is left in WAP stays. */
function planForgetting(draft: Draft, entry: InventoryEntry): void {
  draft.actions.push({ verb: 'delete', kind: 'vdc', resource: `vdc/${entry.name}`, reason: 'no-spec' });
}

/** In the reverse order of making, and only what nobody else uses. */
function planDeletion(
  draft: Draft,
  entry: InventoryEntry,
  subscription: ObservedSubscription | undefined,
  sight: Sight,
): void {
  const reason = entry.retiredAtMs === undefined ? 'no-spec' : 'grace-ended';
  if (subscription !== undefined) planSubscriptionDeletion(draft, subscription, reason, sight);
  planHostingPlanDeletion(draft, entry, sight);
  planUserDeletion(draft, entry, sight);
  planAccountDeletion(draft, entry, sight);
  draft.actions.push({ verb: 'delete', kind: 'vdc', resource: `vdc/${entry.name}`, reason });
}

/** Its machines and what else it holds go first: WAP does not say what becomes of them, and afterwards nobody reaches them. */
function planSubscriptionDeletion(
  draft: Draft,
  subscription: ObservedSubscription,
  reason: ActionReason,
  sight: Sight,
): void {
  const { vmAccess } = sight.input.rules;
  const resource = `subscription/${draft.name}`;
  const subscriptionId = subscription.id;
  let saw = sawOf(subscription);
  if (vmAccess === 'tenant' && saw.status === 'suspended') {
    draft.actions.push({
      verb: 'resume',
      kind: 'subscription',
      resource,
      reason: 'to-be-cleared',
      subscriptionId,
      saw,
    });
    saw = { ...saw, status: 'active' };
  }
  const isInReach = vmAccess === 'spf' || (vmAccess === 'tenant' && saw.status === 'active');
  if (isInReach)
    draft.actions.push({ verb: 'delete', kind: 'vms', resource: `vms/${draft.name}`, reason, subscriptionId, saw });
  draft.actions.push({ verb: 'delete', kind: 'subscription', resource, reason, subscriptionId, saw });
}

function planHostingPlanDeletion(draft: Draft, entry: InventoryEntry, sight: Sight): void {
  if (entry.isAdopted) return;
  const plan = sight.world.hostingPlan(entry.hostingPlanId) ?? findUnlearntPlan(entry, sight.world, sight.input.rules);
  // One that a list lacks is deleted all the same, or nothing would ever lead to it again: it may have been a false list.
  if (plan === undefined) {
    const displayName = hostingPlanNameOf(entry.name);
    const isNamed = sight.world.hostingPlansNamed(displayName).length > 0;
    const isCarrying = sight.world.subscriptionsOn(entry.hostingPlanId).some(({ id }) => id !== entry.subscriptionId);
    if (!isNamed && !isCarrying) deleteHostingPlan(draft, { id: entry.hostingPlanId, displayName });
    return;
  }
  const template = templateKeyOf(plan, sight.input.rules);
  if (template !== undefined) {
    draft.warnings.push({
      code: 'HOSTING_PLAN_LEFT',
      vdc: entry.name,
      message: `Hosting plan "${plan.displayName}" stays: other VDCs are cut from it (hostingPlans.${template} in the settings).`,
    });
    return;
  }
  const others = sight.world.subscriptionsOn(plan.id).filter((one) => one.id !== entry.subscriptionId);
  if (others.length > 0) {
    draft.warnings.push({
      code: 'HOSTING_PLAN_LEFT',
      vdc: entry.name,
      message: `Hosting plan "${plan.displayName}" stays: it carries ${others.length} subscription${others.length === 1 ? '' : 's'} that are not this VDC's, first "${others[0]?.name}" of ${others[0]?.owner}.`,
    });
    return;
  }
  deleteHostingPlan(draft, plan);
}

function deleteHostingPlan(draft: Draft, { id, displayName }: Pick<ObservedHostingPlan, 'id' | 'displayName'>): void {
  draft.actions.push({
    verb: 'delete',
    kind: 'hosting-plan',
    resource: `hosting-plan/${displayName}`,
    reason: 'no-longer-used',
    hostingPlanId: id,
    displayName,
  });
}

/** Several VDCs of one owner may leave together: each tries, and the one whose turn is last finds nobody left. */
function planUserDeletion(draft: Draft, entry: InventoryEntry, sight: Sight): void {
  const key = entry.userName.toLowerCase();
  const madeAtMs = sight.input.memory.createdUsers.get(key);
  if (madeAtMs === undefined || sight.wantedUsers.has(key)) return;
  // One that is gone is deleted all the same: so we forget that we made it, and never take for ours who comes by that name.
  const user = sight.world.user(entry.userName);
  if ((user !== undefined && !isTheOneWeMade(user, madeAtMs)) || hasOthers(entry, sight)) return;
  draft.actions.push({
    verb: 'delete',
    kind: 'user',
    resource: `user/${entry.userName}`,
    reason: 'no-longer-used',
    userName: entry.userName,
  });
}

function hasOthers(entry: InventoryEntry, { world, leaving }: Sight): boolean {
  return world.subscriptionsOf(entry.userName).some(({ id }) => id !== entry.subscriptionId && !leaving.has(id));
}

/** One that we made; one that we only use stays as it is. */
function planAccountDeletion(draft: Draft, entry: InventoryEntry, sight: Sight): void {
  const account = sight.accounts?.byUpn(entry.userName);
  if (account?.mark === undefined || sight.wantedUsers.has(entry.userName.toLowerCase())) return;
  if (hasOthers(entry, sight)) return;
  draft.actions.push({
    verb: 'delete',
    kind: 'account',
    resource: `account/${account.upn}`,
    reason: 'no-longer-used',
    accountId: account.id,
    upn: account.upn,
    mark: account.mark,
  });
}

/** Its account could not be deleted with it, and nothing would lead to it afterwards. */
function isAccountUnread(entry: InventoryEntry, { accounts }: Sight): boolean {
  return accounts?.unread !== undefined && accounts.byUpn(entry.userName)?.mark !== undefined;
}

/** WAP tells no time zone: a day apart is another user of the same name, made before us or after somebody deleted ours. */
function isTheOneWeMade({ createdAtMs }: ObservedUser, madeAtMs: number): boolean {
  return createdAtMs === undefined || Math.abs(createdAtMs - madeAtMs) <= 24 * 60 * 60 * 1000;
}
