import picocolors from 'picocolors';
import { asciiGlyphs, plainPaint, unicodeGlyphs } from '../../src/cli/faces/look.ts';
import type { Look } from '../../src/cli/faces/look.ts';

export function lookAt(width: number): Look {
  return { width, paint: plainPaint, glyphs: unicodeGlyphs };
}

export function colouredLook(width: number): Look {
  return { width, paint: picocolors.createColors(true), glyphs: unicodeGlyphs };
}

export function asciiLook(width: number): Look {
  return { width, paint: plainPaint, glyphs: asciiGlyphs };
}

/** The text that a person sees of a coloured one. */
export function withoutColours(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCodePoint(27)}\\[\\d+m`, 'gu'), '');
}

/** What nobody outside may make a terminal do: everything that acts or hides, but for line ends. */
export const ACTING = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u202a-\u202e\u2066-\u2069]/u;

export const HOSTILE = [
  '\u001b[2J\u001b[1;31mevil',
  '\u009b31mevil',
  'a\nb\r\nc\td',
  '\u202eliame',
  'zero\u200bwidth',
  '\u0007bell\u0000null',
  '\ud800 lone',
  '\u2028line',
  '<script>alert(1)</script>',
  '</code></details>| a | b |',
  '```\n# heading\n```',
  '@everyone #1 !2 ~label http://evil.example www.evil.example',
  '[link](javascript:alert(1)) ![img](http://x) *b* _i_',
  '日本語の名前',
  '👩‍👩‍👧 family',
];
