import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTable } from '../../../src/cli/faces/table.ts';
import { textWidth } from '../../../src/cli/faces/text-width.ts';
import { ACTING, asciiLook, colouredLook, HOSTILE, lookAt, withoutColours } from '../../support/face-looks.ts';

describe('a table', () => {
  it('lines up columns, numbers at the right, without spaces at the ends of lines', () => {
    const columns = [{ header: 'NAME' }, { header: 'CPU', align: 'right' }, { header: 'NOTE' }] as const;
    expect(
      formatTable(
        columns,
        [
          ['acme', '8', ''],
          ['contoso-prod', '16', 'x'],
        ],
        lookAt(80),
      ),
    ).toEqual(['NAME          CPU  NOTE', 'acme            8', 'contoso-prod   16  x']);
  });

  it('counts wide characters twice and marks that take no room not at all', () => {
    const rows = [
      ['日本', 'a'],
      ['e\u0301te\u0301', 'b'],
      ['👩‍👩‍👧', 'c'],
    ];
    const lines = formatTable([{}, {}], rows, lookAt(80));
    expect(lines.map((line) => textWidth(line.slice(0, -1)))).toEqual([6, 6, 6]);
  });

  it('does not count colours', () => {
    const { green } = colouredLook(80).paint;
    const rows = [
      [{ text: 'ready', style: green }, 'x'],
      ['no', 'y'],
    ];
    const lines = formatTable([{}, {}], rows, colouredLook(80));
    expect(lines.map(withoutColours)).toEqual(['ready  x', 'no     y']);
  });

  it('wraps the column that may give way, each line below its own column', () => {
    const lines = formatTable([{}, { tooWide: 'wrap' }, {}], [['a', 'one two three four five six', 'z']], lookAt(22));
    expect(lines).toEqual(['a  one two three     z', '   four five six']);
  });

  it('marks what it cut off', () => {
    expect(formatTable([{ tooWide: 'clip' }], [['abcdefghijklmnopqrstuvwxyz']], lookAt(20))).toEqual([
      'abcdefghijklmnopqrs…',
    ]);
    expect(formatTable([{ tooWide: 'clip' }], [['abcdefghijklmnopqrstuvwxyz']], asciiLook(20))).toEqual([
      'abcdefghijklmnopq...',
    ]);
  });

  it('lets nothing act on the terminal and holds its width, whatever the cells say', () => {
    const cell = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 60 }));
    const columns = [{ tooWide: 'wrap' }, { tooWide: 'clip' }, { tooWide: 'wrap', align: 'right' }] as const;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }),
        fc.integer({ min: 50, max: 200 }),
        (rows, width) => {
          const lines = formatTable(columns, rows, lookAt(width));
          for (const line of lines) {
            expect(line).not.toMatch(ACTING);
            expect(textWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
