import { listSubscriptions } from './client/admin-api/subscriptions.ts';
import type { WapDoors } from './wap-doors.ts';

/** How many subscriptions a hosting plan carries now, as their list says: what it does not tell of itself is looked for. */
export async function countSubscriptions(planId: string, { admin }: WapDoors, signal: AbortSignal): Promise<number> {
  const { rows, missing } = await listSubscriptions(admin, { planId }, { signal, take: 10 });
  // The filter may be ignored by a server that we do not know: only rows that may be on the plan count.
  return (
    rows.filter((row) => row.planId === null || row.planId.toLowerCase() === planId.toLowerCase()).length + missing
  );
}
