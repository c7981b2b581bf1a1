import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LIMIT_ELEMENTS,
  type CloudLimits,
  type QuotaLimits,
} from '../../../../../src/providers/wap/client/quota/cloud-quota.ts';
import { createQuotaCache } from '../../../../../src/providers/wap/client/quota/quota-cache.ts';
import { readCloudQuota } from '../../../../../src/providers/wap/client/quota/read-cloud-quota.ts';
import { writeCloudQuota } from '../../../../../src/providers/wap/client/quota/write-cloud-quota.ts';
import { anyLimits, anyQuotaText } from '../../../../support/quota-texts.ts';

const all = (value: number | null): QuotaLimits => ({
  vmCount: value,
  cpuCount: value,
  memoryMb: value,
  storageGb: value,
});
const both = (limits: QuotaLimits): CloudLimits => ({ role: limits, member: limits });
const ids = 'Id="1b2c3d4e-0000-4000-8000-0123456789ab" StampId="2b2c3d4e-0000-4000-8000-0123456789ab"';
const around = (inner: string): string => `<Clouds><Cloud ${ids}>${inner}</Cloud></Clouds>`;
const read = (xml: string): CloudLimits | undefined => readCloudQuota(xml, createQuotaCache()).clouds[0];

/** A text with the limit elements of strangers hidden and ours reduced to their place. */
function reduced(xml: string): string {
  const hidden: string[] = [];
  let text = xml.replaceAll(/<!--[\s\S]*?-->|<Other[\s\S]*?<\/Other>|<\?pi[\s\S]*?\?>/g, (part) => {
    if (part.startsWith('<!--') && !part.includes('RoleCPUCount')) return part;
    hidden.push(part);
    return `⟦${hidden.length - 1}⟧`;
  });
  for (const [index, [name]] of LIMIT_ELEMENTS.entries()) {
    text = text.replace(
      new RegExp(`<(?:q:)?${name}(?:\\s+a=(?:"[^"]*"|'[^']*'))?\\s*(?:/>|>[\\s\\S]*?</(?:q:)?${name}\\s*>)`),
      `[${index}]`,
    );
  }
  return text.replaceAll(/⟦(\d+)⟧/g, (_, index) => hidden[Number(index)] ?? '');
}

describe('writing limits into a quota', () => {
  it('reads back as the limits that were written, whatever the text looks like', () => {
    fc.assert(
      fc.property(anyQuotaText, anyLimits, ({ xml }, limits) => {
        expect(read(writeCloudQuota(xml, limits))).toMatchObject(limits);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves every byte outside the eight numbers as it was', () => {
    fc.assert(
      fc.property(anyQuotaText, anyLimits, ({ xml, around: expected }, limits) => {
        expect(reduced(xml)).toBe(expected);
        expect(reduced(writeCloudQuota(xml, limits))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('returns the very same text for the limits that are there', () => {
    fc.assert(
      fc.property(anyQuotaText, ({ xml, limits }) => {
        expect(writeCloudQuota(xml, limits)).toBe(xml);
      }),
      { numRuns: 500 },
    );
  });

  it('comes back to the same limits over any others, and stays there', () => {
    fc.assert(
      fc.property(anyQuotaText, anyLimits, ({ xml, limits }, others) => {
        const back = writeCloudQuota(writeCloudQuota(xml, others), limits);
        expect(read(back)).toMatchObject(limits);
        expect(writeCloudQuota(back, limits)).toBe(back);
      }),
    );
  });

  it('changes only the digits of a line as MgmtSvcEx writes it', () => {
    const xml = `<Clouds>\r\n  <Cloud ${ids}>\r\n    <Quota>\r\n      <RoleCPUCount>16</RoleCPUCount>\r\n      <MemberCPUCount />\r\n    </Quota>\r\n  </Cloud>\r\n</Clouds>`;
    const limits = both({ vmCount: null, cpuCount: 32, memoryMb: null, storageGb: null });
    expect(writeCloudQuota(xml, limits)).toBe(
      xml.replace('>16<', '>32<').replace('<MemberCPUCount />', '<MemberCPUCount>32</MemberCPUCount>'),
    );
  });

  it.each([
    ['closes itself', '<Quota><RoleCPUCount/></Quota>', '<RoleCPUCount>8</RoleCPUCount>'],
    ['closes itself after a blank', '<Quota><RoleCPUCount /></Quota>', '<RoleCPUCount>8</RoleCPUCount>'],
    ['is a pair of tags', '<Quota><RoleCPUCount></RoleCPUCount></Quota>', '<RoleCPUCount>8</RoleCPUCount>'],
    ['has an attribute', '<Quota><RoleCPUCount a="/>" /></Quota>', '<RoleCPUCount a="/>">8</RoleCPUCount>'],
    ['holds a wrong number', '<Quota><RoleCPUCount>many</RoleCPUCount></Quota>', '<RoleCPUCount>8</RoleCPUCount>'],
    [
      'holds CDATA',
      '<Quota><RoleCPUCount><![CDATA[ 4 ]]></RoleCPUCount></Quota>',
      '<RoleCPUCount><![CDATA[ 8 ]]></RoleCPUCount>',
    ],
    ['is missing', '<Quota></Quota>', '<RoleCPUCount>8</RoleCPUCount>'],
    ['is missing with its wrapper', '', '<RoleCPUCount>8</RoleCPUCount>'],
    ['is missing in a wrapper that closes itself', '<Quota />', '<RoleCPUCount>8</RoleCPUCount>'],
  ])('puts the number into an element that %s', (_, inner, expected) => {
    const written = writeCloudQuota(around(inner), { role: { ...all(null), cpuCount: 8 }, member: all(null) });
    expect(written).toContain(expected);
    expect(written).toMatch(/<Quota>.*<\/Quota>/);
  });

  it('empties an element for a limit that is lifted', () => {
    const xml = around('<Quota><RoleVMCount>5</RoleVMCount><MemberVMCount><![CDATA[5]]></MemberVMCount></Quota>');
    expect(writeCloudQuota(xml, both(all(null)))).toBe(
      around('<Quota><RoleVMCount></RoleVMCount><MemberVMCount></MemberVMCount></Quota>'),
    );
  });

  it('puts missing elements beside their neighbours, on lines of their own', () => {
    const xml = around(
      '<Quota>\r\n  <MemberVMCount>1</MemberVMCount>\r\n  <RoleStorageGB>1</RoleStorageGB>\r\n</Quota>',
    );
    expect(writeCloudQuota(xml, both(all(1)))).toBe(
      around(`<Quota>\r\n  ${LIMIT_ELEMENTS.map(([name]) => `<${name}>1</${name}>`).join('\r\n  ')}\r\n</Quota>`),
    );
  });

  it('gives new elements the prefix of their quota', () => {
    const xml = `<q:Clouds xmlns:q="u"><q:Cloud ${ids}><q:Quota></q:Quota></q:Cloud></q:Clouds>`;
    expect(writeCloudQuota(xml, both(all(1)))).toContain('<q:Quota><q:RoleVMCount>1</q:RoleVMCount>');
  });

  it.each([
    ['no cloud', '<Clouds></Clouds>'],
    ['two clouds', `<Clouds><Cloud ${ids}/><Cloud ${ids}/></Clouds>`],
    ['another root', `<Cloud ${ids}/>`],
    ['a document type', `<!DOCTYPE Clouds [<!ENTITY a "16">]>${around('<Quota/>')}`],
    ['two quotas', around('<Quota/><Quota/>')],
    ['the same limit twice', around('<Quota><RoleVMCount/><RoleVMCount/></Quota>')],
    ['an element within a limit', around('<Quota><RoleVMCount><b>5</b></RoleVMCount></Quota>')],
    ['broken XML', '<Clouds><Cloud>'],
    ['HTML', '<!doctype html><html></html>'],
    ['nothing', ''],
  ])('refuses a text with %s', (_, xml) => {
    expect(() => writeCloudQuota(xml, both(all(1)))).toThrow(expect.objectContaining({ code: 'WAP_BAD_QUOTA' }));
  });

  it.each([-1, 1.5, 2 ** 32, Number.NaN])('refuses to write %s', (value) => {
    expect(() => writeCloudQuota(around('<Quota/>'), both(all(value)))).toThrow(
      expect.objectContaining({ code: 'WAP_BAD_QUOTA' }),
    );
  });
});
