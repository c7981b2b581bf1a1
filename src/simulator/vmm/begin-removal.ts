import { mintGuid } from '../clock/seeded-random.ts';
import { Refusal } from '../http/refusal.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { failure, type VmmCall } from './begin-job.ts';
import { REMOVE_CLOUD_SERVICE, REMOVE_VM_NETWORK } from './operations.ts';
import { refuseAction } from './plan-actions.ts';

/** What is removed besides machines: its id and name, and whose it is. */
export interface Removable {
  readonly kind: 'VMNetwork' | 'CloudService';
  readonly id: string;
  readonly stampId: string;
  readonly name: string;
  readonly roleId: string;
  readonly isStuck: boolean;
}

/** Makes the job of a removal; `Completed` means that it will be gone when the job is over. */
export function beginRemoval(
  call: VmmCall,
  removable: Removable,
  tenant: SubscriptionRecord | null,
  action: string,
): JobRecord & { readonly doneAt: number } {
  const denied = refuseAction(call, tenant, [action]);
  const { world, now, knobs, faults } = call;
  const problem =
    denied ??
    (removable.isStuck ? `Something still uses ${removable.name}.` : null) ??
    (faults.has('failed-job') ? 'VMM reported an error (injected).' : null);
  const job = {
    seq: world.nextSeq(),
    id: mintGuid(call.random),
    stampId: removable.stampId,
    vmId: removable.id,
    vmName: removable.name,
    roleId: removable.roleId,
    targetType: removable.kind,
    operation: removable.kind === 'VMNetwork' ? REMOVE_VM_NETWORK : REMOVE_CLOUD_SERVICE,
    userName: tenant === null ? call.upn : `${tenant.owner}_${tenant.id}`,
    startedAt: now,
    doneAt: now + knobs.get('vm-job-ms'),
    ...(problem === null ? ({ outcome: 'Completed', error: null } as const) : failure('DeletionFailed', problem)),
  };
  if (!faults.has('vanished-job')) world.jobs.put(job);
  return job;
}

/** Nobody removes what belongs to somebody else. */
export function refuseForeign({ roleId, name }: Removable, tenant: SubscriptionRecord | null): void {
  if (tenant !== null && roleId !== tenant.id)
    throw new Refusal(403, 'Forbidden', `${name} does not belong to this subscription.`);
}
