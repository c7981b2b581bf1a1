import { mintGuid } from '../clock/seeded-random.ts';
import { badRequest, notFound } from '../http/refusal.ts';
import type { SiteContext } from '../http/simulator-site.ts';
import { limitsPlace } from '../quota/limits-place.ts';
import { vmNetworkKey } from '../world/owned-record.ts';
import { vmNetworkOf, type VmNetworkWish } from './make-vm-network.ts';

/** For people and tests, not for clients of VMM. */
export interface VmNetworkView {
  readonly id: string;
  readonly stampId: string;
  readonly name: string;
  /** Of the role that owns it: a subscription's id, or VMM's own role. */
  readonly ownerId: string;
  readonly isStuck: boolean;
}

/** What somebody does with VM networks in VMM's console or in the portal, past every fault and every right. */
export interface NetworksByHand {
  /** In the cloud of the subscription's plan; returns its id. null: a network of the provider, in the first cloud. */
  addVmNetwork(subscriptionId: string | null, wish: VmNetworkWish): string;
  /** It is gone at once. */
  removeVmNetwork(networkId: string): void;
  /** Of one subscription, without the provider's; null: all there are. */
  listVmNetworks(subscriptionId: string | null): readonly VmNetworkView[];
}

export function createNetworksByHand({
  world,
  random,
  now,
}: Pick<SiteContext, 'world' | 'random' | 'now'>): NetworksByHand {
  return {
    addVmNetwork(subscriptionId, wish) {
      const owner = subscriptionId === null ? null : world.subscriptions.get(subscriptionId);
      if (owner === undefined) throw notFound(`The subscription ${subscriptionId ?? ''}`);
      const cloud = owner === null ? world.clouds.rows[0] : world.clouds.get(limitsPlace(owner)?.cloudId ?? '');
      if (cloud === undefined) throw badRequest(`The subscription ${subscriptionId ?? ''} has no cloud.`);
      return world.step(now(), () => {
        const network = vmNetworkOf(world, { cloud, owner }, { ...wish, id: mintGuid(random) });
        world.vmNetworks.put(network);
        return network.id;
      });
    },
    removeVmNetwork(id) {
      const at = now();
      world.settle(at);
      const found = world.vmNetworks.rows.filter((network) => network.id === id);
      if (found.length === 0) throw notFound(`The VM network ${id}`);
      world.step(at, () => found.forEach((network) => world.vmNetworks.remove(vmNetworkKey(network))));
    },
    listVmNetworks(subscriptionId) {
      world.settle(now());
      const { vmNetworks } = world;
      const rows = subscriptionId === null ? vmNetworks.rows : vmNetworks.where('role', subscriptionId);
      return rows.map(({ id, stampId, name, owner, isStuck }) => ({
        id,
        stampId,
        name,
        ownerId: owner.roleId,
        isStuck,
      }));
    },
  };
}
