import { pathSegment } from '../admin-api/path-segment.ts';
import type { Transport } from '../http/transport.ts';
import type { Tenant } from '../vm-clouds/clouds.ts';
import { listEntities } from '../vm-clouds/list-entities.ts';
import { guid } from '../vm-clouds/odata-key.ts';
import { API_VERSION, CLOUD_SERVICES_ROUTE, cloudServicesPath, nameOf } from './cloud-services.ts';

/** All that can be done to a role's machine there: it can neither be paused nor saved (wire: vm-clouds 4.6). */
export type RoleVmOperation = 'Start' | 'Stop' | 'Shutdown';

export interface VmRole {
  readonly cloudService: string;
  readonly name: string;
}

const ROUTE = `${CLOUD_SERVICES_ROUTE}/{name}/Resources/MicrosoftCompute/VMRoles`;

/** The names of the VM roles in a cloud service. WAP's portal puts one into each, of the same name; others may put more. */
export async function listVmRoles(
  tenantApi: Transport,
  tenant: Tenant,
  cloudService: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const rows = await listEntities({
    transport: tenantApi,
    path: rolesPath(tenant, cloudService),
    route: ROUTE,
    query: API_VERSION,
    principal: tenant.ownerName,
    signal,
  });
  return rows.map((row) => nameOf(row, 'VMRole'));
}

/** Asks a role's machine, known by its id in VMM. Sent once. */
export async function operateRoleVm(
  tenantApi: Transport,
  tenant: Tenant,
  target: VmRole & { readonly vmId: string },
  operation: RoleVmOperation,
  signal: AbortSignal,
): Promise<void> {
  const { cloudService, name, vmId } = target;
  await tenantApi.request({
    method: 'POST',
    path: `${rolesPath(tenant, cloudService)}/${pathSegment(name)}/VMs/${guid(vmId)}/${operation}`,
    route: `${ROUTE}/{role}/VMs/{id}/${operation}`,
    query: API_VERSION,
    repeat: 'look-first',
    principal: tenant.ownerName,
    accepts: 'xml-too',
    signal,
  });
}

function rolesPath(tenant: Tenant, cloudService: string): string {
  return `${cloudServicesPath(tenant)}/${pathSegment(cloudService)}/Resources/MicrosoftCompute/VMRoles`;
}
