import { readFlag, type WireObject } from '../admin-api/read-wire.ts';
import type { Transport } from '../http/transport.ts';
import { ADMIN_PATH } from './clouds.ts';
import { guid } from './odata-key.ts';
import { readAmount } from './read-amount.ts';
import { readEntity } from './read-entities.ts';

/** What a whole cloud has for all its tenants together; null: VMM enforces no such bound, or does not say. */
export interface CloudCapacity {
  readonly vmCount: number | null;
  readonly cpuCount: number | null;
  readonly memoryMb: number | null;
  readonly storageGb: number | null;
}

/** Only the administrator's path has it, in a collection named CloudCapacities (wire: vm-clouds 5.2). */
export async function readCloudCapacity(
  transport: Transport,
  cloud: { readonly cloudId: string; readonly stampId: string },
  signal: AbortSignal,
): Promise<CloudCapacity> {
  const answer = await transport.request({
    method: 'GET',
    path: `${ADMIN_PATH}/CloudCapacities(CloudId=guid'${guid(cloud.cloudId)}',StampId=guid'${guid(cloud.stampId)}')`,
    route: '/services/systemcenter/CloudCapacities',
    repeat: 'safe',
    accepts: 'xml-too',
    signal,
  });
  return cloudCapacityFromWire(readEntity(answer));
}

export function cloudCapacityFromWire(wire: WireObject): CloudCapacity {
  return {
    vmCount: bound(wire, 'VMCount'),
    cpuCount: bound(wire, 'CPUCount'),
    memoryMb: bound(wire, 'MemoryMB'),
    storageGb: bound(wire, 'StorageGB'),
  };
}

/** `Use…Maximum` means "as much as there is": then the number beside it binds nobody. */
function bound(wire: WireObject, member: string): number | null {
  return readFlag(wire[`Use${member}Maximum`]) ? null : readAmount(wire[member], 'CloudCapacity', member);
}
