import { DeleteRequest } from 'ldapts';
import type { AccountAction } from '../../model/account.ts';
import type { Outcome } from '../../model/outcome.ts';
import { explainRefusal, RESULT } from './client/explain-refusal.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { lookAtAccount } from './look-at-account.ts';
import { notOurs } from './not-ours.ts';
import { guidDn } from './object-guid.ts';
import { done } from './outcomes.ts';

/** Deletes what still carries the mark, and nothing below it: there is no tree delete here. What is gone is done. */
export async function deleteAccount(
  { accountId, mark }: Extract<AccountAction, { readonly verb: 'delete' }>,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const account = await lookAtAccount(accountId, doors, signal);
  if (account === null) return done;
  if (account.mark !== mark) throw notOurs(account, 'it was not deleted');
  const dn = guidDn(accountId);
  const answer = await doors.session.write('delete', (messageId) => new DeleteRequest({ messageId, dn }), signal);
  if (answer.result === 0 || answer.result === RESULT.noSuchObject) return done;
  throw explainRefusal(answer, {
    origin: doors.origin,
    doing: `delete the account ${account.samAccountName}`,
    right: 'Delete user objects on the OU; or the account is protected from accidental deletion',
  });
}
