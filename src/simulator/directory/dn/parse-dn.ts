import type { Rdn } from '../../world/directory-record.ts';

/** The parts of a DN (RFC 4514), the most particular first; null when it is none. Only blanks may stand around them, of which Unicode has more. Several values in one part are not taken. */
export function parseDn(text: string): readonly Rdn[] | null {
  if (/^ *$/.test(text)) return [];
  const parts = splitUnescaped(text);
  const rdns: Rdn[] = [];
  for (const part of parts) {
    const rdn = parseRdn(part);
    if (rdn === null) return null;
    rdns.push(rdn);
  }
  return rdns;
}

/** One part, `CN=Jo\, Ann`. */
export function parseRdn(text: string): Rdn | null {
  const [, type, written] = /^ *([A-Za-z][A-Za-z0-9-]*) *= *([^]*)$/.exec(text) ?? [];
  if (type === undefined || written === undefined) return null;
  const value = unescapeValue(written);
  return value === null || value === '' ? null : { type: type.toUpperCase(), value };
}

function splitUnescaped(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charAt(i);
    if (letter === '\\') {
      part += letter + text.charAt(i + 1);
      i += 1;
    } else if (letter === ',' || letter === ';') {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}

/** Escaped octets are UTF-8, several of them one letter. Blanks at the end fall away unless they are escaped. */
function unescapeValue(written: string): string | null {
  const bytes: number[] = [];
  let keep = 0;
  for (let i = 0; i < written.length; i += 1) {
    const letter = written.charAt(i);
    if (letter === '\\') {
      const hex = /^[0-9A-Fa-f]{2}/.exec(written.slice(i + 1))?.[0];
      const escaped = written.charAt(i + 1);
      if (hex === undefined && !/^[ "#+,;<=>\\]$/.test(escaped)) return null;
      bytes.push(hex === undefined ? escaped.charCodeAt(0) : Number.parseInt(hex, 16));
      i += hex === undefined ? 1 : 2;
      keep = bytes.length;
    } else if (/["+<>]/.test(letter) || (letter === '#' && i === 0)) return null;
    else {
      const pair = letter + (isHighSurrogate(letter) ? written.charAt(i + 1) : '');
      bytes.push(...Buffer.from(pair, 'utf8'));
      i += pair.length - 1;
      if (letter !== ' ') keep = bytes.length;
    }
  }
  return Buffer.from(bytes.slice(0, keep)).toString('utf8');
}

function isHighSurrogate(letter: string): boolean {
  return letter >= '\uD800' && letter <= '\uDBFF';
}
