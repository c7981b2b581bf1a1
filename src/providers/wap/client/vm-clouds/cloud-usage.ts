import { badObject, readText, type WireObject } from '../admin-api/read-wire.ts';
import type { Transport } from '../http/transport.ts';
import { tenantPath, type Tenant } from './clouds.ts';
import { listEntities } from './list-entities.ts';
import { odataKey } from './odata-key.ts';

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

export function cloudUsageFromWire(components: readonly WireObject[]): CloudUsage {
  const found = new Map<string, DimensionUsage>();
  for (const component of components) {
    const dimension = readText(component['QuotaDimension']);
    if (dimension === null) throw badObject('QuotaAndUsageComponent', 'it has no QuotaDimension');
    found.set(dimension.toLowerCase(), {
      quota: readAmount(component['UserRoleQuota'], dimension),
      usage: readAmount(component['UserRoleUsage'], dimension) ?? 0,
    });
  }
  return {
    vmCount: found.get('vmcount') ?? null,
    cpuCount: found.get('cpucount') ?? null,
    memoryMb: found.get('memorymb') ?? null,
    storageGb: found.get('storagegb') ?? null,
  };
}

/** A number, or one as text (Int64); null for null, absence and the empty text. What cannot be read must not look like nothing. */
function readAmount(value: unknown, dimension: string): number | null {
  if (value === null || value === undefined || value === '') return null;
  const amount = typeof value === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : value;
  if (typeof amount === 'number' && Number.isFinite(amount) && amount >= 0) return amount;
  throw badObject('QuotaAndUsageComponent', `its ${dimension} is no number`);
}
