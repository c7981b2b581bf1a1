import { propertyText, type Entity, type EntitySet, type ODataScope } from '../odata/entity.ts';
import { guid, int32, string } from '../odata/properties.ts';
import { limitsPlace } from '../quota/limits-place.ts';
import { SUBSCRIPTION_ACTIVE, type SubscriptionRecord } from '../world/subscription-record.ts';

/** 0 and 1 are all that SPF knows. */
const ACTIVE = 0;
const SUSPENDED = 1;

/** A VMM server; SPF reaches each cloud through one. */
const stamps: EntitySet = {
  name: 'Stamps',
  type: 'SpfAdmin.Stamp',
  keys: ['ID'],
  filterable: ['ID', 'Name'],
  rows: ({ call }) => stampEntities(call.world.clouds.rows),
  links: {},
};

/** A subscription with VM clouds, as SPF keeps it: suspended here is what locks the way into VMM (wire: vm-clouds 6). */
const tenants: EntitySet = {
  name: 'Tenants',
  type: 'SpfAdmin.Tenant',
  keys: ['ID'],
  filterable: ['ID', 'Name', 'SubscriptionID'],
  rows: ({ call }) => call.world.subscriptions.rows.filter(isTenant).map(tenantEntity),
  find(scope, keys) {
    const found = recordOf(scope, keys.get('id') ?? keys.get('') ?? '');
    return found === undefined ? undefined : tenantEntity(found);
  },
  links: {
    Stamps(scope, entity) {
      const record = recordOf(scope, propertyText(entity, 'ID') ?? '');
      const place = record === undefined ? null : limitsPlace(record);
      const clouds = scope.call.world.clouds.rows.filter(({ stampId }) => stampId === place?.stampId);
      return { set: stamps, rows: stampEntities(clouds), isSingle: false };
    },
  },
};

function recordOf({ call }: ODataScope, id: string): SubscriptionRecord | undefined {
  const found = call.world.subscriptions.get(id);
  return found !== undefined && isTenant(found) ? found : undefined;
}

function isTenant(subscription: SubscriptionRecord): boolean {
  return limitsPlace(subscription) !== null;
}

function tenantEntity({ id, owner, state }: SubscriptionRecord): Entity {
  return {
    properties: [
      guid('ID', id),
      string('Name', `${owner}_${id}`),
      guid('SubscriptionID', id),
      int32('AccountStatus', state === SUBSCRIPTION_ACTIVE ? ACTIVE : SUSPENDED),
    ],
  };
}

function stampEntities(clouds: readonly { readonly stampId: string; readonly name: string }[]): readonly Entity[] {
  const byStamp = new Map(clouds.map(({ stampId, name }) => [stampId, name]));
  return [...byStamp].map(([id, name]) => ({
    properties: [guid('ID', id), string('Name', `VMM of ${name}`)],
  }));
}

/** By lower-case name. */
export const SPF_ENTITY_SETS: ReadonlyMap<string, EntitySet> = new Map(
  [tenants, stamps].map((set) => [set.name.toLowerCase(), set]),
);
