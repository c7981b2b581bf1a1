import type { ObservedSubscription } from '../model/observed-state.ts';
import { findShrinks } from './diff-limits.ts';
import type { Draft } from './draft.ts';
import type { PresentPlan } from './find-present-plan.ts';
import { blockShrinks, type QuotaCase } from './plan-quota.ts';
import { sawOf } from './saw-of.ts';

/**
 * Moves a subscription back to its own hosting plan, once that has the limits of the spec. Where it had more meanwhile,
 * that is a shrink like any other. Returns the subscription as whatever comes after will find it.
 */
export function planMove(
  draft: Draft,
  { hostingPlan, movedTo }: PresentPlan,
  quotaCase: Pick<QuotaCase, 'desired' | 'subscription' | 'sight'>,
): ObservedSubscription {
  const { desired, subscription } = quotaCase;
  if (movedTo === undefined) return subscription;
  draft.changes.push({
    field: 'hosting plan',
    before: movedTo.hostingPlan.displayName,
    after: hostingPlan.displayName,
  });
  draft.blocks.push(...blockShrinks(quotaCase, movedTo.quota));
  if (draft.blocks.length > 0) return subscription;
  const shrinks = findShrinks(desired.limits, movedTo.quota);
  draft.actions.push({
    verb: 'update',
    kind: 'subscription',
    resource: `subscription/${desired.name}`,
    reason: 'on-other-hosting-plan',
    subscriptionId: subscription.id,
    change: { field: 'hostingPlan', hostingPlanId: hostingPlan.id, ...(shrinks.length > 0 && { shrinks }) },
    saw: sawOf(subscription),
  });
  return { ...subscription, hostingPlanId: hostingPlan.id };
}
