import type { ObservedSubscription } from '../../src/model/observed-state.ts';
import { planOf, type StrictWap } from './strict-wap.ts';

/** What a person does at the portal: it is so at once. */
export type ByHand =
  'suspend' | 'resume' | 'delete' | 'delete-plan' | 'shrink-plan' | 'co-admins' | 'recreate' | 'a-b-a';

export function doByHand({ whole, deleted }: StrictWap, what: ByHand, name: string, atMs: number): void {
  const { subscriptions, hostingPlans } = whole;
  const found = [...subscriptions.values()].find((one) => one.name === name);
  if (found === undefined) return;
  const put = (over: Partial<ObservedSubscription>) => subscriptions.set(found.id, { ...found, ...over });
  const plan = hostingPlans.get(found.hostingPlanId);
  switch (what) {
    case 'suspend':
      put({ status: 'suspended' });
      break;
    case 'resume':
      put({ status: 'active' });
      break;
    case 'delete':
      subscriptions.delete(found.id);
      deleted.push({ id: found.id, atMs });
      break;
    case 'delete-plan':
      hostingPlans.delete(found.hostingPlanId);
      break;
    case 'shrink-plan':
      if (plan !== undefined)
        hostingPlans.set(
          plan.id,
          planOf({ ...plan, limits: { cpu: 2, ramMib: 1024, diskGib: 10, vms: 1 }, hostingPlanId: plan.id }, plan),
        );
      break;
    case 'co-admins':
      put({ coAdmins: ['by.hand@where.example'] });
      break;
    case 'recreate':
      put({ status: 'active', coAdmins: [] });
      break;
    case 'a-b-a':
      put({ status: 'suspended' });
      put({ status: found.status });
      break;
    default:
      what satisfies never;
  }
}
