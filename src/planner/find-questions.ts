import type { Question } from '../model/observed-state.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import { findShrinks } from './diff-limits.ts';
import { findStanding } from './find-standing.ts';
import { whyUnread } from './plan-quota.ts';
import type { PlannerInput, Sight } from './planner-input.ts';
import { see } from './see.ts';

/**
 * What must be asked about a few VDCs before anything can be decided about them: whether one that the list lacks is
 * really gone, and how much is in use where a limit is to shrink. A quiet pass asks nothing.
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
  for (const desired of declared) {
    const question = askForUse(desired, sight);
    if (question !== undefined) questions.push(question);
  }
  return questions;
}

function askForUse(desired: DesiredVdc, sight: Sight): Question | undefined {
  const standing = findStanding(desired, sight);
  if (standing.kind !== 'present') return undefined;
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
