import * as fc from 'fast-check';
import { LIMIT_ELEMENTS, type CloudLimits } from '../../src/providers/wap/client/quota/cloud-quota.ts';

const limit = fc.option(fc.oneof(fc.constantFrom(0, 1, 16, 0xffff_ffff), fc.integer({ min: 0, max: 0xffff_ffff })), {
  nil: null,
});
const side = fc.record({ vmCount: limit, cpuCount: limit, memoryMb: limit, storageGb: limit });

export const anyLimits: fc.Arbitrary<CloudLimits> = fc.record({ role: side, member: side });

export interface QuotaText {
  readonly xml: string;
  /** The same text with each limit element reduced to its place: what a change of limits must leave alone. */
  readonly around: string;
  readonly limits: CloudLimits;
}

const blank = fc.constantFrom('', ' ', '\n', '\r\n  ', '\t');
const stranger = fc.constantFrom(
  '',
  '<RoleWeightedInstanceCount>7</RoleWeightedInstanceCount>',
  '<!-- 16 < 32 > 8 & <RoleCPUCount>1</RoleCPUCount> -->',
  '<Other a="1 > 0" b=\'"\'><![CDATA[<RoleCPUCount>5</RoleCPUCount>]]></Other>',
  '<?pi >3< ?>',
  '&lt;&#62;é',
);

/** Any way in which a number (or nothing) may be written into an element. */
function written(name: string, prefix: string): fc.Arbitrary<{ readonly text: string; readonly value: number | null }> {
  const tag = prefix + name;
  return fc
    .record({
      value: limit,
      style: fc.nat(7),
      attribute: fc.constantFrom('', ' a="x"', " a='1 > 0'"),
      close: fc.constantFrom('', ' ', '\r\n'),
      pad: blank,
    })
    .map(({ value, style, attribute, close, pad }) => {
      const open = `<${tag}${attribute}>`;
      const end = `</${tag}${close}>`;
      if (value === null) {
        const empty = [
          `<${tag}${attribute}${close}/>`,
          `${open}${end}`,
          `${open}${pad}${end}`,
          `${open}<!--5-->${end}`,
        ];
        return { value, text: empty[style % empty.length] ?? '' };
      }
      const digits = String(value);
      const filled = [
        digits,
        `${pad}${digits}${pad}`,
        `<![CDATA[${pad}${digits}]]>`,
        `<!-- 5 -->${digits}`,
        `${digits}${pad}<!-- >6< -->`,
        `&#x3${digits.slice(0, 1)};${digits.slice(1)}`,
        `0${digits}`,
        `${digits.slice(0, 1)}<!-- - -->${digits.slice(1)}`,
      ];
      return { value, text: `${open}${filled[style] ?? digits}${end}` };
    });
}

interface Piece {
  readonly text: string;
  readonly value: number | null;
}

/** A quota as different writers write it: any quotes, line ends, order, prefix, with elements of strangers in between. */
export const anyQuotaText: fc.Arbitrary<QuotaText> = fc
  .record({
    prefix: fc.constantFrom('', 'q:'),
    quote: fc.constantFrom('"', "'"),
    head: fc.constantFrom('', '\uFEFF', '<?xml version="1.0" encoding="utf-8"?>\r\n', '<!-- template -->'),
    line: blank,
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8, maxLength: 8 }),
  })
  .chain((frame) =>
    fc
      .record({
        pieces: fc.tuple(...LIMIT_ELEMENTS.map(([name]) => written(name, frame.prefix))),
        strangers: fc.array(stranger, { minLength: 9, maxLength: 9 }),
      })
      .map(({ pieces, strangers }) => compose(frame, pieces, strangers)),
  );

interface Frame {
  readonly prefix: string;
  readonly quote: string;
  readonly head: string;
  readonly line: string;
  readonly order: readonly number[];
}

function compose(
  { prefix, quote, head, line, order }: Frame,
  pieces: readonly Piece[],
  strangers: readonly string[],
): QuotaText {
  const namespace = prefix === '' ? '' : ` xmlns:q=${quote}urn:q${quote}`;
  const ids = `Id=${quote}1B2C3D4E-0000-4000-8000-0123456789AB${quote}  StampId=${quote}{2b2c3d4e-0000-4000-8000-0123456789ab}${quote}`;
  const opening = `${head}<${prefix}Clouds${namespace}>${line}<${prefix}Cloud ${ids}>${line}<${prefix}Quota>${line}`;
  const closing = `${line}</${prefix}Quota>${line}</${prefix}Cloud>${line}</${prefix}Clouds>`;
  const inner = (textOf: (index: number) => string): string =>
    order.map((index, place) => `${strangers[place] ?? ''}${line}${textOf(index)}`).join('');
  const value = (index: number): number | null => pieces[index]?.value ?? null;
  return {
    xml: opening + inner((index) => pieces[index]?.text ?? '') + (strangers[8] ?? '') + closing,
    around: opening + inner((index) => `[${index}]`) + (strangers[8] ?? '') + closing,
    limits: {
      role: { vmCount: value(0), cpuCount: value(2), memoryMb: value(4), storageGb: value(6) },
      member: { vmCount: value(1), cpuCount: value(3), memoryMb: value(5), storageGb: value(7) },
    },
  };
}
