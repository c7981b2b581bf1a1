import { ControllerError } from '../../../../../model/controller-error.ts';

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;', // a reader would turn a bare one into a line feed
};

/** XML 1.0 has no way to write these, not even escaped. */
// eslint-disable-next-line no-control-regex -- it is control characters that are looked for
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Text for the inside of an element or a quoted attribute. `what` names it in the error, which never shows it. */
export function escapeXml(text: string, what: string): string {
  if (UNWRITABLE.test(text)) {
    throw new ControllerError(
      'CREDENTIALS_UNSENDABLE',
      `The ${what} contains a control character, which XML cannot carry, so no token can be asked for. ` +
        'If it is read from a file, check how the file was written; otherwise change it.',
    );
  }
  return text.replace(/[&<>"'\r]/gu, (character) => ENTITY[character] ?? character);
}
