import type { VmNetworkRecord } from '../world/owned-record.ts';
import type { World } from '../world/world.ts';
import { ownerOf, type VmPlace } from './make-vm.ts';

/** A network as somebody wants it. */
export interface VmNetworkWish {
  readonly name: string;
  readonly description?: string;
  /** Its deletion fails, every time. */
  readonly isStuck?: boolean;
}

/** A network that is not in the world yet. */
export function vmNetworkOf(
  world: World,
  { cloud, owner }: VmPlace,
  wish: VmNetworkWish & { readonly id: string },
): VmNetworkRecord {
  return {
    seq: world.nextSeq(),
    id: wish.id,
    stampId: cloud.stampId,
    name: wish.name,
    description: wish.description ?? '',
    owner: ownerOf(owner),
    isolationType: owner === null ? 'NoIsolation' : 'WindowsNetworkVirtualization',
    isStuck: wish.isStuck ?? false,
    goneAt: null,
  };
}
