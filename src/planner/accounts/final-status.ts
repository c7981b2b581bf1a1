import type { PlannedVdc } from '../../model/plan.ts';
import type { ObservedSubscription } from '../../model/observed-state.ts';

/** What a VDC's subscription is once its actions are done: `gone` also for one that is not there and not made. */
export type FinalStatus = 'active' | 'suspended' | 'gone';

export function finalStatusOf(
  planned: Pick<PlannedVdc, 'actions'> | undefined,
  subscription: ObservedSubscription | undefined,
): FinalStatus {
  let status: FinalStatus = seenAs(subscription);
  for (const action of planned?.actions ?? []) {
    if (action.kind !== 'subscription') continue;
    if (action.verb === 'create' || action.verb === 'resume') status = 'active';
    if (action.verb === 'suspend') status = 'suspended';
    if (action.verb === 'delete') status = 'gone';
  }
  return status;
}

/** Of VDCs of one owner the first that will be active; the owner is told of a new password with it, since then it can be used. */
export function findFirstActive<T extends Holding>(holders: readonly T[]): T | undefined {
  return holders.find(({ planned, subscription }) => finalStatusOf(planned, subscription) === 'active');
}

interface Holding {
  readonly planned?: Pick<PlannedVdc, 'actions'>;
  readonly subscription?: ObservedSubscription;
}

/** In a state that we do not know its owner must be able to get in. */
function seenAs(subscription: ObservedSubscription | undefined): FinalStatus {
  if (subscription === undefined || subscription.status === 'deleting') return 'gone';
  return subscription.status === 'suspended' ? 'suspended' : 'active';
}
