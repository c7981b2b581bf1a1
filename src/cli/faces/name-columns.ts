import type { Look } from './look.ts';
import { showName } from './safe-text.ts';
import { padEnd, textWidth } from './text-width.ts';

const WIDEST_USEFUL = 120;

/** Many short names side by side, read downwards like `ls` shows files. */
export function formatNameColumns(names: readonly string[], look: Look, indent = ''): readonly string[] {
  const shown = names.map((name) => showName(name, look));
  const column = Math.max(1, ...shown.map(textWidth)) + 2;
  const room = Math.min(look.width, WIDEST_USEFUL) - indent.length;
  const perLine = Math.max(1, Math.floor((room + 2) / column));
  const height = Math.ceil(shown.length / perLine);
  return Array.from({ length: height }, (_, line) => {
    const cells = shown.filter((_, index) => index % height === line);
    return (indent + cells.map((cell) => padEnd(cell, column)).join('')).trimEnd();
  });
}
