import { notFound } from '../http/refusal.ts';
import { isAllowedNetwork } from '../vmm/allowed-networks.ts';
import { removeVmNetwork } from '../vmm/remove-vm-network.ts';
import { vmNetworkKey, type VmNetworkRecord } from '../world/owned-record.ts';
import { ADMINISTRATOR_ROLE_ID } from '../world/seed-ids.ts';
import type { Entity, EntitySet, ODataScope } from './entity.ts';
import { flag, guid, lazyEntity, string } from './properties.ts';

/** Networks of a subscription and those of the provider that it may use; for VMM's administrator all (wire: vm-clouds 4.8). */
export const vmNetworks: EntitySet = {
  name: 'VMNetworks',
  type: 'VMM.VMNetwork',
  keys: ['ID', 'StampId'],
  filterable: ['ID', 'StampId', 'Name'],
  rows: (scope) => networksInScope(scope).map(networkEntity),
  find(scope, keys) {
    const network = findNetwork(scope, keys);
    return network === undefined ? undefined : networkEntity(network);
  },
  writes: {
    remove(scope, keys) {
      const network = findNetwork(scope, keys);
      if (network === undefined) throw notFound('The VM network with that key');
      return { job: removeVmNetwork(scope.call, network, scope.subscription), entityAt: () => null };
    },
  },
  links: {},
};

function networksInScope({ call, subscription }: ODataScope): readonly VmNetworkRecord[] {
  const { vmNetworks: table } = call.world;
  const rows =
    subscription === null
      ? table.rows
      : [
          ...table.where('role', ADMINISTRATOR_ROLE_ID).filter((network) => isAllowedNetwork(subscription, network)),
          ...table.where('role', subscription.id),
        ];
  return rows.filter(({ goneAt }) => goneAt === null || goneAt > call.now);
}

function findNetwork(scope: ODataScope, keys: ReadonlyMap<string, string>): VmNetworkRecord | undefined {
  const key = vmNetworkKey({ id: keys.get('id') ?? '', stampId: keys.get('stampid') ?? '' });
  return networksInScope(scope).find((network) => vmNetworkKey(network) === key);
}

function networkEntity(network: VmNetworkRecord): Entity {
  const { owner } = network;
  return lazyEntity(() => [
    guid('ID', network.id),
    guid('StampId', network.stampId),
    string('Name', network.name),
    string('Description', network.description),
    {
      name: 'Owner',
      type: 'VMM.UserAndRole',
      object: [string('UserName', owner.userName), string('RoleName', owner.roleName), guid('RoleID', owner.roleId)],
    },
    guid('UserRoleID', owner.roleId),
    string('IsolationType', network.isolationType),
    guid('LogicalNetworkId', null),
    flag('Enabled', true),
  ]);
}
