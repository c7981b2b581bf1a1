import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/yaml/decode-text.ts';
import { excerptOf, indexLines, printable } from '../../src/yaml/text-lines.ts';

describe('the lines of a text', () => {
  const lines = indexLines('one\r\ntwo 😀 x\n\nfour');

  it('are counted from 1, in the units of editors', () => {
    expect(lines.placeOf(0)).toEqual({ line: 1, column: 1 });
    expect(lines.placeOf(lines.text.indexOf('x'))).toEqual({ line: 2, column: 8 });
    expect(lines.placeOf(lines.text.length)).toEqual({ line: 4, column: 5 });
  });

  it('are shown without their breaks', () => {
    expect([0, 1, 2, 3, 4, 5].map((line) => lines.lineText(line))).toEqual(['', 'one', 'two 😀 x', '', 'four', '']);
  });

  it('are shown unit for unit, and steer nothing', () => {
    const line = 'a\tb\u001b[31m\u202e\u200bc';
    expect(printable(line)).toBe('a b\u{fffd}[31m\u{fffd}\u{fffd}c');
    expect(printable(line)).toHaveLength(line.length);
  });

  it('are cut where they are too long to show', () => {
    const long = 'x'.repeat(10_000);
    expect(excerptOf(long, 5, 9_000)?.text.length).toBe(501);
    expect(excerptOf(long, 9_000, 3)).toBeUndefined();
    expect(excerptOf('abc', 4, 1)).toEqual({ text: 'abc', length: 1 });
  });
});

describe('bytes', () => {
  const decode = (...bytes: number[]) => decodeText(new Uint8Array(bytes));

  it('are text when they are UTF-8, without a byte order mark', () => {
    expect(decode(0xef, 0xbb, 0xbf, 0x61, 0xc3, 0xa4)).toEqual({ text: 'aä' });
  });

  it.each([
    [[0x61, 0x0a, 0x62, 0xff], 2, 2],
    [[0xc3], 1, 1],
    [[0x61, 0xc3, 0xa4, 0xe2, 0x82, 0x61], 1, 3],
    [[0xed, 0xa0, 0x80], 1, 1],
    [[0xf0, 0x9f, 0x98, 0x80, 0x80], 1, 3],
  ])('%j are no UTF-8 from line %i column %i', (bytes, line, column) => {
    expect(decode(...bytes)).toMatchObject({ problem: { code: 'FILE_NOT_UTF8', line, column } });
  });
});
