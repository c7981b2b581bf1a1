import type { Look } from './look.ts';
import { showMessage, showName } from './safe-text.ts';
import { textWidth } from './text-width.ts';
import { wrapText } from './wrap.ts';

/** A message and its code: the code after the last word where it fits, on a line of its own where it does not. */
export function codedLines(
  lead: string,
  indent: string,
  said: { readonly message: string; readonly code: string },
  look: Look,
): readonly string[] {
  const room = look.width - indent.length;
  // The first line begins further right than the others: its lead is wrapped along and cut off again.
  const filler = 'x'.repeat(Math.max(0, textWidth(lead) - indent.length));
  const lines = wrapText(filler + showMessage(said.message, look), room);
  const [first = '', ...rest] = lines;
  const shown = [lead + first.slice(filler.length), ...rest.map((line) => indent + line)];
  const code = showName(said.code, look);
  const last = shown.at(-1) ?? '';
  return textWidth(last) + 2 + textWidth(code) <= look.width
    ? [...shown.slice(0, -1), `${last}  ${look.paint.dim(code)}`]
    : [...shown, indent + look.paint.dim(code)];
}
