import type { Look } from './look.ts';

// Control characters, line and paragraph separators, lone surrogates, and every invisible format character (bidirectional
// overrides, zero-width spaces, tags) except the two joiners, which Persian names and emoji need.
const ACTS_OR_HIDES = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
const BEYOND_ASCII = /[^ -~]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const IN_ASCII: Readonly<Record<string, string>> = {
  '→': '->',
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '≥': '>=',
  '≤': '<=',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '\u00a0': ' ',
};

/** Text from outside that no terminal acts upon: what would move the cursor, ring, hide or reorder is shown as an escape. */
export function neutralise(raw: string): string {
  return raw.replace(ACTS_OR_HIDES, escapeCharacter);
}

/** The same for running text: white space of every kind, line ends included, becomes one space. */
export function neutraliseMessage(raw: string): string {
  return neutralise(raw.replaceAll(/\s+/gu, ' ').trim());
}

/** A name or value from outside as this look can show it. */
export function showName(raw: string, look: Look): string {
  return intoLook(neutralise(raw), look);
}

/** Running text from outside as this look can show it, on one line. */
export function showMessage(raw: string, look: Look): string {
  return intoLook(neutraliseMessage(raw), look);
}

// A terminal without UTF-8 reads single bytes, and among the bytes of UTF-8 there are control characters (0x9b starts an
// escape sequence): nothing beyond ASCII may reach it.
function intoLook(text: string, look: Look): string {
  if (!look.glyphs.isAscii) return text;
  return text.replace(BEYOND_ASCII, (character) => IN_ASCII[character] ?? escapeCharacter(character));
}

function escapeCharacter(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
