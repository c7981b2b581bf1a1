import { ControllerError } from '../../../model/controller-error.ts';
import type { Leftover, VdcAddress } from '../../../model/virtual-machine.ts';
import type { Asked } from '../../vm-provider.ts';
import { deleteCloudService, listCloudServices } from '../client/cloud-services/cloud-services.ts';
import { isNotFound } from '../client/http/recognise-error.ts';
import { listCloudsIn } from '../client/vm-clouds/list-clouds-in.ts';
import { listVmNetworks } from '../client/vm-clouds/vm-networks.ts';
import type { VmmScope } from '../client/vm-clouds/vmm-scope.ts';
import { deleteVmNetwork } from '../client/vm-clouds/write-virtual-machine.ts';
import { askToDelete } from './asked.ts';
import type { TenantWay, VmWays } from './vm-ways.ts';

/** With these WAP may refuse the tenant of a suspended subscription; which of them it is, is not established. */
const LOCKED_OUT: ReadonlySet<string> = new Set(['WAP_FORBIDDEN', 'WAP_NOT_FOUND', 'WAP_CONFLICT', 'WAP_REFUSED']);

/** Cloud services, where the tenant API shows them, and the customer's own networks; those of the provider are not its. */
export async function listLeftovers(ways: VmWays, vdc: VdcAddress, signal: AbortSignal): Promise<readonly Leftover[]> {
  const [roles, networks] = await Promise.all([listRoles(ways, vdc, signal), listNetworks(ways, vdc, signal)]);
  return [...roles, ...networks];
}

async function listRoles(ways: VmWays, vdc: VdcAddress, signal: AbortSignal): Promise<readonly Leftover[]> {
  const { tenant } = ways;
  if (tenant === undefined) return [];
  try {
    const names = await readSet(
      tenant.scopeOf(vdc),
      () => listCloudServices(tenant.transport, tenantOf(vdc), signal),
      signal,
    );
    return names.map((name) => ({ kind: 'vm-role', id: name, name }));
  } catch (error) {
    // Over SPF a VDC is cleared while it is suspended, and SPF shows no cloud services at all: their machines are deleted
    // one by one, and a subscription that still holds something is refused by WAP itself.
    if (ways.fabric !== undefined && error instanceof ControllerError && LOCKED_OUT.has(error.code)) return [];
    throw error;
  }
}

async function listNetworks(ways: VmWays, vdc: VdcAddress, signal: AbortSignal): Promise<readonly Leftover[]> {
  const scope = ways.scopeOf(vdc);
  const networks = await readSet(scope, () => listVmNetworks(scope, signal), signal);
  const owner = vdc.subscriptionId.toLowerCase();
  return networks
    .filter(({ ownerRoleId }) => ownerRoleId === owner)
    .map(({ id, stampId, name }) => ({ kind: 'network', id, stampId, name }));
}

/**
 * A set that VMM does not have holds nothing. That a 404 means this is only sure while a set answers that is always there: a
 * tenant that is locked out may get 404 for everything.
 */
async function readSet<T>(
  scope: VmmScope,
  read: () => Promise<readonly T[]>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await listCloudsIn(scope, signal);
    return [];
  }
}

export function removeLeftover(ways: VmWays, vdc: VdcAddress, leftover: Leftover, signal: AbortSignal): Promise<Asked> {
  const { id, stampId } = leftover;
  switch (leftover.kind) {
    case 'vm-role':
      return askToDelete(async () => {
        const { transport } = requireTenant(ways.tenant, leftover);
        await deleteCloudService(transport, tenantOf(vdc), id, signal);
      }, signal);
    case 'network':
      return askToDelete(() => deleteVmNetwork(ways.scopeOf(vdc), { id, stampId: stampId ?? '' }, signal), signal);
    default:
      return leftover.kind satisfies never;
  }
}

function requireTenant(tenant: TenantWay | undefined, { name }: Leftover): TenantWay {
  if (tenant !== undefined) return tenant;
  throw new ControllerError(
    'VMS_OUT_OF_REACH',
    `The VM role ${name} can be deleted over the tenant API only, and the settings do not name wap.tenantApi. Add it, then plan again.`,
  );
}

function tenantOf({ subscriptionId, owner }: VdcAddress) {
  return { subscriptionId, ownerName: owner };
}
