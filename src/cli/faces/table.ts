import type { Look, Style } from './look.ts';
import { showName } from './safe-text.ts';
import { clip, padEnd, padStart, textWidth } from './text-width.ts';
import { wrapText } from './wrap.ts';

export interface Column {
  /** Absent in every column: the table has no head line. */
  readonly header?: string;
  readonly align?: 'left' | 'right';
  readonly minWidth?: number;
  /** The space before it; two columns unless said otherwise. */
  readonly gap?: string;
  /** How it gives way when the table is too wide; without it, it never does. */
  readonly tooWide?: 'wrap' | 'clip';
}

/** What stands in a cell. It may come from outside: the table neutralises it, and paints it afterwards. */
export type Cell = string | { readonly text: string; readonly style: Style };

const NARROWEST = 14;
const GAP = '  ';

/** Lines of aligned columns; wide characters count two, colours nothing; no line ends in a space. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  look: Look,
  indent = '',
): readonly string[] {
  const texts = rows.map((row) => columns.map((_, index) => showName(textOf(row[index]), look)));
  const natural = columns.map((column, index) =>
    Math.max(column.minWidth ?? 0, textWidth(column.header ?? ''), widest(texts, index)),
  );
  const room = look.width - indent.length - columns.slice(1).reduce((sum, column) => sum + gapOf(column).length, 0);
  const widths = fitWidths(columns, natural, room);
  const draw = (cells: readonly string[], styles: readonly (Style | undefined)[]): readonly string[] =>
    drawRow(columns, cells, styles, widths, look).map((parts) =>
      (indent + parts.map((part, index) => (index === 0 ? part : gapOf(columns[index]) + part)).join('')).trimEnd(),
    );

  const head = columns.some((column) => column.header !== undefined)
    ? draw(
        columns.map((column) => column.header ?? ''),
        columns.map(() => look.paint.dim),
      )
    : [];
  return [
    ...head,
    ...rows.flatMap((row, index) =>
      draw(
        texts[index] ?? [],
        columns.map((_, at) => styleOf(row[at])),
      ),
    ),
  ];
}

/** Takes from the widest column that may give way, until all fit or none can give more. */
export function fitWidths(columns: readonly Column[], natural: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    let giver = -1;
    for (const [index, column] of columns.entries()) {
      const width = widths[index] ?? 0;
      const least = Math.max(NARROWEST, textWidth(column.header ?? ''));
      if (column.tooWide !== undefined && width > least && width > (widths[giver] ?? 0)) giver = index;
    }
    if (giver === -1) break;
    widths[giver] = (widths[giver] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/** One row as one or more lines of padded and painted parts. */
function drawRow(
  columns: readonly Column[],
  cells: readonly string[],
  styles: readonly (Style | undefined)[],
  widths: readonly number[],
  look: Look,
): readonly (readonly string[])[] {
  const wrapped = columns.map((column, index) => {
    const cell = cells[index] ?? '';
    const width = widths[index] ?? 0;
    return column.tooWide === 'wrap' ? wrapText(cell, width) : [clip(cell, width, look.glyphs.ellipsis)];
  });
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns.map((column, index) => {
      const cell = wrapped[index]?.[line] ?? '';
      const width = widths[index] ?? 0;
      const style = styles[index];
      const painted = cell === '' || style === undefined ? cell : style(cell);
      if (column.align === 'right') return padStart(painted, width);
      return index === columns.length - 1 ? painted : padEnd(painted, width);
    }),
  );
}

function gapOf(column: Column | undefined): string {
  return column?.gap ?? GAP;
}

function widest(rows: readonly (readonly string[])[], index: number): number {
  return rows.reduce((most, row) => Math.max(most, textWidth(row[index] ?? '')), 0);
}

function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'string' ? cell : cell.text;
}

function styleOf(cell: Cell | undefined): Style | undefined {
  return cell === undefined || typeof cell === 'string' ? undefined : cell.style;
}
