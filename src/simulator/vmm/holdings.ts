import type { CloudServiceRecord, VmNetworkRecord } from '../world/owned-record.ts';
import { settledTimeline, type VmRecord } from '../world/vm-record.ts';
import type { World } from '../world/world.ts';

/** What the role of a subscription owns in VMM: while there is any of it, it matters what DELETE of the subscription does. */
export interface Holdings {
  readonly machines: readonly VmRecord[];
  readonly networks: readonly VmNetworkRecord[];
  /** Those with machines are there without a record too. */
  readonly services: readonly CloudServiceRecord[];
}

export function holdingsOf({ vms, vmNetworks, cloudServices }: World, subscriptionId: string): Holdings {
  return {
    machines: vms.where('role', subscriptionId),
    networks: vmNetworks.where('role', subscriptionId),
    services: cloudServices.where('role', subscriptionId),
  };
}

export function hasHoldings({ machines, networks, services }: Holdings): boolean {
  return machines.length + networks.length + services.length > 0;
}

/** They go together, whatever they are doing. */
export function condemnHoldings(
  { world, now }: { readonly world: World; readonly now: number },
  { machines, networks, services }: Holdings,
  goneAt: number,
): void {
  const earliest = (before: number | null): number => Math.min(goneAt, before ?? goneAt);
  for (const vm of machines) {
    const timeline = [...settledTimeline(vm, now), { at: now, status: 'Deleting' }];
    world.vms.put({ ...vm, timeline, goneAt: earliest(vm.goneAt) });
  }
  for (const network of networks) world.vmNetworks.put({ ...network, goneAt: earliest(network.goneAt) });
  for (const service of services) world.cloudServices.put({ ...service, goneAt: earliest(service.goneAt) });
}
