import type { Secret } from '../../model/secret.ts';

/** Whether a server's words hold what let us in: as it is, or as a login carries it, in base64 with other things around it. */
export function repeatsPassword(words: string, password: Secret | undefined): boolean {
  if (password === undefined) return false;
  const known = password.reveal();
  if (words.toLowerCase().includes(known.toLowerCase())) return true;
  return [0, 1, 2].some((before) => words.includes(coreInBase64(known, before)));
}

/** Three bytes make four letters: those that hold nothing but the password, where it begins so many bytes after a third. */
function coreInBase64(password: string, before: number): string {
  const bytes = Buffer.from(password);
  const start = (3 - before) % 3;
  return bytes.subarray(start, start + 3 * Math.floor((bytes.length - start) / 3)).toString('base64');
}
