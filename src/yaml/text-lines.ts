import type { Complaint, Span, TextProblem } from './text-problem.ts';

/** A text that knows its lines. */
export interface TextLines {
  readonly text: string;
  /** Line and column from 1, counted as editors count: in UTF-16 units. */
  placeOf(offset: number): { readonly line: number; readonly column: number };
  /** Without its line break; empty for a line that does not exist. */
  lineText(line: number): string;
}

export function indexLines(text: string): TextLines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    text,
    placeOf(offset) {
      const line = lastAtOrBelow(starts, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
    lineText(line) {
      const start = starts[line - 1];
      if (start === undefined) return '';
      const end = starts[line];
      return text.slice(start, end === undefined ? text.length : end - 1).replace(/\r$/, '');
    },
  };
}

/** The complaint at its place, with the offending line. */
export function problemAt(lines: TextLines, span: Span, complaint: Complaint): TextProblem {
  const { line, column } = lines.placeOf(span.start);
  const excerpt = excerptOf(lines.lineText(line), column, span.end - span.start);
  return { severity: 'error', ...complaint, line, column, ...(excerpt && { excerpt }) };
}

const LONGEST_EXCERPT = 500;

/** The line as it may be shown, or nothing where the place lies too far to the right to be shown at all. */
export function excerptOf(lineText: string, column: number, length: number): TextProblem['excerpt'] {
  if (column > LONGEST_EXCERPT || lineText.trim() === '') return undefined;
  const text = printable(lineText.slice(0, LONGEST_EXCERPT)) + (lineText.length > LONGEST_EXCERPT ? '…' : '');
  return { text, length: Math.max(1, Math.min(length, text.length - column + 1)) };
}

/**
 * Unit for unit, so that columns stay right. A file must not steer the terminal or the reader: escape sequences, invisible
 * characters and those that turn the direction of writing become visible.
 */
export function printable(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replaceAll(/[\p{Cc}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}]/gu, '\u{fffd}');
}

function lastAtOrBelow(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
