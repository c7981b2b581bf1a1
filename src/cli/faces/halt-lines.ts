import type { Halt } from '../../model/law.ts';
import type { Look } from './look.ts';
import { showMessage, showName } from './safe-text.ts';
import { hang, wrapText } from './wrap.ts';

const headline = 'Halted: something was about to be done that must never be done, so nothing is changed.';

/** What was about to be done, which law that would have broken, and where what there was to see lies. */
export function haltLines({ id, law, message, bundle }: Halt, look: Look): readonly string[] {
  const { red, bold, dim } = look.paint;
  return [
    ...wrapText(headline, look.width).map((line) => red(bold(line))),
    ...hang('  ', showMessage(`${message} (${law})`, look), look.width),
    ...(bundle === undefined ? [] : hang('  ', showMessage(`What there was to see: ${bundle}`, look), look.width)),
    `  ${dim(showName(id, look))}`,
  ];
}
