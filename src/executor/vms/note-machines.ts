import type { HeldVms } from '../../model/memory.ts';
import type { Action, PlannedVdc } from '../../model/plan.ts';
import type { Performing } from '../perform-action.ts';

/**
 * What must be known of a VDC's machines before the first of its actions: whoever takes up from a crash between that and
 * the action on its machines finds a VDC that is already suspended, or already active, and must not draw a wrong conclusion.
 */
export async function noteMachines({ store, heldVms }: Pick<Performing, 'store' | 'heldVms'>, { actions }: PlannedVdc) {
  for (const action of actions) {
    if (action.kind !== 'vms') continue;
    const before = heldVms.get(action.subscriptionId);
    const noted = noteOf(action, before);
    if (noted === before || noted === undefined) continue;
    await store.holdVms(action.subscriptionId, noted);
    heldVms.set(action.subscriptionId, noted);
  }
}

function noteOf(action: Extract<Action, { readonly kind: 'vms' }>, before: HeldVms | undefined): HeldVms | undefined {
  // With `all`, machines are started that nobody put on a list.
  if (action.verb === 'resume' && action.which === 'all') return before ?? { isComplete: false, vms: [] };
  // A new suspension: its customer was in until now, so that what runs is his, also what was stopped as somebody else's.
  // Who is not back from the last one stays on the list.
  const isNew = action.verb === 'suspend' && action.reason !== 'vms-running';
  if (!isNew || before === undefined || !(before.isComplete || before.isReturning === true)) return before;
  return { isComplete: false, vms: before.vms.filter((vm) => vm.before !== 'off') };
}
