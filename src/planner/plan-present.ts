import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedHostingPlan, ObservedSubscription } from '../model/observed-state.ts';
import type { VdcReason } from '../model/plan.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import type { Login } from './accounts/find-login.ts';
import { findPresentLogin } from './accounts/find-present-login.ts';
import { planNewAccount } from './accounts/plan-new-account.ts';
import { isEqual } from './diff-limits.ts';
import { type Draft, finishDraft, lastSpecOf, type PlannedWithWarnings, startDraft } from './draft.ts';
import { type Standing, stateUnknown } from './find-standing.ts';
import { findPresentPlan } from './find-present-plan.ts';
import { findTemplate } from './find-template.ts';
import { planMove } from './plan-move.ts';
import { blockSave } from './block-save.ts';
import { type PowerCase, planResumption, planRest, planReturn, planSuspension } from './plan-power.ts';
import { planQuota, type QuotaCase } from './plan-quota.ts';
import type { Sight } from './planner-input.ts';
import { sawOf } from './saw-of.ts';

/** Resyncs in a row after which WAP evidently cannot help itself. */
const maxResyncs = 5;

/** A declared VDC that has its subscription: what must change so that it is as declared. */
export function planPresent(
  desired: DesiredVdc,
  standing: Extract<Standing, { kind: 'present' }>,
  sight: Sight,
): PlannedWithWarnings | undefined {
  const entry = sight.inventory.get(desired.name);
  const { subscription } = standing;
  const draft = startDraft(desired.name);
  const isAdopted = entry?.isAdopted ?? standing.proof === 'spec';
  const present = findPresentPlan(draft, desired, entry, subscription, isAdopted, sight);
  const login = findPresentLogin(desired, subscription.owner, sight);
  if (!isTouchable(draft, subscription, login, sight) || present === undefined)
    return finishDraft(draft, { reason: reasonOf(draft, desired, entry, standing), place: desired.place });
  const { hostingPlan } = present;
  planAdoption(draft, desired, subscription, standing, entry);
  planNewAccount(draft, desired, login, sight);
  planQuota(draft, { desired, subscription, hostingPlan, isAdopted, entry, sight });
  const moved = planMove(draft, present, { desired, subscription, sight });
  planCoAdmins(draft, desired, moved);
  planPower(draft, desired, moved, hostingPlan, { isAdopted, entry, sight });
  planResync(draft, subscription, hostingPlan, entry);
  return finishDraft(draft, {
    reason: reasonOf(draft, desired, entry, standing),
    place: desired.place,
    remember: {
      generation: standing.generation,
      subscriptionId: subscription.id,
      hostingPlanId: hostingPlan.id,
      isAdopted,
      userName: subscription.owner,
      lastSpec: lastSpecOf(desired, entry, draft.blocks.length === 0),
    },
  });
}

/** A subscription on its way out, in a state we do not know, or of another owner: WAP could not do what we would ask. */
function isTouchable(draft: Draft, subscription: ObservedSubscription, login: Login, { world }: Sight): boolean {
  if (subscription.status === 'deleting')
    draft.blocks.push({
      code: 'SUBSCRIPTION_BEING_DELETED',
      message: `Subscription ${subscription.id} is being deleted in WAP; until it is gone only its deletion is possible.${lastErrorOf(subscription)}`,
      wayOut: `Wait: once it is gone, the VDC is made anew. If WAP cannot finish, look at the subscription in its admin portal.`,
    });
  else if (subscription.status === 'unknown') draft.blocks.push(stateUnknown(subscription.id));
  if (login.kind === 'refused') draft.blocks.push(login.block);
  // To make it would be to take the next best for the one that is there.
  if (draft.blocks.length === 0 && world.user(subscription.owner) === undefined)
    draft.blocks.push({
      code: 'USER_UNSEEN',
      message: `Subscription ${subscription.id} is that of ${subscription.owner}, but WAP's list of users lacks that one, which cannot be.`,
      wayOut: `Run \`vdc plan\` again; if it stays, look at the user in the WAP admin portal.`,
    });
  return draft.blocks.length === 0;
}

function planAdoption(
  draft: Draft,
  desired: DesiredVdc,
  subscription: ObservedSubscription,
  standing: Extract<Standing, { kind: 'present' }>,
  entry: InventoryEntry | undefined,
): void {
  if (entry?.subscriptionId === subscription.id) return;
  draft.actions.push({
    verb: 'adopt',
    kind: 'subscription',
    resource: `subscription/${desired.name}`,
    reason: standing.proof === 'spec' ? 'named-by-spec' : 'proven-ours',
    subscriptionId: subscription.id,
  });
}

function planCoAdmins(draft: Draft, desired: DesiredVdc, subscription: ObservedSubscription): void {
  const wanted = desired.coAdmins;
  if (wanted === undefined || sameNames(wanted, subscription.coAdmins)) return;
  draft.changes.push({ field: 'coAdmins', before: subscription.coAdmins, after: wanted });
  draft.actions.push({
    verb: 'update',
    kind: 'subscription',
    resource: `subscription/${desired.name}`,
    reason: 'co-admins-differ',
    subscriptionId: subscription.id,
    change: { field: 'coAdmins', coAdmins: wanted },
    saw: sawOf(subscription),
  });
}

function planPower(
  draft: Draft,
  desired: DesiredVdc,
  subscription: ObservedSubscription,
  hostingPlan: ObservedHostingPlan,
  { isAdopted, entry, sight }: Pick<QuotaCase, 'isAdopted' | 'entry' | 'sight'>,
): void {
  const isToRest = desired.state === 'suspended';
  const isActive = subscription.status === 'active';
  const power: PowerCase = {
    subscription,
    onSuspend: desired.onSuspend,
    onResume: desired.onResume,
    reason: isToRest ? 'declared-suspended' : 'declared-active',
    sight,
  };
  if (!isToRest) {
    if (isActive) planReturn(draft, power);
    else planResumption(draft, power);
  } else if (!isActive) {
    planRest(draft, power);
    warnOfUnseen(draft, power, entry);
  } else {
    const template = isAdopted ? undefined : findTemplate(desired.hostingPlan, sight);
    const block = blockSave(power, template !== undefined && 'plan' in template ? template.plan : hostingPlan);
    if (block === undefined) planSuspension(draft, power);
    else draft.blocks.push(block);
  }
}

/** Somebody suspended it before its spec did: its machines were never put to rest, and only SPF could reach them now. */
function warnOfUnseen(draft: Draft, power: PowerCase, entry: InventoryEntry | undefined): void {
  const { subscription, onSuspend, sight } = power;
  const isNew = entry?.lastSpec.state === 'active' && entry.subscriptionId === subscription.id;
  const isHeld = sight.input.memory.heldVms.has(subscription.id);
  if (!isNew || isHeld || onSuspend === 'none' || sight.input.rules.vmAccess === 'spf') return;
  draft.warnings.push({
    code: 'VMS_UNSEEN',
    vdc: draft.name,
    message: `It is suspended already, but not by us, so its machines were not stopped, and without wap.spf nobody can look. Stop them in VMM, or declare it active and then suspended.`,
  });
}

function planResync(
  draft: Draft,
  subscription: ObservedSubscription,
  hostingPlan: ObservedHostingPlan,
  entry: InventoryEntry | undefined,
): void {
  if (subscription.convergence !== 'out-of-sync' && hostingPlan.convergence !== 'out-of-sync') return;
  // Writing the quota hands it to every cloud again, which is what a resync does.
  if (draft.actions.some((action) => action.verb === 'update' && action.kind === 'hosting-plan')) return;
  if ((entry?.resyncs ?? 0) >= maxResyncs)
    draft.blocks.push({
      code: 'OUT_OF_SYNC',
      message: `WAP's clouds did not take over what was asked for, though it was handed to them again ${maxResyncs} times.${lastErrorOf(subscription) || lastErrorOf(hostingPlan)}`,
      wayOut: `Look at the subscription in the WAP admin portal and at VMM's jobs; WAP's message names the part that failed.`,
    });
  else
    draft.actions.push({
      verb: 'resync',
      kind: 'subscription',
      resource: `subscription/${draft.name}`,
      reason: 'out-of-sync',
      subscriptionId: subscription.id,
    });
}

function reasonOf(
  draft: Draft,
  desired: DesiredVdc,
  entry: InventoryEntry | undefined,
  standing: Extract<Standing, { kind: 'present' }>,
): VdcReason {
  if (entry === undefined) return standing.proof === 'spec' ? 'named-by-spec' : 'proven-ours';
  if (entry.retiredAtMs !== undefined) return 'spec-returned';
  if (draft.actions.length > 0 && draft.actions.every((action) => action.verb === 'resync')) return 'out-of-sync';
  if (isSpecChanged(desired, entry)) return 'spec-changed';
  return entry.wasSeen && entry.isUnfinished !== true ? 'drift' : 'unfinished';
}

function isSpecChanged(desired: DesiredVdc, { lastSpec }: InventoryEntry): boolean {
  return (
    !isEqual(desired.limits, lastSpec.limits) ||
    desired.state !== lastSpec.state ||
    desired.hostingPlan !== lastSpec.hostingPlan ||
    desired.owner.email !== lastSpec.ownerEmail ||
    !sameNames(desired.coAdmins ?? [], lastSpec.coAdmins ?? [])
  );
}

function lastErrorOf(thing: { readonly lastError?: string }): string {
  return thing.lastError === undefined ? '' : ` WAP says: ${thing.lastError}`;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  const one = new Set(a.map((name) => name.toLowerCase()));
  const other = new Set(b.map((name) => name.toLowerCase()));
  return one.size === other.size && [...one].every((name) => other.has(name));
}
