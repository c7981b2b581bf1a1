import type { WireWap } from './wire/wire-wap.ts';

/** What a person does at the portal, or with PowerShell. */
export type ByHand = 'suspend' | 'resume' | 'delete' | 'shrink-plan' | 'co-admins' | 'recreate' | 'a-b-a';

export function doByHand(wap: WireWap, what: ByHand, name: string, atMs: number): void {
  const { byHand, world } = wap.simulator;
  const found = wap.truth().subscriptions.find((one) => one.name === name && one.status !== 'deleting');
  if (found === undefined) return;
  const { id, owner, hostingPlanId, status } = found;
  const set = (to: string) => (to === 'suspended' ? byHand.suspend(id) : byHand.activate(id));
  switch (what) {
    case 'suspend':
      return set('suspended');
    case 'resume':
      return set('active');
    case 'delete':
      return byHand.deleteSubscription(id);
    case 'shrink-plan':
      return byHand.setLimits(hostingPlanId, { vms: '1', cpus: '2', memoryMb: '1024', storageGb: '10' });
    case 'co-admins': {
      const record = world.subscriptions.get(id);
      if (record !== undefined)
        world.step(atMs, () => world.subscriptions.put({ ...record, coAdmins: ['by.hand@where.example'] }));
      return;
    }
    case 'recreate':
      // Between two looks of ours: the same GUID stands again, as WAP makes it.
      world.step(atMs, () => world.subscriptions.remove(id));
      byHand.request('POST', '/subscriptions', {
        SubscriptionId: id,
        FriendlyName: name,
        AccountAdminLiveEmailId: owner,
        AccountAdminLivePuid: owner,
        PlanId: hostingPlanId,
      });
      return;
    case 'a-b-a':
      set(status === 'suspended' ? 'active' : 'suspended');
      set(status);
      return;
    default:
      what satisfies never;
  }
}
