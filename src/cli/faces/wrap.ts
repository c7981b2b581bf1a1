import { takeColumns, textWidth } from './text-width.ts';

/**
 * Breaks unpainted text between words so that no line is wider than `width`; a word wider than a line is cut. What stands
 * in backticks is a command: it stays on one line where one can hold it, so that it can be copied.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const room = Math.max(8, width);
  if (textWidth(text) <= room) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text, room)) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) <= room) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (textWidth(line) > room) {
      const head = takeColumns(line, room);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line];
}

function wordsOf(text: string, room: number): readonly string[] {
  const parts = text.split('`');
  if (parts.length < 3 || parts.length % 2 === 0) return text.split(' ');
  const words: string[] = [];
  let isOpen = false;
  for (const word of text.split(' ')) {
    const last = words.at(-1);
    if (isOpen && last !== undefined) words[words.length - 1] = `${last} ${word}`;
    else words.push(word);
    if ((word.split('`').length - 1) % 2 === 1) isOpen = !isOpen;
  }
  return words.flatMap((word) => (textWidth(word) > room ? word.split(' ') : [word]));
}

/** Wrapped text whose first line follows `lead` and whose other lines stand below the text, not below the lead. */
export function hang(lead: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(textWidth(lead));
  return wrapText(text, width - indent.length).map((line, index) => (index === 0 ? lead : indent) + line);
}

/** Items that may be painted, as many on a line as fit, never broken inside. */
export function flow(items: readonly string[], gap: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + textWidth(gap) + textWidth(item) <= width) {
      lines[lines.length - 1] = last + gap + item;
    } else lines.push(item);
  }
  return lines;
}
