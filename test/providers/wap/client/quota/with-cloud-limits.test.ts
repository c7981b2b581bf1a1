import { describe, expect, it } from 'vitest';
import { withCloudLimits } from '../../../../../src/providers/wap/client/quota/with-cloud-limits.ts';
import { cloudsXml, wireServiceQuota } from '../../../../support/wap-rows.ts';

const limits = (cpuCount: number) => {
  const side = { vmCount: null, cpuCount, memoryMb: 32768, storageGb: 500 };
  return { role: side, member: side };
};

describe('the service quotas of a plan with other limits', () => {
  it('differ in the Clouds setting of systemcenter only', () => {
    const sql = { ServiceName: 'sqlservers', Settings: [{ Key: 'Editions', Value: '[]' }], Novelty: 1 };
    const before = [sql, { ...wireServiceQuota(16), Novelty: { kept: true } }];
    const after = withCloudLimits(before, limits(32));
    expect(after).toEqual([sql, { ...wireServiceQuota(32), Novelty: { kept: true } }]);
    expect(before).toEqual([sql, { ...wireServiceQuota(16), Novelty: { kept: true } }]);
  });

  it('keep what a setting carries beside key and value', () => {
    const quota = { ServiceName: 'SystemCenter', Settings: [{ Key: 'clouds', Value: cloudsXml(1), Extra: 'x' }] };
    expect(withCloudLimits([quota], limits(2))).toEqual([
      { ServiceName: 'SystemCenter', Settings: [{ Key: 'clouds', Value: cloudsXml(2), Extra: 'x' }] },
    ]);
  });

  it.each([
    ['no services', []],
    ['nothing', null],
    ['no Clouds', [{ ServiceName: 'systemcenter', Settings: [] }]],
    ['null Settings', [{ ServiceName: 'systemcenter', Settings: null }]],
    ['systemcenter twice', [wireServiceQuota(1), wireServiceQuota(1)]],
    ['a null value', [{ ServiceName: 'systemcenter', Settings: [{ Key: 'Clouds', Value: null }] }]],
  ])('cannot be made of %s', (_, serviceQuotas) => {
    expect(() => withCloudLimits(serviceQuotas, limits(2))).toThrow(expect.objectContaining({ code: 'WAP_BAD_QUOTA' }));
  });
});
