import type { Distrust, ObservedHostingPlan, ObservedState } from '../../model/observed-state.ts';
import { listPages, type ListingEnd, type PagedQuestion } from './client/admin-api/list-pages.ts';
import { readPlans } from './client/admin-api/plans.ts';
import { subscriptionPages } from './client/admin-api/subscriptions.ts';
import type { TextPool } from './client/admin-api/text-pool.ts';
import { userPages } from './client/admin-api/users.ts';
import { hostingPlanFromWire, subscriptionFromClient, userFromClient } from './from-wire.ts';
import { doubtClocks } from './doubt-clocks.ts';
import type { WapDoors } from './wap-doors.ts';

/**
 * Plans in one answer, subscriptions and users page by page, all three side by side. A page that fails fails the whole;
 * rows that were counted but never came are told as distrust. Pages are dropped as soon as they are understood.
 */
export async function observeWap(doors: WapDoors, texts: TextPool, signal: AbortSignal): Promise<ObservedState> {
  const { admin, memo } = doors;
  const distrust: Distrust[] = [];
  const hostingPlans: ObservedHostingPlan[] = [];
  const [, subscriptions, users] = await Promise.all([
    readPlans(admin, texts, (plan) => hostingPlans.push(hostingPlanFromWire(plan, memo)), signal),
    readAll(subscriptionPages(admin, {}, { signal }), subscriptionFromClient, distrust),
    readAll(userPages(admin, { signal }), userFromClient, distrust),
  ]);
  return { hostingPlans, subscriptions, users, distrust: [...doubtClocks(admin.serverAheadMs()), ...distrust] };
}

async function readAll<Row, Ours>(
  question: PagedQuestion<Row>,
  fromClient: (row: Row) => Ours,
  distrust: Distrust[],
): Promise<readonly Ours[]> {
  const ours: Ours[] = [];
  const pages = listPages(question);
  for (;;) {
    const next = await pages.next();
    if (next.done === true) {
      distrust.push(...doubt(question.kind, ours.length, next.value));
      return ours;
    }
    for (const row of next.value) ours.push(fromClient(row));
  }
}

function doubt(kind: string, rows: number, end: ListingEnd): readonly Distrust[] {
  if (end.missing === 0 && end.surplus === 0) return [];
  const counted = rows + end.missing - end.surplus;
  return [
    {
      code: 'OBSERVATION_COUNTS_DISAGREE',
      message: `WAP counts ${counted} ${kind.toLowerCase()} but listed ${rows}. What it did not list must not be taken for gone.`,
    },
  ];
}
