import type { DesiredVdc } from '../../model/virtual-data-center.ts';
import type { Draft } from '../draft.ts';
import type { Sight } from '../planner-input.ts';
import type { Login } from './find-login.ts';

/** What a VDC needs before its user: the owner's account, unless that is known and there. */
export function planNewAccount(draft: Draft, desired: DesiredVdc, login: Login, sight: Sight): void {
  const { email, name } = desired.owner;
  if (login.kind === 'missing') {
    draft.changes.push({ field: 'account', before: null, after: login.names.upn });
    draft.actions.push({
      verb: 'create',
      kind: 'account',
      resource: `account/${login.names.upn}`,
      reason: 'account-missing',
      names: login.names,
      email,
      displayName: name ?? email,
      mark: login.mark,
      isEnabled: sight.accounts?.hasActive(email) ?? true,
      owesPassword: sight.input.rules.sendsMail && !hasPassword(login.names.upn, sight),
    });
  }
  if (login.kind === 'found')
    draft.actions.push({
      verb: 'adopt',
      kind: 'account',
      resource: `account/${login.account.upn}`,
      reason: 'account-of-owner',
      accountId: login.account.id,
      upn: login.account.upn,
      email,
      owesPassword: false,
    });
}

/**
 * Who has VDCs already has a password too, though it is not remembered; unless his account is gone, and the password with it.
 * One that we have made again and died before we could remember it has none yet either: that is remembered first.
 */
function hasPassword(upn: string, { accounts, world }: Sight): boolean {
  if (accounts?.byUpn(upn)?.observed === undefined || accounts.wasDeleted(upn)) return false;
  return world.subscriptionsOf(upn).length > 0;
}
