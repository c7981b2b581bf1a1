import { indexLines } from './text-lines.ts';
import type { Complaint, TextProblem } from './text-problem.ts';

/** No spec and no settings file is larger: 1 MiB are some 2,000 documents. */
export const MAX_TEXT_BYTES = 1024 * 1024;

/** The bytes as text, without a byte order mark; or the one problem that keeps them from being read at all. */
export function decodeText(bytes: Uint8Array): { readonly text: string } | { readonly problem: TextProblem } {
  if (bytes.length > MAX_TEXT_BYTES) return { problem: ofWholeFile(tooLarge) };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { problem: ofWholeFile(utf16) };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const nul = text.indexOf('\0');
    return nul === -1 ? { text } : { problem: atOffset(text.slice(0, nul), hasNul) };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return { problem: atOffset(validStart(bytes), notUtf8) };
  }
}

/** The longest beginning that is UTF-8, found by halving: a decoder only says that something is wrong, not where. */
function validStart(bytes: Uint8Array): string {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    if (canDecode(bytes.subarray(0, middle))) good = middle;
    else bad = middle - 1;
  }
  // `stream` leaves out a character whose last bytes are missing.
  return new TextDecoder('utf-8').decode(bytes.subarray(0, good), { stream: true });
}

function canDecode(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false; // the answer, not an accident
  }
}

function atOffset(before: string, complaint: Complaint): TextProblem {
  // No excerpt: the line that cannot be read cannot be shown.
  return { severity: 'error', ...complaint, ...indexLines(before).placeOf(before.length) };
}

function ofWholeFile(complaint: Complaint): TextProblem {
  return { severity: 'error', ...complaint, line: 1, column: 1 };
}

const tooLarge: Complaint = {
  code: 'FILE_TOO_LARGE',
  message: 'The file is larger than 1 MiB, so nothing in it was read.',
  suggestion: 'Split it into several files.',
};
const utf16: Complaint = {
  code: 'FILE_NOT_UTF8',
  message: 'The file is UTF-16 text, and only UTF-8 is read.',
  suggestion: 'Save it as UTF-8.',
};
const notUtf8: Complaint = {
  code: 'FILE_NOT_UTF8',
  message: 'The file is not UTF-8 text from here on, so nothing in it was read.',
  suggestion: 'Save it as UTF-8.',
};
const hasNul: Complaint = {
  code: 'FILE_HAS_NUL',
  message: 'The file has a NUL byte here, so it is no text, or it is damaged; nothing in it was read.',
  suggestion: 'Restore the file, or remove the byte.',
};
