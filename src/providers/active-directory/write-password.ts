import { Attribute, Change, ModifyRequest } from 'ldapts';
import type { FoundAccount } from './account-from-entry.ts';
import { explainRefusal } from './client/explain-refusal.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { guidDn } from './object-guid.ts';
import { generatePassword } from './password/generate-password.ts';
import { readPasswordLength } from './password/read-password-length.ts';

/** Sets a password that nobody has known before, and returns it. A lockout of the account is left as it is. */
export async function writePassword(
  account: FoundAccount,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<string> {
  const password = generatePassword({
    length: await readPasswordLength(account.passwordPolicyDn, doors, signal),
    samAccountName: account.samAccountName,
    displayName: account.displayName ?? '',
    randomBytes: doors.randomBytes,
  });
  doors.hide(password);
  const dn = guidDn(account.id);
  // In quotes, as UTF-16 with the low byte first: so and no other way does Active Directory take one (wire: active-directory 1).
  const values = [Buffer.from(`"${password}"`, 'utf16le')];
  const change = new Change({ operation: 'replace', modification: new Attribute({ type: 'unicodePwd', values }) });
  const answer = await doors.session.write(
    'modify',
    (messageId) => new ModifyRequest({ messageId, dn, changes: [change] }),
    signal,
  );
  if (answer.result === 0) return password;
  throw explainRefusal(answer, {
    origin: doors.origin,
    doing: `set a password for the account ${account.samAccountName}`,
    right: 'Reset Password on users',
  });
}
