import { ControllerError } from '../../model/controller-error.ts';
import type { Use } from '../../model/observed-state.ts';
import { readCloudUsage } from './client/vm-clouds/cloud-usage.ts';
import type { WapDoors } from './wap-doors.ts';

export interface UseQuestion {
  readonly subscriptionId: string;
  readonly owner: string;
  readonly cloudId?: string;
  readonly stampId?: string;
}

/** What a VDC uses now, as VMM counts it, or why that cannot be read. A dimension that VMM leaves out stays absent. */
export async function readUse(
  question: UseQuestion,
  { tenant }: WapDoors,
  signal: AbortSignal,
): Promise<{ readonly use: Use } | { readonly unread: string }> {
  const { subscriptionId, owner, cloudId, stampId } = question;
  if (tenant === undefined) return { unread: 'the settings do not name wap.tenantApi' };
  if (cloudId === undefined || stampId === undefined) return { unread: 'the cloud of its hosting plan is not known' };
  try {
    const usage = await readCloudUsage(tenant, { subscriptionId, ownerName: owner, cloudId, stampId }, signal);
    return {
      use: {
        ...(usage.cpuCount && { cpu: usage.cpuCount.usage }),
        ...(usage.memoryMb && { ramMib: usage.memoryMb.usage }),
        // VMM counts in whole GB but may answer with fractions: what is begun is used.
        ...(usage.storageGb && { diskGib: Math.ceil(usage.storageGb.usage) }),
        ...(usage.vmCount && { vms: usage.vmCount.usage }),
      },
    };
  } catch (error) {
    if (signal.aborted || !(error instanceof ControllerError)) throw error;
    return { unread: error.message };
  }
}
