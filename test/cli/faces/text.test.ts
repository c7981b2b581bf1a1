import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNameColumns } from '../../../src/cli/faces/name-columns.ts';
import { neutralise, neutraliseMessage, showMessage } from '../../../src/cli/faces/safe-text.ts';
import { clip, textWidth } from '../../../src/cli/faces/text-width.ts';
import {
  formatAge,
  formatDuration,
  formatIsoTime,
  formatSpecDuration,
  formatTime,
  isoTime,
} from '../../../src/cli/faces/time.ts';
import { flow, hang, wrapText } from '../../../src/cli/faces/wrap.ts';
import { ACTING, asciiLook, lookAt } from '../../support/face-looks.ts';

describe('text from outside', () => {
  it('shows what would act as what it is', () => {
    expect(neutralise('\u001b[2Jx\u0007\u009b31m')).toBe('\\x1b[2Jx\\x07\\x9b31m');
    expect(neutralise('a\nb\tc')).toBe('a\\nb\\tc');
    expect(neutralise('\u202eevil\u200b')).toBe('\\u{202e}evil\\u{200b}');
    expect(neutraliseMessage('  a\r\n  b\tc ')).toBe('a b c');
  });

  it('leaves the letters of all languages alone', () => {
    for (const text of ['Müller', '日本語', 'می‌خواهم', 'עברית', '👩‍👩‍👧', 'Ελλάδα']) expect(neutralise(text)).toBe(text);
  });

  it('becomes ASCII where the terminal has nothing else', () => {
    expect(showMessage('8 → 16 … “Müller”', asciiLook(80))).toBe('8 -> 16 ... "M\\xfcller"');
  });

  it('is never anything but text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(neutralise(raw)).not.toMatch(ACTING);
      }),
    );
  });
});

describe('wrapping', () => {
  it('breaks between words and keeps every one', () => {
    const text = fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }))
      .map((words) => words.map(neutralise).join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 10, max: 60 }), (text, width) => {
        const lines = wrapText(text, width);
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('keeps a command on one line where one can hold it', () => {
    expect(wrapText('Look at it with `vdc explain acme` first.', 26)).toEqual([
      'Look at it with',
      '`vdc explain acme` first.',
    ]);
    expect(wrapText('an odd ` stays odd', 10)).toEqual(['an odd `', 'stays odd']);
  });

  it('hangs further lines below the text', () => {
    expect(hang('Way out: ', 'one two three', 17)).toEqual(['Way out: one two', '         three']);
  });

  it('never breaks inside an item that flows', () => {
    expect(flow(['1 to delete,', '2 to create,', '3 unchanged.'], ' ', 26)).toEqual([
      '1 to delete, 2 to create,',
      '3 unchanged.',
    ]);
  });

  it('cuts at whole characters', () => {
    expect(clip('日本語の名前', 7, '…')).toBe('日本語…');
    expect(clip('👩‍👩‍👧👩‍👩‍👧', 3, '…')).toBe('👩‍👩‍👧…');
    expect(clip('short', 9, '…')).toBe('short');
  });

  it('sets names side by side, to be read downwards', () => {
    expect(formatNameColumns(['a1', 'a2', 'a3', 'a4', 'a5'], lookAt(8))).toEqual(['a1  a4', 'a2  a5', 'a3']);
    expect(formatNameColumns(['a', 'b', 'c'], lookAt(Number.POSITIVE_INFINITY))).toEqual(['a  b  c']);
  });
});

describe('times', () => {
  it('are shown in UTC, to the second', () => {
    expect(formatTime(Date.UTC(2026, 10, 24, 10, 4, 11))).toBe('2026-11-24 10:04:11 UTC');
    expect(formatIsoTime('2026-12-01T00:00:00.000Z')).toBe('2026-12-01 00:00 UTC');
    expect(formatIsoTime('2026-12-01T00:00Z')).toBe('2026-12-01 00:00 UTC');
    expect(formatIsoTime('tomorrow')).toBe('tomorrow');
  });

  it('that are none do not end the program', () => {
    expect(isoTime(Number.NaN)).toBe('NaN');
    expect(isoTime(9e15)).toBe('9000000000000000');
  });

  it.each([
    [0, '0.0s'],
    [400, '0.4s'],
    [9_960, '10s'],
    [59_400, '59s'],
    [59_900, '1m 00s'],
    [65_000, '1m 05s'],
    [3_599_900, '1h 00m'],
    [7_860_000, '2h 11m'],
    [270_000_000, '3d 3h'],
    [-5, '0.0s'],
  ])('took %i ms: %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it.each([
    [500, 'now'],
    [12_000, '12s'],
    [180_000, '3m'],
    [47 * 3_600_000, '47h'],
    [3 * 86_400_000, '3d'],
  ])('%i ms ago: %s', (ms, text) => expect(formatAge(ms)).toBe(text));

  it.each([
    [72 * 3_600_000, '72h'],
    [7 * 86_400_000, '7d'],
    [0, '0s'],
    [90_000, '90s'],
    [600_000, '10m'],
  ])('%i ms in a spec: %s', (ms, text) => expect(formatSpecDuration(ms)).toBe(text));
});
