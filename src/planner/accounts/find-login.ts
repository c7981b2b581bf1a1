import type { AccountNames, ObservedAccount } from '../../model/account.ts';
import type { Block } from '../../model/plan.ts';
import type { DesiredVdc } from '../../model/virtual-data-center.ts';
import type { Sight } from '../planner-input.ts';
import { accountMarkOf, accountNamesOf } from './account-names.ts';
import type { AccountSight, OwnedAccount } from './see-accounts.ts';

/** As whom the owner of a VDC is known to WAP, and by what account. */
export type Login =
  /** Without a directory, or a WAP user from before it: the login is made elsewhere. */
  | { readonly kind: 'elsewhere'; readonly userName: string }
  | { readonly kind: 'owned'; readonly userName: string; readonly account: OwnedAccount }
  /** Somebody else made it, below our OU and for this address. */
  | { readonly kind: 'found'; readonly userName: string; readonly account: ObservedAccount }
  | {
      readonly kind: 'missing';
      readonly userName: string;
      readonly names: AccountNames;
      readonly mark: string;
    }
  | { readonly kind: 'refused'; readonly block: Block };

/** After so many names that others have, a person must look. Each of them is asked for in the domain before it is given. */
const attempts = [1, 2, 3] as const;

/** Of a declared VDC that has no subscription yet. */
export function findNewLogin(
  desired: DesiredVdc,
  sight: Pick<Sight, 'accounts' | 'input' | 'addressesOf' | 'userAt'>,
): Login {
  const { accounts } = sight;
  const { email } = desired.owner;
  if (accounts === undefined) return { kind: 'elsewhere', userName: email };
  const owned = findAccountOf(email, sight);
  if (owned === 'moving') return { kind: 'refused', block: addressMoves(email) };
  if (owned !== undefined && (!owned.isGone || owned.mark !== undefined)) return loginOfOwned(owned);
  if (accounts.unread !== undefined) return { kind: 'refused', block: unreadBlock(accounts.unread) };
  const strangers = accounts.strangersWith(email);
  if (strangers.length > 0) return loginOfStranger(email, strangers);
  // Its other VDCs know the owner by a login that is neither remembered nor there any more: a new one would be a second one.
  const user = sight.userAt(email);
  const lost = user === undefined ? undefined : findLostLogin(email, user, accounts, sight.input);
  if (lost !== undefined) return lost;
  const names = findFreeNames(email, accounts, sight.input);
  if (names === undefined) return { kind: 'refused', block: namesTaken(email) };
  return loginToMake(names, sight.input);
}

/**
 * One that we made and do not remember may be half made: to make it again finishes it, and changes nothing on a whole one. One
 * that somebody deleted gets the names it had, since its owner's other VDCs know it by them.
 */
function loginOfOwned(account: OwnedAccount): Login {
  const { upn, mark, entry, observed, isGone } = account;
  if (mark === undefined || (!isGone && (entry !== undefined || observed === undefined)))
    return { kind: 'owned', userName: upn, account };
  return { kind: 'missing', userName: upn, names: namesAgain(account), mark };
}

function loginToMake(names: AccountNames, { installation, hashes }: Sight['input']): Login {
  const mark = accountMarkOf(names.samAccountName, installation, hashes);
  return { kind: 'missing', userName: names.upn, names, mark };
}

/** A login that only we can have given to that address, though neither memory nor directory knows it any more. */
export function findLostLogin(
  email: string,
  upn: string,
  accounts: AccountSight,
  input: Sight['input'],
): Login | undefined {
  for (const attempt of attempts) {
    const names = accountNamesOf(email, attempt, namingRules(accounts, input), input.hashes);
    if (names.upn.toLowerCase() !== upn.toLowerCase()) continue;
    // Somebody else has put an account in its place, which is not ours to touch.
    return accounts.isTaken(names.samAccountName, email) ? undefined : loginToMake(names, input);
  }
  return undefined;
}

/** Of an account as it was made: its name and its login begin alike. */
export function namesAgain({ upn, observed }: OwnedAccount): AccountNames {
  return { samAccountName: observed?.samAccountName ?? upn.split('@')[0] ?? upn, upn };
}

/**
 * The account of the owner with that address as the specs will have it: one whose VDCs all say that address is its, though it has
 * another one still. One whose VDCs all say another is not, though nobody has changed it yet.
 */
function findAccountOf(
  email: string,
  { accounts, addressesOf, userAt }: Pick<Sight, 'accounts' | 'addressesOf' | 'userAt'>,
): OwnedAccount | 'moving' | undefined {
  const known = accounts?.byEmail(email);
  if (known === undefined) {
    const user = userAt(email);
    return user === undefined ? undefined : accounts?.byUpn(user);
  }
  const [wanted = email, ...others] = addressesOf(known.upn);
  const isMoving = others.length === 0 && wanted.toLowerCase() !== email.toLowerCase();
  return isMoving && accounts?.byEmail(wanted) === undefined ? 'moving' : known;
}

/** Names that are to be asked for in the whole domain before one of them is given. */
export function namesToAsk(email: string, accounts: AccountSight, input: Sight['input']): readonly AccountNames[] {
  return attempts.map((attempt) => accountNamesOf(email, attempt, namingRules(accounts, input), input.hashes));
}

function findFreeNames(email: string, accounts: AccountSight, input: Sight['input']): AccountNames | undefined {
  for (const attempt of attempts) {
    const names = accountNamesOf(email, attempt, namingRules(accounts, input), input.hashes);
    if (!accounts.isTaken(names.samAccountName, email)) return names;
  }
  return undefined;
}

function namingRules({ upnSuffix }: AccountSight, { installation }: Sight['input']) {
  return { installation, upnSuffix };
}

/** One that belongs to the owner is used; which of several, or whether a disabled one may be used, is for a person to say. */
function loginOfStranger(email: string, strangers: readonly ObservedAccount[]): Login {
  const [account] = strangers;
  if (account !== undefined && strangers.length === 1 && account.isEnabled && account.upn !== '')
    return { kind: 'found', userName: account.upn, account };
  const names = strangers.map(({ samAccountName }) => samAccountName).sort();
  const what =
    strangers.length > 1
      ? `The directory has ${strangers.length} accounts for ${email} below the OU (${names.slice(0, 3).join(', ')}), and nobody but a person knows which of them is the customer's.`
      : `The directory has an account for ${email} below the OU (${names[0]}) that we did not make, and it ${account?.upn === '' ? 'has no userPrincipalName' : 'is disabled'}.`;
  return {
    kind: 'refused',
    block: {
      code: 'ACCOUNT_UNCLEAR',
      message: what,
      wayOut: `Enable the one that is the customer's and take the e-mail address from the others, or from all of them to have a new one made.`,
    },
  };
}

export function unreadBlock(why: string): Block {
  return {
    code: 'DIRECTORY_UNREAD',
    message: `The directory could not be read, so nobody knows whether the owner has an account: ${why}`,
    wayOut: `Mend the way to the domain controller (directory.url in the settings). VDCs whose accounts are known go on meanwhile.`,
  };
}

function addressMoves(email: string): Block {
  return {
    code: 'OWNER_DIFFERS',
    message: `The spec's owner is ${email}, but the account with that address is about to get another one: its other VDCs say so.`,
    wayOut: `Write the same owner.email into all VDCs of one owner. If this is somebody else's, apply again: once the account has its new address, another one is made.`,
  };
}

function namesTaken(email: string): Block {
  return {
    code: 'ACCOUNT_NAMES_TAKEN',
    message: `Each of the ${attempts.length} names that an account for ${email} could have belongs to something else in the domain.`,
    wayOut: `Look for accounts that begin like it in the directory; what is left over from a lost state store can be deleted or given its address back.`,
  };
}
