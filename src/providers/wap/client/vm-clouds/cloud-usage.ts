import { badObject, readGuid, readText, type WireObject } from '../admin-api/read-wire.ts';
import type { Transport } from '../http/transport.ts';
import { tenantPath, type Tenant } from './clouds.ts';
import { listEntities } from './list-entities.ts';
import { guid, odataKey } from './odata-key.ts';
import { readAmount } from './read-amount.ts';
import { placeIn, type VmmScope } from './vmm-scope.ts';

const KIND = 'QuotaAndUsageComponent';

export interface DimensionUsage {
  /** Null: unlimited. */
  readonly quota: number | null;
  readonly usage: number;
}

/** What one subscription uses of its cloud, beside its limits as VMM sees them; null for a dimension VMM said nothing about. */
export interface CloudUsage {
  readonly vmCount: DimensionUsage | null;
  readonly cpuCount: DimensionUsage | null;
  readonly memoryMb: DimensionUsage | null;
  readonly storageGb: DimensionUsage | null;
}

export interface TenantCloud extends Tenant {
  readonly cloudId: string;
  readonly stampId: string;
}

/** Asked over the tenant API in the owner's name, which a suspended subscription refuses (wire: vm-clouds 5.1, 6). */
export async function readCloudUsage(
  tenantApi: Transport,
  cloud: TenantCloud,
  signal: AbortSignal,
): Promise<CloudUsage> {
  const entities = await listEntities({
    transport: tenantApi,
    path: `${tenantPath(cloud)}/Clouds${odataKey(cloud.cloudId, cloud.stampId)}/QuotaAndUsageComponents`,
    route: '/{subscription}/services/systemcenter/vmm/Clouds/QuotaAndUsageComponents',
    query: { $select: 'QuotaDimension,UserRoleQuota,UserRoleUsage' },
    principal: cloud.ownerName,
    signal,
  });
  return cloudUsageFromWire(entities);
}

/**
 * The same over the whole fabric, for a subscription in whatever state: null unless rows come that name its role. Whether
 * they do is not established (wire: vm-clouds 5.1).
 */
export async function readRoleUsage(
  fabric: VmmScope,
  { subscriptionId, cloudId, stampId }: Omit<TenantCloud, 'ownerName'>,
  signal: AbortSignal,
): Promise<CloudUsage | null> {
  const role = guid(subscriptionId);
  const components = await listEntities({
    transport: fabric.transport,
    ...placeIn(fabric, 'Clouds', `${odataKey(cloudId, stampId)}/QuotaAndUsageComponents`),
    query: { $filter: `UserRoleID eq guid'${role}'` },
    signal,
  });
  const ours = components.filter((component) => readGuid(component['UserRoleID']) === role);
  return ours.length === 0 ? null : cloudUsageFromWire(ours);
}

export function cloudUsageFromWire(components: readonly WireObject[]): CloudUsage {
  const found = new Map<string, DimensionUsage>();
  for (const component of components) {
    const dimension = readText(component['QuotaDimension']);
    if (dimension === null) throw badObject(KIND, 'it has no QuotaDimension');
    found.set(dimension.toLowerCase(), {
      quota: readAmount(component['UserRoleQuota'], KIND, dimension),
      usage: readAmount(component['UserRoleUsage'], KIND, dimension) ?? 0,
    });
  }
  return {
    vmCount: found.get('vmcount') ?? null,
    cpuCount: found.get('cpucount') ?? null,
    memoryMb: found.get('memorymb') ?? null,
    storageGb: found.get('storagegb') ?? null,
  };
}
