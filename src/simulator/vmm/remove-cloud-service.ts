import { mintGuid } from '../clock/seeded-random.ts';
import { limitsPlace } from '../quota/limits-place.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import type { VmmCall } from './begin-job.ts';
import { beginRemoval } from './begin-removal.ts';
import { machinesOfRoles, type CloudService } from './cloud-services.ts';
import { condemnHoldings } from './holdings.ts';

/** Deletes a cloud service with its roles and their machines, running or not: they are gone when its job is over. */
export function removeCloudService(call: VmmCall, service: CloudService, subscription: SubscriptionRecord): JobRecord {
  const { name, roles, record } = service;
  const machines = machinesOfRoles(call, subscription.id, roles);
  const removable = {
    kind: 'CloudService',
    id: mintGuid(call.random),
    stampId: machines[0]?.stampId ?? limitsPlace(subscription)?.stampId ?? '',
    name,
    roleId: subscription.id,
    isStuck: record?.isStuck === true || machines.some(({ stuck }) => stuck === 'deletion'),
  } as const;
  const job = beginRemoval(call, removable, subscription, 'Remove');
  if (job.outcome === 'Failed') return job;
  const kept = record ?? {
    seq: call.world.nextSeq(),
    subscriptionId: subscription.id,
    name,
    roles,
    isStuck: false,
    goneAt: null,
  };
  condemnHoldings(call, { machines, networks: [], services: [kept] }, job.doneAt);
  if (job.doneAt <= call.now) call.world.settle(call.now);
  return job;
}
