import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Accounts that the acceptors built on gss-ntlmssp know; the domain is CORP. */
export const FILE_USERS = [
  { username: 'alice', password: 'S3cure-Pass-001' },
  { username: 'ünï', password: 'pässwörd€' },
] as const;

/** Writes the file that `NTLM_USER_FILE` names: `DOMAIN:user:password` a line, readable by the server's own user. */
export async function writeNtlmUserFile(folder: string): Promise<string> {
  const path = join(folder, 'users');
  await writeFile(path, FILE_USERS.map(({ username, password }) => `CORP:${username}:${password}\n`).join(''), {
    mode: 0o644,
  });
  return path;
}
