import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControllerError } from '../../../../../src/model/controller-error.ts';
import { createQuotaCache } from '../../../../../src/providers/wap/client/quota/quota-cache.ts';
import { readCloudQuota } from '../../../../../src/providers/wap/client/quota/read-cloud-quota.ts';
import { anyQuotaText } from '../../../../support/quota-texts.ts';
import { cloudsXml } from '../../../../support/wap-rows.ts';

const read = (xml: string, cache = createQuotaCache()) => readCloudQuota(xml, cache);

/** The limits, or the code of the refusal. */
function outcome(xml: string, cache = createQuotaCache()): unknown {
  try {
    return read(xml, cache);
  } catch (error) {
    return (error as ControllerError).code;
  }
}

describe('reading limits from a quota', () => {
  it('reads cloud, stamp and limits, where an empty element is unlimited', () => {
    expect(read(cloudsXml(16)).clouds).toEqual([
      {
        id: '6f0f4c1e-3a54-4d57-9a0b-000000000001',
        stampId: '6f0f4c1e-3a54-4d57-9a0b-000000000002',
        role: { vmCount: null, cpuCount: 16, memoryMb: 32768, storageGb: 500 },
        member: { vmCount: null, cpuCount: 16, memoryMb: 32768, storageGb: 500 },
      },
    ]);
  });

  it('reads every way in which a limit can be written', () => {
    fc.assert(
      fc.property(anyQuotaText, ({ xml, limits }) => {
        expect(read(xml).clouds[0]).toEqual({
          id: '1b2c3d4e-0000-4000-8000-0123456789ab',
          stampId: '2b2c3d4e-0000-4000-8000-0123456789ab',
          ...limits,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('reads the same from a cache that knows other texts as from an empty one', () => {
    const exchanged = (xml: string, salt: number): string =>
      xml.replaceAll(/>(\d+)</g, (_, digits: string) => `>${(Number(digits) * 7 + salt) % 0xffff_ffff}<`);
    fc.assert(
      fc.property(fc.array(anyQuotaText, { minLength: 1, maxLength: 4 }), fc.nat(1000), (texts, salt) => {
        const cache = createQuotaCache();
        for (const { xml } of texts) {
          for (const text of [xml, exchanged(xml, salt), exchanged(xml, salt + 1)]) {
            expect(outcome(text, cache)).toEqual(outcome(text));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('returns the same object for the same text', () => {
    const cache = createQuotaCache();
    expect(readCloudQuota(cloudsXml(8), cache)).toBe(readCloudQuota(['', cloudsXml(8)].join(''), cache));
  });

  it('keeps no more texts than it was allowed', () => {
    const cache = createQuotaCache(3);
    for (let cpus = 0; cpus < 10; cpus += 1) readCloudQuota(cloudsXml(cpus), cache);
    expect(cache.byText.size).toBe(3);
    expect(cache.byShape.size).toBe(1);
  });

  it('reads several clouds', () => {
    const xml =
      '<Clouds><Cloud Id="A" StampId="B"/><Cloud Id="C" StampId="D"><Quota><RoleCPUCount>1</RoleCPUCount></Quota></Cloud></Clouds>';
    expect(read(xml).clouds.map(({ id, role }) => [id, role.cpuCount])).toEqual([
      ['a', null],
      ['c', 1],
    ]);
  });

  it('is not misled by a text that looks like a known one with a number in place of a word', () => {
    const cache = createQuotaCache();
    readCloudQuota(cloudsXml(16), cache);
    for (const odd of ['many', '\0', '-1', '4294967296', '1e3']) {
      const xml = cloudsXml(16).replace('>16<', `>${odd}<`);
      expect(() => readCloudQuota(xml, cache)).toThrow(expect.objectContaining({ code: 'WAP_BAD_QUOTA' }));
    }
  });
});
