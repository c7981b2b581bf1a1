import { limitsAt, SYSTEM_CENTER } from '../admin-api/provider-push.ts';
import { readLimits } from '../quota/read-limits.ts';
import type { Dimension } from '../world/limits.ts';
import type { Entity, EntitySet, ODataScope, Property } from './entity.ts';

/** CpuCount is spelled otherwise here than in quotas. */
const DIMENSION_NAMES: readonly (readonly [Dimension, string])[] = [
  ['vmCount', 'VMCount'],
  ['cpuCount', 'CpuCount'],
  ['memoryMb', 'MemoryMB'],
  ['storageGb', 'StorageGB'],
];

/** Limit and use of one subscription's role in its cloud, a row for each dimension. Nothing without a subscription. */
export const quotaAndUsageComponents: EntitySet = {
  name: 'QuotaAndUsageComponents',
  type: 'VMM.QuotaAndUsageComponent',
  keys: ['CloudId', 'StampId', 'UserRoleID', 'QuotaDimension'],
  filterable: ['QuotaDimension', 'UserRoleID'],
  rows: componentRows,
  links: {},
};

function componentRows({ call, subscription }: ODataScope): readonly Entity[] {
  const service = subscription?.services.find(({ type }) => type.toLowerCase() === SYSTEM_CENTER);
  if (subscription === null || service === undefined) return [];
  const place = readLimits(service.settings);
  if (place.problem !== null) return [];
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
  const rows = DIMENSION_NAMES.map(([dimension, name]) =>
    row(name, limits?.[dimension] ?? null, subscription.use[dimension]),
  );
  return call.knobs.get('custom-quota-dimension') === 'on' ? [...rows, row('CustomQuotaCount', null, 0)] : rows;
}
