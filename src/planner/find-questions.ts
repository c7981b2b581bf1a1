import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedSubscription, Question } from '../model/observed-state.ts';
import type { DesiredVdc, OnSuspend } from '../model/virtual-data-center.ts';
import { findGrowth, findShrinks } from './diff-limits.ts';
import { findStanding, type Standing } from './find-standing.ts';
import { findTemplate } from './find-template.ts';
import { isDeletionDue } from './plan-removed.ts';
import { whyUnread } from './plan-quota.ts';
import type { PlannerInput, Sight } from './planner-input.ts';
import { see } from './see.ts';

/**
 * What must be asked about a few VDCs before anything can be decided about them: whether one that the list lacks is
 * really gone, how much is in use where a limit is to shrink, what runs where nothing should, what a cloud has where
 * more of it is to be sold. A quiet pass over active VDCs asks nothing.
 */
export function findQuestions(input: PlannerInput): readonly Question[] {
  const { sight, declared, removed } = see(input);
  const questions: Question[] = [];
  // When they are missing in bulk the list is not believed anyway; thousands of GETs would not make it better.
  if (!sight.isMissingInBulk)
    for (const entry of input.memory.inventory)
      if (
        sight.world.subscription(entry.subscriptionId) === undefined &&
        (entry.wasSeen || removed.some((one) => one.name === entry.name))
      )
        questions.push({ kind: 'is-subscription-gone', subscriptionId: entry.subscriptionId, owner: entry.userName });
  const clouds = new Map<string, Question>();
  for (const desired of declared) {
    const standing = findStanding(desired, sight);
    const cloud = askForCapacity(desired, standing, sight);
    if (cloud !== undefined) clouds.set(cloud.cloudId, cloud);
    if (standing.kind !== 'present') continue;
    const about = [
      askForUse(desired, standing, sight),
      desired.state === 'suspended' ? askForVms(standing.subscription, desired.onSuspend, sight) : undefined,
    ];
    for (const question of about) if (question !== undefined) questions.push(question);
  }
  for (const entry of removed) {
    const question = askForVmsOfRemoved(entry, sight);
    if (question !== undefined) questions.push(question);
  }
  return [...questions, ...clouds.values()];
}

/** Only SPF shows what runs in a suspended VDC. */
function askForVms(subscription: ObservedSubscription, onSuspend: OnSuspend, sight: Sight): Question | undefined {
  if (onSuspend === 'none' || subscription.status !== 'suspended') return undefined;
  if (sight.input.rules.vmAccess !== 'spf') return undefined;
  return { kind: 'vms', subscriptionId: subscription.id, owner: subscription.owner };
}

function askForVmsOfRemoved(entry: InventoryEntry, sight: Sight): Question | undefined {
  const subscription = sight.world.subscription(entry.subscriptionId);
  const { deletion, onSuspend } = entry.lastSpec;
  if (subscription === undefined || deletion.policy === 'retain' || isDeletionDue(entry, subscription, sight))
    return undefined;
  return askForVms(subscription, onSuspend, sight);
}

/** Where more is to be sold than before. */
function askForCapacity(desired: DesiredVdc, standing: Standing, sight: Sight) {
  const quota = quotaToGrow(desired, standing, sight);
  return quota && ({ kind: 'capacity', cloudId: quota.cloudId, stampId: quota.stampId } as const);
}

function quotaToGrow(desired: DesiredVdc, standing: Standing, sight: Sight) {
  if (standing.kind === 'refused') return undefined;
  if (standing.kind === 'absent') {
    const template = findTemplate(desired.hostingPlan, sight);
    return 'quota' in template ? template.quota : undefined;
  }
  const quota = sight.world.hostingPlan(standing.subscription.hostingPlanId)?.quota;
  return quota !== undefined && findGrowth(desired.limits, quota).length > 0 ? quota : undefined;
}

function askForUse(
  desired: DesiredVdc,
  standing: Extract<Standing, { kind: 'present' }>,
  sight: Sight,
): Question | undefined {
  const { subscription } = standing;
  const quota = sight.world.hostingPlan(subscription.hostingPlanId)?.quota;
  if (quota === undefined || findShrinks(desired.limits, quota).length === 0) return undefined;
  if (whyUnread({ subscription, sight }) !== undefined) return undefined;
  return {
    kind: 'use',
    subscriptionId: subscription.id,
    owner: subscription.owner,
    cloudId: quota.cloudId,
    stampId: quota.stampId,
  };
}
