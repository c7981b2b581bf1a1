/** Far more than any JWT with all groups of an administrator. */
export const MAX_TOKEN_BYTES = 256 * 1024;

/**
 * The token inside what a person or a script wrote: without white space, quotes and a leading `Bearer`. Windows PowerShell's `>`
 * writes UTF-16 with a byte order mark, which is understood.
 */
export function tokenText(bytes: Buffer): string {
  const isUtf16 = bytes.length >= 2 && bytes.readUInt16LE(0) === 0xfeff;
  const text = isUtf16 ? bytes.subarray(2).toString('utf16le') : bytes.toString('utf8').replace(/^\uFEFF/u, '');
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/su, '$2')
    .replace(/^Bearer\s+/iu, '')
    .trim();
}
