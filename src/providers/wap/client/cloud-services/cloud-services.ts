import { badObject, readText, type WireObject } from '../admin-api/read-wire.ts';
import { pathSegment } from '../admin-api/path-segment.ts';
import type { Transport } from '../http/transport.ts';
import type { Tenant } from '../vm-clouds/clouds.ts';
import { listEntities } from '../vm-clouds/list-entities.ts';
import { guid } from '../vm-clouds/odata-key.ts';

/** Belongs to every address below `CloudServices` (wire: vm-clouds 4.6). */
export const API_VERSION = { 'api-version': '2013-03' } as const;

export const CLOUD_SERVICES_ROUTE = '/{subscription}/CloudServices';

export function cloudServicesPath({ subscriptionId }: Tenant): string {
  return `/${guid(subscriptionId)}/CloudServices`;
}

/** The names of a subscription's cloud services, which hold the VM roles; the name is also the address. */
export async function listCloudServices(
  tenantApi: Transport,
  tenant: Tenant,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const rows = await listEntities({
    transport: tenantApi,
    path: cloudServicesPath(tenant),
    route: CLOUD_SERVICES_ROUTE,
    query: API_VERSION,
    principal: tenant.ownerName,
    signal,
  });
  return [...new Set(rows.map((row) => nameOf(row, 'CloudService')))];
}

export function nameOf(wire: WireObject, kind: string): string {
  const name = readText(wire['Name'])?.trim() ?? '';
  if (name === '') throw badObject(kind, 'it has no Name');
  return name;
}

/** Deletes a cloud service with its roles and their machines, running or not. */
export async function deleteCloudService(
  tenantApi: Transport,
  tenant: Tenant,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  await tenantApi.request({
    method: 'DELETE',
    path: `${cloudServicesPath(tenant)}/${pathSegment(name)}`,
    route: `${CLOUD_SERVICES_ROUTE}/{name}`,
    query: API_VERSION,
    repeat: 'look-first',
    principal: tenant.ownerName,
    accepts: 'xml-too',
    signal,
  });
}
