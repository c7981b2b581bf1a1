import { ControllerError } from '../../../model/controller-error.ts';
import { textOf } from '../account-from-entry.ts';
import { readEntry } from '../client/read-entry.ts';
import type { DirectoryDoors } from '../directory-doors.ts';

/** What we make even where the policy asks for less, or cannot be read: 16 of our 61 characters are more than 90 bits. */
const SHORTEST = 16;
/** More than Windows lets anybody ask for, and than it stores. */
const LONGEST = 127;

/**
 * How long a password must be: what the domain asks for, or the fine-grained policy of this account where that can be seen, and
 * never less than 16 characters. Whether complexity is asked for does not matter: all our passwords have four kinds of characters.
 */
export async function readPasswordLength(
  passwordPolicyDn: string | undefined,
  { session, origin, domain }: DirectoryDoors,
  signal: AbortSignal,
): Promise<number> {
  const attempt = { origin, doing: `read the password policy of ${domain}` };
  const root = await readEntry(session, domain, ['minPwdLength'], attempt, signal);
  const ofDomain = root === null ? undefined : textOf(root, 'minpwdlength');
  const ofAccount = await readFineGrained();
  const wanted = Math.max(SHORTEST, Number(ofDomain ?? 0), Number(ofAccount ?? 0));
  if (!Number.isInteger(wanted) || wanted > LONGEST) {
    throw new ControllerError(
      'DIRECTORY_PASSWORD_REFUSED',
      `The password policy of ${domain} asks for ${wanted} characters, more than the ${LONGEST} that a Windows password can have. No password was set. Correct the policy.`,
    );
  }
  return wanted;

  async function readFineGrained(): Promise<string | undefined> {
    if (passwordPolicyDn === undefined) return undefined;
    const entry = await readEntry(session, passwordPolicyDn, ['msDS-MinimumPasswordLength'], attempt, signal).catch(
      (error: unknown) => {
        // Hidden from everybody but administrators unless somebody shows it; then the directory itself has the last word.
        if (error instanceof ControllerError && error.code === 'DIRECTORY_INCOMPLETE') return null;
        throw error;
      },
    );
    return entry === null ? undefined : textOf(entry, 'msds-minimumpasswordlength');
  }
}
