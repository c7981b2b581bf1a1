import { ControllerError } from '../../../model/controller-error.ts';
import { forbiddenParts } from './forbidden-parts.ts';

export interface PasswordWish {
  /** Characters. */
  readonly length: number;
  /** Neither of these, nor a part of them that a policy would find, is in the password. */
  readonly samAccountName: string;
  readonly displayName: string;
  /** That many bytes nobody can guess. */
  readonly randomBytes: (size: number) => Uint8Array;
}

/**
 * No `0 O o`, no `1 l I`, no `| ' " &` and the like: it is read from a mail, typed on keyboards of many countries (no dead keys),
 * pasted into HTML, and read out on the telephone.
 */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789-+=#%';
const KINDS = [/[A-Z]/, /[a-z]/, /[0-9]/, /[-+=#%]/];
const LETTER = /[A-Za-z]/;
const LETTER_OR_DIGIT = /[A-Za-z0-9]/;
/** With true randomness nearly every second draw fits, so so many in vain mean that the source of randomness is broken. */
const MOST_DRAWS = 1_000;

/**
 * A password with all four kinds of characters, each that is allowed as likely as any other: whole candidates are drawn and thrown
 * away until one fits. It begins with a letter and ends with a letter or digit, so that no sentence mark is taken for a part of it
 * and no spreadsheet for a formula.
 */
export function generatePassword(wish: PasswordWish): string {
  const parts = forbiddenParts(wish.samAccountName, wish.displayName);
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const candidate = drawCandidate(wish.length, wish.randomBytes);
    if (isFit(candidate, parts)) return candidate;
  }
  throw new ControllerError(
    'PASSWORD_NOT_GENERATED',
    'No password could be generated: what should be random is not. Nothing was set. See that the source of randomness of this machine works (/dev/urandom).',
  );
}

function isFit(candidate: string, parts: readonly string[]): boolean {
  const lower = candidate.toLowerCase();
  return (
    LETTER.test(candidate.at(0) ?? '') &&
    LETTER_OR_DIGIT.test(candidate.at(-1) ?? '') &&
    KINDS.every((kind) => kind.test(candidate)) &&
    !parts.some((part) => lower.includes(part))
  );
}

function drawCandidate(length: number, randomBytes: PasswordWish['randomBytes']): string {
  // Bytes beyond the last whole multiple would make the first characters of the alphabet more likely than the others.
  const fair = 256 - (256 % ALPHABET.length);
  let candidate = '';
  for (let draw = 0; candidate.length < length && draw < MOST_DRAWS; draw += 1) {
    for (const byte of randomBytes(length - candidate.length))
      if (byte < fair) candidate += ALPHABET[byte % ALPHABET.length] ?? '';
  }
  return candidate;
}
