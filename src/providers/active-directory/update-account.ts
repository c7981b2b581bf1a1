import { ModifyDNRequest } from 'ldapts';
import type { AccountAction } from '../../model/account.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { FoundAccount } from './account-from-entry.ts';
import { replaceAttribute } from './change-entry.ts';
import { explainRefusal } from './client/explain-refusal.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { splitDn } from './dn.ts';
import { lookAtAccount } from './look-at-account.ts';
import { guidDn } from './object-guid.ts';
import { done, worldMoved } from './outcomes.ts';
import { setEnabled } from './set-enabled.ts';

type UpdateAction = Extract<AccountAction, { readonly verb: 'update' }>;

/** Changes one thing of an account, and only where it is not so already. */
export async function updateAccount(
  action: UpdateAction,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const account = await lookAtAccount(action.accountId, doors, signal);
  if (account === null) return gone(action);
  const { change } = action;
  switch (change.field) {
    case 'isEnabled':
      return (await setEnabled(account, change.isEnabled, doors, signal)) === null ? gone(action) : done;
    case 'place':
      if (!account.isInPlace) await moveIntoOu(account, doors, signal);
      return done;
    case 'email':
      await setText(account, 'mail', account.email ?? '', change.email, doors, signal);
      return done;
    case 'upn':
      await setText(account, 'userPrincipalName', account.upn, change.upn, doors, signal);
      return done;
    default:
      return assertNever(change);
  }
}

async function setText(
  { id, samAccountName }: FoundAccount,
  attribute: 'mail' | 'userPrincipalName',
  before: string,
  after: string,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<void> {
  if (before === after) return;
  const attempt = {
    doing: `change ${attribute} of the account ${samAccountName}`,
    right: `Write ${attribute} on users`,
  };
  await replaceAttribute(id, attribute, after === '' ? undefined : after, attempt, doors, signal);
}

/** Under the name it has: what somebody renamed by hand keeps that. */
async function moveIntoOu(
  { id, dn, samAccountName }: FoundAccount,
  { session, origin, ou }: DirectoryDoors,
  signal: AbortSignal,
): Promise<void> {
  const { rdn: newRdn, parent } = splitDn(dn);
  const answer = await session.write(
    'rename',
    (messageId) => new ModifyDNRequest({ messageId, dn: guidDn(id), newRdn, deleteOldRdn: true, newSuperior: ou }),
    signal,
  );
  if (answer.result === 0) return;
  throw explainRefusal(answer, {
    origin,
    doing: `move the account ${samAccountName} from ${parent} back into ${ou}`,
    right: `Create user objects on ${ou}, and on ${parent} Delete user objects and Write name, which the OU's own rights do not give: move it back by hand, or grant them there, too`,
  });
}

function gone({ resource }: UpdateAction): Outcome {
  return worldMoved(`${resource} does not exist any more.`);
}

function assertNever(change: never): never {
  throw new Error(`unknown change: ${JSON.stringify(change)}`);
}
