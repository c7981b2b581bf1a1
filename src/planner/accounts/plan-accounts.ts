import type { AccountAction } from '../../model/account.ts';
import type { Action, FieldChange, Warning } from '../../model/plan.ts';
import type { Sight } from '../planner-input.ts';
import type { Holder } from './find-holders.ts';
import { finalStatusOf, findFirstActive } from './final-status.ts';
import { namesAgain } from './find-login.ts';
import type { OwnedAccount } from './see-accounts.ts';

/** What is added to one VDC of an account. */
export interface Addition {
  readonly to: Holder;
  readonly first: readonly Action[];
  readonly last: readonly Action[];
  readonly changes: readonly FieldChange[];
  readonly warnings: readonly Warning[];
}

/**
 * What an account needs so that it is as it should be: there, in its place, under its names, enabled as long as one of its
 * VDCs is active. One of the owner's VDCs carries it out, in whose plan it is shown.
 */
export function planAccount(account: OwnedAccount, holders: readonly Holder[], sight: Sight): readonly Addition[] {
  const able = holders.filter(({ isTouchable }) => isTouchable);
  const [carrier] = able;
  if (carrier === undefined || sight.accounts?.unread !== undefined || holders.some(makesIt)) return [];
  const isWanted = wantsEnabled(account, holders, sight);
  // By the one with which its owner is told the new password.
  if (account.isGone)
    return isWanted === undefined ? [] : [makeAgain(account, findFirstActive(able) ?? carrier, isWanted, sight)];
  const drift = findDrift(account, sight);
  const corrections: Addition = {
    to: carrier,
    first: [],
    // After what the VDC itself needs: a right that is lacking in the directory must not keep it from its limits.
    last: drift.actions,
    changes: drift.changes,
    warnings: drift.warnings,
  };
  // What is added last comes first: an account is ours before anything is done to it.
  const adoption: Addition = { to: carrier, first: adopt(account, holders), last: [], changes: [], warnings: [] };
  const all = [corrections, ...planPower(account, able, isWanted), adoption];
  return all.filter(({ first, last, warnings }) => first.length + last.length + warnings.length > 0);
}

/** A VDC that is made finishes it, or makes it again. */
function makesIt({ planned }: Holder): boolean {
  return planned?.actions.some(({ kind, verb }) => kind === 'account' && verb === 'create') ?? false;
}

/** Undefined: none of its VDCs is there any more, and its deletion is decided elsewhere. */
function wantsEnabled({ upn }: OwnedAccount, holders: readonly Holder[], { world }: Sight): boolean | undefined {
  const held = new Set(holders.flatMap(({ subscription }) => (subscription === undefined ? [] : [subscription.id])));
  const others = world.subscriptionsOf(upn).filter(({ id }) => !held.has(id));
  const statuses = [
    ...holders.map(({ planned, subscription }) => finalStatusOf(planned, subscription)),
    ...others.map((subscription) => finalStatusOf(undefined, subscription)),
  ].filter((status) => status !== 'gone');
  return statuses.length === 0 ? undefined : statuses.includes('active');
}

/** Deleted by hand. One that somebody else made is not ours to make. */
function makeAgain(account: OwnedAccount, to: Holder, isEnabled: boolean, sight: Sight): Addition {
  const { upn, email, mark } = account;
  if (mark === undefined)
    return {
      to,
      first: [],
      last: [],
      changes: [],
      warnings: [
        {
          code: 'ACCOUNT_LOST',
          vdc: to.name,
          message: `The account ${upn} of ${email} is gone from the directory. We did not make it, so we do not make it again: its owner cannot log in until somebody does.`,
        },
      ],
    };
  const action: AccountAction = {
    verb: 'create',
    kind: 'account',
    resource: `account/${upn}`,
    reason: 'account-missing',
    names: namesAgain(account),
    email,
    displayName: to.ownerName ?? email,
    mark,
    isEnabled,
    owesPassword: sight.input.rules.sendsMail,
  };
  return { to, first: [action], last: [], changes: [{ field: 'account', before: null, after: upn }], warnings: [] };
}

/** Our mark on an account that the memory does not know: the memory was lost, or we died right after we made it. */
function adopt({ id, upn, email, mark, entry }: OwnedAccount, holders: readonly Holder[]): readonly AccountAction[] {
  if (entry !== undefined) return [];
  const owesPassword = holders.some((holder) => holder.entry?.told === 'nothing');
  const resource = `account/${upn}`;
  return [
    {
      verb: 'adopt',
      kind: 'account',
      resource,
      reason: 'proven-ours',
      accountId: id,
      upn,
      email,
      owesPassword,
      ...(mark && { mark }),
    },
  ];
}

function findDrift(
  account: OwnedAccount,
  sight: Sight,
): Pick<Addition, 'changes' | 'warnings'> & { actions: Action[] } {
  const { observed, id, upn, mark } = account;
  const actions: Action[] = [];
  const changes: FieldChange[] = [];
  if (observed === undefined) return { actions, changes, warnings: [] };
  const common = { verb: 'update', kind: 'account', resource: `account/${upn}`, accountId: id, upn } as const;
  if (mark !== undefined && !observed.isInPlace) {
    changes.push({ field: 'account', before: 'moved', after: 'in its OU' });
    actions.push({ ...common, reason: 'account-moved', change: { field: 'place' } });
  }
  if (mark !== undefined && observed.upn.toLowerCase() !== upn.toLowerCase()) {
    changes.push({ field: 'account', before: observed.upn, after: upn });
    actions.push({ ...common, reason: 'account-name-differs', change: { field: 'upn', upn } });
  }
  const [email, ...others] = sight.addressesOf(upn);
  if (email !== undefined && others.length === 0 && !isAnothers(email, account, sight)) {
    const wanted = email.toLowerCase();
    const isKnown = account.email.toLowerCase() === wanted;
    if (!isKnown || (mark !== undefined && observed.email?.toLowerCase() !== wanted)) {
      changes.push({ field: 'owner.email', before: isKnown ? (observed.email ?? null) : account.email, after: email });
      actions.push({ ...common, reason: 'account-email-differs', change: { field: 'email', email } });
    }
    const user = sight.world.user(upn);
    const isOurs = sight.input.memory.createdUsers.has(upn.toLowerCase());
    if (user !== undefined && isOurs && user.email.toLowerCase() !== wanted)
      actions.push({
        verb: 'update',
        kind: 'user',
        resource: `user/${user.name}`,
        reason: 'email-differs',
        userName: user.name,
        email,
      });
  }
  return { actions, changes, warnings: [] };
}

/** Two accounts never get one address: whose the VDCs then are nobody could say. */
function isAnothers(email: string, { id }: OwnedAccount, { accounts }: Sight): boolean {
  const other = accounts?.byEmail(email);
  return other !== undefined && other.id !== id;
}

function planPower(
  { observed, id, upn }: OwnedAccount,
  able: readonly Holder[],
  isWanted: boolean | undefined,
): readonly Addition[] {
  if (observed === undefined || isWanted === undefined || observed.isEnabled === isWanted) return [];
  const verb = isWanted ? 'resume' : 'suspend';
  const turning = able.filter(({ planned }) =>
    planned?.actions.some(
      ({ kind, verb: does }) => kind === 'subscription' && (does === verb || does === (isWanted ? 'create' : 'delete')),
    ),
  );
  const action: AccountAction = {
    verb: 'update',
    kind: 'account',
    resource: `account/${upn}`,
    reason: isWanted ? 'not-all-suspended' : 'all-suspended',
    accountId: id,
    upn,
    change: { field: 'isEnabled', isEnabled: isWanted },
  };
  const words = ['disabled', 'enabled'] as const;
  const change = { field: 'account', before: words[isWanted ? 0 : 1], after: words[isWanted ? 1 : 0] };
  // Each of those that are suspended or deleted together tries, and the last of them does it.
  return (turning.length > 0 ? turning : able.slice(0, 1)).map((to) => ({
    to,
    // Whoever is let in again must be able to log in; what is merely put right waits for the rest, and to shut out comes last.
    first: isWanted && turning.length > 0 ? [action] : [],
    last: isWanted && turning.length > 0 ? [] : [action],
    changes: [change],
    warnings: [],
  }));
}
