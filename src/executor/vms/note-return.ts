import type { PlannedVdc } from '../../model/plan.ts';
import type { Performing } from '../perform-action.ts';

/**
 * With `all`, machines are started that nobody put on a list. That they are to be is noted before the VDC is made active,
 * or whoever takes up from a crash in between would find an active VDC and nothing to do.
 */
export async function noteReturn({ store, heldVms }: Pick<Performing, 'store' | 'heldVms'>, vdc: PlannedVdc) {
  for (const action of vdc.actions) {
    if (action.kind !== 'vms' || action.verb !== 'resume' || action.which !== 'all') continue;
    if (heldVms.has(action.subscriptionId)) continue;
    const held = { isComplete: false, vms: [] };
    await store.holdVms(action.subscriptionId, held);
    heldVms.set(action.subscriptionId, held);
  }
}
