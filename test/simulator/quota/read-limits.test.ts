import { describe, expect, it } from 'vitest';
import { combineLimits } from '../../../src/simulator/quota/combine-limits.ts';
import { readLimits } from '../../../src/simulator/quota/read-limits.ts';
import { createKnobs } from '../../../src/simulator/knobs/knobs.ts';
import { BASE_CLOUD_ID, BASE_STAMP_ID } from '../../../src/simulator/world/seed-ids.ts';
import { templateSettings } from '../../../src/simulator/world/seed-quota.ts';

const place = { cloudId: BASE_CLOUD_ID, stampId: BASE_STAMP_ID };
const settings = templateSettings(place, { vms: '10', cpus: '', memoryMb: '16384', storageGb: '4294967295' });
const changed = (key: string, change: (value: string) => string) =>
  settings.map(({ Key, Value }) => ({ Key, Value: Key === key ? change(Value) : Value }));

describe('the provider reading a quota', () => {
  it('takes the template, with elements it does not know; empty is unlimited', () => {
    expect(readLimits(settings)).toEqual({
      ...place,
      problem: null,
      limits: { vmCount: 10, cpuCount: null, memoryMb: 16_384, storageGb: 4_294_967_295 },
    });
  });

  it.each([
    ['a number beyond 32 bits', 'Clouds', (text: string) => text.replaceAll('16384', '4294967296')],
    ['a negative number', 'Clouds', (text: string) => text.replaceAll('>10<', '>-1<')],
    ['a fraction', 'Clouds', (text: string) => text.replaceAll('>10<', '>1.5<')],
    ['no Quota wrapper', 'Clouds', (text: string) => text.replace(/<\/?Quota>/g, '')],
    ['a missing limit', 'Clouds', (text: string) => text.replace(/<MemberVMCount>10<\/MemberVMCount>/, '')],
    ['a cloud too many', 'Clouds', (text: string) => text.replace('</Cloud>', '</Cloud><Cloud/>')],
    ['a cloud without a GUID', 'Clouds', (text: string) => text.replace(BASE_CLOUD_ID, 'x')],
    ['the root of the key instead of the right one', 'VmResources', () => '<VmResources/>'],
    ['broken XML in another setting', 'Actions', (text: string) => text.slice(0, -3)],
  ])('refuses %s', (_what, key, change) => {
    expect(readLimits(changed(key, change)).problem).toEqual(expect.any(String));
  });

  it('refuses a setting it does not know, and a quota without Clouds', () => {
    expect(readLimits([...settings, { Key: 'HyperVHost', Value: '<a/>' }]).problem).toContain('HyperVHost');
    expect(readLimits([]).problem).toContain('Clouds');
  });

  it('combines plan and add-on as the knobs say', () => {
    const base = { vmCount: 2, cpuCount: 4, memoryMb: null, storageGb: 10 };
    const addOn = { vmCount: 1, cpuCount: 8, memoryMb: 5, storageGb: null };
    expect(combineLimits(base, [addOn], createKnobs())).toEqual({
      vmCount: 3,
      cpuCount: 12,
      memoryMb: null,
      storageGb: 10,
    });
    const other = createKnobs({ 'add-on-arithmetic': 'max', 'empty-add-on-limit': 'unlimited' });
    expect(combineLimits(base, [addOn], other)).toEqual({ vmCount: 2, cpuCount: 8, memoryMb: null, storageGb: null });
  });
});
