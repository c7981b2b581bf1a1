import type { Performing } from '../perform-action.ts';

/** Of a VDC of which nothing is left. A row that stays behind after a crash is of no VDC and does nothing. */
export async function forgetMachines(
  { store, heldVms }: Pick<Performing, 'store' | 'heldVms'>,
  subscriptionId: string,
): Promise<void> {
  if (!heldVms.delete(subscriptionId)) return;
  await store.holdVms(subscriptionId, undefined);
}
