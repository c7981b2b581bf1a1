import { ControllerError } from '../../../model/controller-error.ts';
import type { VdcAddress } from '../../../model/virtual-machine.ts';
import { listCloudServices } from '../client/cloud-services/cloud-services.ts';
import { listVmRoles, operateRoleVm, type RoleVmOperation, type VmRole } from '../client/cloud-services/vm-roles.ts';
import type { Transport } from '../client/http/transport.ts';
import type { Tenant } from '../client/vm-clouds/clouds.ts';

/** Asks a machine over the cloud service of its VM role, which has to be found first. */
export async function askOverRole(
  tenantApi: Transport,
  { subscriptionId, owner }: VdcAddress,
  { id, roleName }: { readonly id: string; readonly roleName: string },
  operation: RoleVmOperation,
  signal: AbortSignal,
): Promise<void> {
  const tenant = { subscriptionId, ownerName: owner };
  const role = await findRole(tenantApi, tenant, roleName, signal);
  if (role === undefined)
    throw new ControllerError('WAP_NOT_FOUND', `WAP lists no cloud service with a VM role "${roleName}".`);
  await operateRoleVm(tenantApi, tenant, { ...role, vmId: id }, operation, signal);
}

/** In the cloud service of the same name, as WAP's portal makes them, or in whichever lists it. */
async function findRole(
  tenantApi: Transport,
  tenant: Tenant,
  roleName: string,
  signal: AbortSignal,
): Promise<VmRole | undefined> {
  const isMeant = (name: string): boolean => name.toLowerCase() === roleName.toLowerCase();
  const services = await listCloudServices(tenantApi, tenant, signal);
  const namesakes = services.filter(isMeant);
  for (const cloudService of [...namesakes, ...services.filter((name) => !isMeant(name))]) {
    const name = (await listVmRoles(tenantApi, tenant, cloudService, signal)).find(isMeant);
    if (name !== undefined) return { cloudService, name };
  }
  return undefined;
}
