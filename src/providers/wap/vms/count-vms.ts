import { ControllerError } from '../../../model/controller-error.ts';
import type { VdcAddress } from '../../../model/virtual-machine.ts';
import type { VmCount } from '../../vm-provider.ts';
import { readCloudUsage, readRoleUsage, type CloudUsage } from '../client/vm-clouds/cloud-usage.ts';
import { type Cloud, listTenantClouds } from '../client/vm-clouds/clouds.ts';
import { listCloudsIn } from '../client/vm-clouds/list-clouds-in.ts';
import { isBadRequest, isNotFound } from '../client/http/recognise-error.ts';
import type { Fabric } from './fabric.ts';
import type { TenantWay, VmWays } from './vm-ways.ts';

/**
 * How many machines VMM counts against the quota of a VDC: another source than any listing of them. Machines in the library
 * do not count. Whether VMM tells an administrator what a tenant uses is not established (wire: vm-clouds 5.1).
 */
export async function countVms({ fabric, tenant }: VmWays, vdc: VdcAddress, signal: AbortSignal): Promise<VmCount> {
  if (fabric !== undefined) {
    const counted = await orUncounted(() => countInFabric(fabric, vdc, signal));
    if (counted !== 'uncounted' || tenant === undefined) return counted;
  }
  return tenant === undefined ? 'uncounted' : orUncounted(() => countAsTenant(tenant, vdc, signal));
}

/** SPF does not say which cloud is whose, so each is asked; they are few. */
async function countInFabric({ scope }: Fabric, { subscriptionId }: VdcAddress, signal: AbortSignal): Promise<VmCount> {
  const clouds = await listCloudsIn(scope, signal);
  const read = ({ id, stampId }: Cloud) => readRoleUsage(scope, { subscriptionId, cloudId: id, stampId }, signal);
  return clouds.length === 0 ? 'nothing-shown' : sumOf(await readEach(clouds, read));
}

/** A plan gives its subscriptions exactly one cloud, and VMM has a row for each dimension of it. */
async function countAsTenant(
  { transport }: TenantWay,
  { subscriptionId, owner }: VdcAddress,
  signal: AbortSignal,
): Promise<VmCount> {
  const tenant = { subscriptionId, ownerName: owner };
  const clouds = await listTenantClouds(transport, tenant, signal);
  const usages = await readEach(clouds, ({ id, stampId }) =>
    readCloudUsage(transport, { ...tenant, cloudId: id, stampId }, signal),
  );
  return usages.every(isBlank) ? 'nothing-shown' : sumOf(usages);
}

type Usage = CloudUsage | null | 'uncounted';

function readEach(clouds: readonly Cloud[], read: (cloud: Cloud) => Promise<CloudUsage | null>): Promise<Usage[]> {
  return Promise.all(clouds.map((cloud) => orUncounted(() => read(cloud))));
}

function sumOf(usages: readonly Usage[]): VmCount {
  const counts = usages.flatMap((usage) => (usage === 'uncounted' ? [] : (usage?.vmCount?.usage ?? [])));
  return counts.length === 0 ? 'uncounted' : counts.reduce((sum, count) => sum + count, 0);
}

function isBlank(usage: Usage): boolean {
  return usage !== 'uncounted' && Object.values(usage ?? {}).every((dimension) => dimension === null);
}

/** What is refused for good is no count; what only failed now is thrown, since it may be what makes a list a false one. */
async function orUncounted<T>(count: () => Promise<T>): Promise<T | 'uncounted'> {
  try {
    return await count();
  } catch (error) {
    if (isNotFound(error) || isBadRequest(error) || isClosed(error)) return 'uncounted';
    throw error;
  }
}

/** A suspended subscription is closed to its tenant. */
function isClosed(error: unknown): boolean {
  return error instanceof ControllerError && (error.code === 'WAP_FORBIDDEN' || error.code === 'WAP_CONFLICT');
}
