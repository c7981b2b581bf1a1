import { limitsAt, SYSTEM_CENTER } from '../admin-api/provider-push.ts';
import type { AdminCall } from '../admin-api/admin-call.ts';
import { badRequest } from '../http/refusal.ts';
import { limitsPlace } from '../quota/limits-place.ts';
import { useOf } from '../vmm/use-of.ts';
import type { Dimension } from '../world/limits.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { soughtId, type FilterClause } from './parse-filter.ts';
import type { Entity, EntitySet, ODataScope, Property } from './entity.ts';

/** CpuCount is spelled otherwise here than in quotas. */
const DIMENSION_NAMES: readonly (readonly [Dimension, string])[] = [
  ['vmCount', 'VMCount'],
  ['cpuCount', 'CpuCount'],
  ['memoryMb', 'MemoryMB'],
  ['storageGb', 'StorageGB'],
];

/** Limit and use of one subscription's role in its cloud, a row for each dimension; for VMM's administrator, of every role. */
export const quotaAndUsageComponents: EntitySet = {
  name: 'QuotaAndUsageComponents',
  type: 'VMM.QuotaAndUsageComponent',
  keys: ['CloudId', 'StampId', 'UserRoleID', 'QuotaDimension'],
  filterable: ['QuotaDimension', 'UserRoleID'],
  rows: componentRows,
  links: {},
};

function componentRows(scope: ODataScope, clauses: readonly FilterClause[] = []): readonly Entity[] {
  const { call, subscription } = scope;
  if (subscription !== null) return rowsOfRole(call, subscription);
  // Whether VMM's administrator sees the rows of all roles is not established.
  if (call.knobs.get('unscoped-use') === 'refuses') throw badRequest('UserRoleID is mandatory here.');
  if (call.knobs.get('unscoped-use') === 'empty') return [];
  const id = soughtId(clauses, 'UserRoleID');
  const { subscriptions } = call.world;
  if (id === null) return subscriptions.rows.flatMap((each) => rowsOfRole(call, each));
  const found = subscriptions.get(id);
  return found === undefined ? [] : rowsOfRole(call, found);
}

function rowsOfRole(call: AdminCall, subscription: SubscriptionRecord): readonly Entity[] {
  const service = subscription.services.find(({ type }) => type.toLowerCase() === SYSTEM_CENTER);
  const place = limitsPlace(subscription);
  if (service === undefined || place === null) return [];
  const use = useOf(call, subscription);
  const limits = limitsAt(service, call.now);
  const figure = (name: string, value: number | null): Property => ({
    name,
    type: call.knobs.get('odata-numbers') === 'strings' ? 'Edm.Int64' : 'Edm.Int32',
    value,
  });
  const row = (dimension: string, limit: number | null, used: number): Entity => {
    const shown = used === 0 && call.knobs.get('zero-use') === 'null' ? null : used;
    return {
      properties: [
        { name: 'CloudId', type: 'Edm.Guid', value: place.cloudId },
        { name: 'StampId', type: 'Edm.Guid', value: place.stampId },
        { name: 'UserRoleID', type: 'Edm.Guid', value: subscription.id },
        { name: 'QuotaDimension', type: 'Edm.String', value: dimension },
        figure('UserRoleQuota', limit),
        figure('UserRoleUsage', shown),
        figure('UserQuota', limit),
        figure('UserUsage', shown),
      ],
    };
  };
  const rows = DIMENSION_NAMES.map(([dimension, name]) => row(name, limits?.[dimension] ?? null, use[dimension]));
  return call.knobs.get('custom-quota-dimension') === 'on' ? [...rows, row('CustomQuotaCount', null, 0)] : rows;
}
