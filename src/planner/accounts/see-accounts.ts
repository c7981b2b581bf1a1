import type { ObservedAccount } from '../../model/account.ts';
import type { AccountEntry } from '../../model/memory.ts';
import type { PlannerInput } from '../planner-input.ts';
import { lazily } from '../world.ts';
import { accountMarkOf, accountNamesOf } from './account-names.ts';

/** An account that is ours to look after: remembered, or proven by its mark. */
export interface OwnedAccount {
  readonly id: string;
  readonly upn: string;
  readonly email: string;
  /** Present: we made it. */
  readonly mark?: string;
  /** Absent: the memory does not know it yet. */
  readonly entry?: AccountEntry;
  /** Absent: it is gone, or the directory could not be read. */
  readonly observed?: ObservedAccount;
  /** The directory, asked by its id, does not have it. */
  readonly isGone: boolean;
}

/** The directory, indexed once a pass. Names and addresses are compared without regard to case, as AD does. */
export interface AccountSight {
  /** Present: it could not be read, and why. */
  readonly unread?: string;
  readonly upnSuffix: string;
  readonly all: () => readonly OwnedAccount[];
  byUpn(upn: string): OwnedAccount | undefined;
  byEmail(email: string): OwnedAccount | undefined;
  /** One of that name, which we remember, was deleted by hand; what stands in its place now was made since. */
  wasDeleted(upn: string): boolean;
  /** Accounts below the OU with that address which are not ours, those of one name first in order. */
  strangersWith(email: string): readonly ObservedAccount[];
  /** Whether a VDC of the owner with that address is declared active. */
  hasActive(email: string): boolean;
  /** Whether something in the domain has that name already, as far as was seen or asked, or another new owner gets it. */
  isTaken(samAccountName: string, email: string): boolean;
}

export function seeAccounts(input: PlannerInput): AccountSight | undefined {
  const { observed, rules } = input;
  if (rules.upnSuffix === undefined || observed.accounts === undefined) return undefined;
  const seen = 'unread' in observed.accounts ? undefined : observed.accounts;
  const owned = lazily(() => findOwned(input, seen?.accounts ?? [], seen?.gone ?? new Set()));
  const byUpn = lazily(() => new Map(owned().map((account) => [account.upn.toLowerCase(), account])));
  const byEmail = lazily(() => new Map(owned().map((account) => [account.email.toLowerCase(), account])));
  const deleted = lazily(() => new Set(owned().flatMap(({ upn, isGone }) => (isGone ? [upn.toLowerCase()] : []))));
  const strangers = lazily(() => {
    const ours = new Set(owned().map(({ id }) => id));
    return (seen?.accounts ?? []).filter(({ id, isInPlace }) => isInPlace && !ours.has(id));
  });
  const strangersByEmail = lazily(() => Map.groupBy(strangers(), ({ email = '' }) => email.toLowerCase()));
  const names = lazily(() => new Set((seen?.accounts ?? []).map(({ samAccountName }) => samAccountName.toLowerCase())));
  const active = lazily(
    () =>
      new Set(
        input.desired.vdcs.flatMap(({ owner, state }) => (state === 'active' ? [owner.email.toLowerCase()] : [])),
      ),
  );
  const claims = lazily(() => findClaims(input, rules.upnSuffix ?? '', (email) => byEmail().has(email)));
  return {
    ...('unread' in observed.accounts && { unread: observed.accounts.unread }),
    upnSuffix: rules.upnSuffix,
    all: owned,
    byUpn: (upn) => byUpn().get(upn.toLowerCase()),
    byEmail: (email) => byEmail().get(email.toLowerCase()),
    wasDeleted: (upn) => deleted().has(upn.toLowerCase()),
    strangersWith: (email) => strangersByEmail().get(email.toLowerCase()) ?? [],
    hasActive: (email) => active().has(email.toLowerCase()),
    isTaken(name, email) {
      const key = name.toLowerCase();
      const claimant = claims().get(key);
      const isClaimed = claimant !== undefined && claimant !== email.toLowerCase();
      return isClaimed || names().has(key) || seen?.taken?.has(key) === true;
    },
  };
}

/**
 * First names of owners without an account → whose they are. Of thousands who begin alike two may get one name, and with it one
 * account: the second attempt is for one of them.
 */
function findClaims(
  { desired, installation, hashes }: PlannerInput,
  upnSuffix: string,
  isKnown: (email: string) => boolean,
): ReadonlyMap<string, string> {
  const claims = new Map<string, string>();
  for (const email of [...new Set(desired.vdcs.map(({ owner }) => owner.email.toLowerCase()))].sort()) {
    if (isKnown(email)) continue;
    const { samAccountName } = accountNamesOf(email, 1, { installation, upnSuffix }, hashes);
    if (!claims.has(samAccountName)) claims.set(samAccountName, email);
  }
  return claims;
}

function findOwned(
  { memory, installation, hashes }: PlannerInput,
  accounts: readonly ObservedAccount[],
  gone: ReadonlySet<string>,
): readonly OwnedAccount[] {
  const observed = new Map(accounts.map((account) => [account.id, account]));
  const remembered = memory.accounts.map((entry): OwnedAccount => {
    const account = observed.get(entry.id);
    return {
      id: entry.id,
      upn: entry.upn,
      email: entry.email,
      ...(entry.mark !== undefined && { mark: entry.mark }),
      entry,
      ...(account !== undefined && { observed: account }),
      isGone: account === undefined && gone.has(entry.id),
    };
  });
  const known = new Set(memory.accounts.map(({ id }) => id));
  const proven = accounts.flatMap((account): readonly OwnedAccount[] => {
    const { id, upn, email, mark, samAccountName } = account;
    if (mark === undefined || known.has(id)) return [];
    if (mark !== accountMarkOf(samAccountName, installation, hashes)) return [];
    return [{ id, upn, email: email ?? '', mark, observed: account, isGone: false }];
  });
  // Of two with one name the last counts: one that is there, since the other was deleted by hand and made anew; of two with one
  // address one that is remembered.
  const groups = [remembered.filter(({ isGone }) => isGone), proven, remembered.filter(({ isGone }) => !isGone)];
  return groups.flatMap((group) => group.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}
