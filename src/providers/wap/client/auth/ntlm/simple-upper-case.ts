/**
 * Upper case as Windows computes it for NTLM: letter by letter, never changing the length. JavaScript would turn `ß` into `SS`,
 * and the hash of such a user name would differ from the domain controller's.
 */
export function simpleUpperCase(text: string): string {
  return Array.from({ length: text.length }, (_, i) => {
    const unit = text.charAt(i);
    const upper = unit.toUpperCase();
    return upper.length === 1 ? upper : unit;
  }).join('');
}
