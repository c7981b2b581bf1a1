import { ControllerError } from '../../model/controller-error.ts';
import { secret, type Secret } from '../../model/secret.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { lookAtAccount } from './look-at-account.ts';
import { notOurs } from './not-ours.ts';
import { writePassword } from './write-password.ts';

/** See AccountProvider. A password of which nobody knows whether it was set is followed by another one, once. */
export async function setNewPassword(
  accountId: string,
  mark: string,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<Secret> {
  const account = await lookAtAccount(accountId, doors, signal);
  if (account === null) {
    throw new ControllerError(
      'ACCOUNT_GONE',
      `The account of id ${accountId} does not exist any more, so no password can be set. It is made anew at the next pass.`,
    );
  }
  if (account.mark !== mark) throw notOurs(account, 'its password was not set');
  return secret(await writePassword(account, doors, signal));
}
