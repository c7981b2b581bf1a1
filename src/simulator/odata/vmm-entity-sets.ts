import { limitsAt, SYSTEM_CENTER } from '../admin-api/provider-push.ts';
import { readLimits } from '../quota/read-limits.ts';
import type { CloudRecord } from '../world/cloud-record.ts';
import type { Dimension, Limits } from '../world/limits.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { propertyText, type EdmType, type Entity, type EntitySet, type ODataScope, type Property } from './entity.ts';
import { quotaAndUsageComponents } from './quota-and-usage.ts';
import { virtualMachines } from './virtual-machines.ts';
import { virtualDiskDrives, virtualHardDisks } from './vm-disks.ts';
import { vmNetworks } from './vm-networks.ts';
import { jobs } from './vmm-jobs.ts';

const guid = (name: string, value: string | null): Property => ({ name, type: 'Edm.Guid', value });
const string = (name: string, value: string | null): Property => ({ name, type: 'Edm.String', value });
const int64 = (name: string, value: number | null): Property => ({ name, type: 'Edm.Int64', value });
const flag = (name: string, value: boolean): Property => ({ name, type: 'Edm.Boolean', value });

/** A tenant sees the one cloud of its plan, VMM's administrator all. */
function cloudsInScope({ call, subscription }: ODataScope): readonly CloudRecord[] {
  if (subscription === null) return call.world.clouds.rows;
  const service = subscription.services.find(({ type }) => type.toLowerCase() === SYSTEM_CENTER);
  const quota = service === undefined ? null : readLimits(service.settings);
  const cloud = quota?.problem === null ? call.world.clouds.get(quota.cloudId) : undefined;
  return cloud === undefined ? [] : [cloud];
}

const cloudEntity = (cloud: CloudRecord): Entity => ({
  properties: [
    guid('ID', cloud.id),
    guid('StampId', cloud.stampId),
    string('Name', cloud.name),
    string('Description', cloud.description),
    string('UserRoleID', null),
  ],
});

const capacities: EntitySet = {
  name: 'CloudCapacities',
  type: 'VMM.CloudCapacity',
  keys: ['CloudId', 'StampId'],
  filterable: ['CloudId', 'StampId'],
  rows: (scope) => cloudsInScope(scope).map(capacityEntity),
  links: {},
};

function capacityEntity({ id, stampId, capacity }: CloudRecord): Entity {
  const { vmCount, cpuCount, memoryMb, storageGb } = capacity;
  const figures: readonly (readonly [string, number | null])[] = [
    ['CPUCount', cpuCount],
    ['MemoryMB', memoryMb],
    ['StorageGB', storageGb],
    ['VMCount', vmCount],
  ];
  const maxima = figures.map(([name, value]) => flag(`Use${name}Maximum`, value === null));
  return {
    properties: [
      guid('CloudId', id),
      guid('StampId', stampId),
      ...figures.map(([name, value]) => int64(name, value)),
      ...maxima,
    ],
  };
}

const clouds: EntitySet = {
  name: 'Clouds',
  type: 'VMM.Cloud',
  keys: ['ID', 'StampId'],
  filterable: ['ID', 'StampId', 'Name'],
  rows: (scope) => cloudsInScope(scope).map(cloudEntity),
  links: {
    QuotaAndUsageComponents: (scope, entity, clauses) => ({
      set: quotaAndUsageComponents,
      rows: quotaAndUsageComponents
        .rows(scope, clauses)
        .filter((row) => propertyText(row, 'CloudId') === propertyText(entity, 'ID')),
      isSingle: false,
    }),
    Capacity: (scope, entity) => ({
      set: capacities,
      rows: capacities.rows(scope).filter((row) => propertyText(row, 'CloudId') === propertyText(entity, 'ID')),
      isSingle: true,
    }),
  },
};

const userRoles: EntitySet = {
  name: 'UserRoles',
  type: 'VMM.UserRole',
  keys: ['ID'],
  filterable: ['ID', 'Name'],
  rows: ({ call, subscription }) =>
    (subscription === null ? call.world.subscriptions.rows : [subscription]).map((each) => roleEntity(each, call.now)),
  find({ call, subscription }, keys) {
    const found = call.world.subscriptions.get(keys.get('id') ?? keys.get('') ?? '');
    if (found === undefined || (subscription !== null && subscription.id !== found.id)) return undefined;
    return roleEntity(found, call.now);
  },
  links: {},
};

/** The role of a subscription in VMM, with the limits as VMM has them: plan and add-ons together. */
function roleEntity(subscription: SubscriptionRecord, now: number): Entity {
  const { id, owner } = subscription;
  const service = subscription.services.find(({ type }) => type.toLowerCase() === SYSTEM_CENTER);
  const quota = service === undefined ? null : readLimits(service.settings);
  const limits = service === undefined ? null : limitsAt(service, now);
  const scope =
    quota?.problem === null && limits !== null ? [quotaProperties(quota.cloudId, quota.stampId, limits)] : [];
  return {
    properties: [
      guid('ID', id),
      string('Name', `${owner}_${id}`),
      string('Profile', 'TenantAdmin'),
      { name: 'Quotas', type: 'Collection(VMM.UserRoleQuota)', complex: scope },
    ],
  };
}

function quotaProperties(cloudId: string, stampId: string, limits: Limits): readonly Property[] {
  const figures: readonly (readonly [string, Dimension])[] = [
    ['CPUCount', 'cpuCount'],
    ['MemoryMB', 'memoryMb'],
    ['StorageGB', 'storageGb'],
    ['VMCount', 'vmCount'],
  ];
  const int32: EdmType = 'Edm.Int32';
  const both = ['Role', 'Member'].flatMap((who) =>
    figures.map(([name, dimension]) => ({ name: who + name, type: int32, value: limits[dimension] })),
  );
  return [guid('Scope', cloudId), string('ScopeType', 'Cloud'), guid('StampId', stampId), ...both];
}

/** By lower-case name. */
export const VMM_ENTITY_SETS: ReadonlyMap<string, EntitySet> = new Map(
  [clouds, capacities, userRoles, virtualMachines, jobs, virtualHardDisks, virtualDiskDrives, vmNetworks].map((set) => [
    set.name.toLowerCase(),
    set,
  ]),
);
