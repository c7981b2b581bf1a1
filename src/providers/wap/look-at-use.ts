import { ControllerError } from '../../model/controller-error.ts';
import type { LimitsAndUse, Unread } from '../../model/observed-state.ts';
import type { VdcAddress } from '../../model/virtual-machine.ts';
import { getPlan } from './client/admin-api/plans.ts';
import { createQuotaMemo, hostingPlanFromWire } from './from-wire.ts';
import { lookAtSubscription } from './look-at-subscription.ts';
import { readUse } from './read-use.ts';
import type { WapDoors } from './wap-doors.ts';

/** What one VDC may use and does use at this moment: for people who look at it, not for plans. */
export async function lookAtUse(
  { subscriptionId }: Pick<VdcAddress, 'subscriptionId'>,
  doors: WapDoors,
  signal: AbortSignal,
): Promise<LimitsAndUse | Unread> {
  try {
    const subscription = await lookAtSubscription(subscriptionId, doors, signal);
    if (subscription === undefined) return { unread: `WAP has no subscription ${subscriptionId}.` };
    const { plan } = await getPlan(doors.admin, subscription.hostingPlanId, signal);
    const { quota } = hostingPlanFromWire(plan, createQuotaMemo());
    if (quota === undefined)
      return { unread: `Hosting plan "${plan.displayName}" has no quota of exactly one VM cloud.` };
    const { owner } = subscription;
    const answer = await readUse(
      { subscriptionId, owner, cloudId: quota.cloudId, stampId: quota.stampId },
      doors,
      signal,
    );
    return 'unread' in answer ? answer : { limits: quota.limits, use: answer.use };
  } catch (error) {
    if (!(error instanceof ControllerError)) throw error;
    return { unread: error.message };
  }
}
