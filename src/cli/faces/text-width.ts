import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Columns that a text takes on a terminal: wide characters take two, colours none. */
export function textWidth(text: string): number {
  return stringWidth(text);
}

export function padEnd(text: string, width: number): string {
  return text + spaces(width - textWidth(text));
}

export function padStart(text: string, width: number): string {
  return spaces(width - textWidth(text)) + text;
}

/** At most `width` columns of an unpainted text, its end marked where something was cut off. */
export function clip(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text;
  const room = Math.max(0, width - textWidth(ellipsis));
  return room === 0 ? ellipsis.slice(0, Math.max(0, width)) : takeColumns(text, room) + ellipsis;
}

/** As much from the start of an unpainted text as fits; at least one character of a text that has any, so that a loop ends. */
export function takeColumns(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = textWidth(segment);
    if (used + next > width && taken !== '') break;
    taken += segment;
    used += next;
    if (used >= width) break;
  }
  return taken;
}

function spaces(count: number): string {
  return ' '.repeat(Math.max(0, count));
}
