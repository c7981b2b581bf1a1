import { badObject, readGuid, readText, type WireObject } from '../admin-api/read-wire.ts';
import type { Transport } from '../http/transport.ts';
import { guid } from './odata-key.ts';
import { listEntities } from './list-entities.ts';

/** The VMM service behind the Admin API, which sees all clouds with VMM's own rights (wire: vm-clouds 3, path C). */
export const ADMIN_PATH = '/services/systemcenter/SC2012R2/VMM/Microsoft.Management.Odata.svc';

export interface Cloud {
  readonly id: string;
  readonly stampId: string;
  readonly name: string;
}

/** All clouds, as the administrator sees them. */
export async function listClouds(transport: Transport, signal: AbortSignal): Promise<readonly Cloud[]> {
  const entities = await listEntities({
    transport,
    path: `${ADMIN_PATH}/Clouds()`,
    route: '/services/systemcenter/Clouds',
    signal,
  });
  return entities.map(cloudFromWire);
}

/** The clouds of one subscription, asked over the tenant API in its owner's name; a plan gives it exactly one. */
export async function listTenantClouds(
  tenantApi: Transport,
  tenant: Tenant,
  signal: AbortSignal,
): Promise<readonly Cloud[]> {
  const entities = await listEntities({
    transport: tenantApi,
    path: `${tenantPath(tenant)}/Clouds`,
    route: '/{subscription}/services/systemcenter/vmm/Clouds',
    principal: tenant.ownerName,
    signal,
  });
  return entities.map(cloudFromWire);
}

/** Whose tenant path is used, and in whose name. */
export interface Tenant {
  readonly subscriptionId: string;
  /** The WAP user that owns the subscription. */
  readonly ownerName: string;
}

export function tenantPath({ subscriptionId }: Tenant): string {
  return `/${guid(subscriptionId)}/services/systemcenter/vmm`;
}

export function cloudFromWire(wire: WireObject): Cloud {
  const id = readGuid(wire['ID']);
  const stampId = readGuid(wire['StampId']);
  if (id === null || stampId === null) throw badObject('Cloud', 'it has no ID and StampId');
  return { id, stampId, name: readText(wire['Name']) ?? '' };
}
