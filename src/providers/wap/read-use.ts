import { ControllerError } from '../../model/controller-error.ts';
import type { Use } from '../../model/observed-state.ts';
import { addUpUse } from './add-up-use.ts';
import type { Transport } from './client/http/transport.ts';
import { isBadRequest, isNotFound } from './client/http/recognise-error.ts';
import { readCloudUsage, readRoleUsage, type CloudUsage, type TenantCloud } from './client/vm-clouds/cloud-usage.ts';
import { listVmHardware, type VmHardware } from './client/vm-clouds/vm-hardware.ts';
import { createVmmDialect, tenantScope } from './client/vm-clouds/vmm-scope.ts';
import type { Fabric } from './vms/fabric.ts';
import type { WapDoors } from './wap-doors.ts';

export interface UseQuestion {
  readonly subscriptionId: string;
  readonly owner: string;
  readonly cloudId?: string;
  readonly stampId?: string;
}

/** One way to the use of a VDC: as VMM counts it, or its machines to be added up. */
interface Way {
  readonly counted: () => Promise<CloudUsage | null>;
  readonly machines: () => Promise<readonly VmHardware[]>;
}

/**
 * What a VDC uses now, or why that cannot be read. The tenant API is asked first, since more is known of its answers; SPF
 * where that one does not answer, as for a suspended subscription. A dimension that neither count nor machines tell is absent.
 */
export async function readUse(
  question: UseQuestion,
  { tenant, fabric }: Pick<WapDoors, 'tenant' | 'fabric'>,
  signal: AbortSignal,
): Promise<{ readonly use: Use } | { readonly unread: string }> {
  const { subscriptionId, owner, cloudId, stampId } = question;
  if (tenant === undefined && fabric === undefined)
    return { unread: 'the settings name neither wap.tenantApi nor wap.spf' };
  if (cloudId === undefined || stampId === undefined) return { unread: 'the cloud of its hosting plan is not known' };
  const cloud = { subscriptionId, ownerName: owner, cloudId, stampId };
  let unread = '';
  for (const way of [tenant && overTenant(tenant, cloud, signal), fabric && overFabric(fabric, cloud, signal)]) {
    if (way === undefined) continue;
    try {
      return { use: await readOver(way, signal) };
    } catch (error) {
      if (signal.aborted || !(error instanceof ControllerError)) throw error;
      unread = error.message;
    }
  }
  return { unread };
}

/** What VMM counts; where it does not, or not in every dimension, what its machines take. */
async function readOver({ counted, machines }: Way, signal: AbortSignal): Promise<Use> {
  const count = await orNothing(counted);
  const use = count === null ? {} : useFromWire(count);
  if (Object.keys(use).length === 4) return use;
  try {
    return { ...addUpUse(await machines()), ...use };
  } catch (error) {
    if (signal.aborted || !(error instanceof ControllerError) || Object.keys(use).length === 0) throw error;
    return use;
  }
}

/** Null where VMM knows no such count, or not with this question. */
async function orNothing(counted: () => Promise<CloudUsage | null>): Promise<CloudUsage | null> {
  try {
    return await counted();
  } catch (error) {
    if (isNotFound(error) || isBadRequest(error)) return null;
    throw error;
  }
}

function overTenant(tenantApi: Transport, cloud: TenantCloud, signal: AbortSignal): Way {
  return {
    counted: () => readCloudUsage(tenantApi, cloud, signal),
    machines: () => listVmHardware(tenantScope(tenantApi, cloud, createVmmDialect()), signal),
  };
}

function overFabric(fabric: Fabric, cloud: TenantCloud, signal: AbortSignal): Way {
  return {
    counted: () => readRoleUsage(fabric.scope, cloud, signal),
    machines: async () => (await fabric.hardware(signal)).get(cloud.subscriptionId.toLowerCase()) ?? [],
  };
}

function useFromWire({ cpuCount, memoryMb, storageGb, vmCount }: CloudUsage): Use {
  return {
    ...(cpuCount && { cpu: cpuCount.usage }),
    ...(memoryMb && { ramMib: memoryMb.usage }),
    // VMM counts in whole GB but may answer with fractions: what is begun is used.
    ...(storageGb && { diskGib: Math.ceil(storageGb.usage) }),
    ...(vmCount && { vms: vmCount.usage }),
  };
}
