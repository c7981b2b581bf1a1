import { AndFilter, EqualityFilter } from 'ldapts';
import type { ObservedAccount, ObservedAccounts } from '../../model/account.ts';
import { ACCOUNT_ATTRIBUTES, accountFromEntry, asObserved } from './account-from-entry.ts';
import { findEntries } from './client/find-entries.ts';
import { readEntry } from './client/read-entry.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { findOu } from './find-ou.ts';
import { guidDn } from './object-guid.ts';

/** As many as Active Directory gives at once, unless somebody changed its policy. */
const PAGE_SIZE = 1_000;
/** Single reads in flight. */
const SIDE_BY_SIDE = 8;

/** Computers are users, too, but no persons. */
const PERSONS = new AndFilter({
  filters: [
    new EqualityFilter({ attribute: 'objectCategory', value: 'person' }),
    new EqualityFilter({ attribute: 'objectClass', value: 'user' }),
  ],
});

/** All accounts below the OU, and of `knownIds` those that are elsewhere or gone. Throws unless it is all. */
export async function observeAccounts(
  knownIds: readonly string[],
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<ObservedAccounts> {
  const { session, origin } = doors;
  const ouDn = await findOu(doors, signal);
  const listed = await findEntries(
    session,
    {
      base: ouDn,
      scope: 'sub',
      filter: PERSONS,
      attributes: ACCOUNT_ATTRIBUTES,
      pageSize: PAGE_SIZE,
      elsewhere: 'refused',
    },
    { origin, doing: `list the accounts below ${ouDn}`, right: 'List contents and Read all properties on the OU' },
    signal,
  );
  const accounts = new Map<string, ObservedAccount>();
  const note = (account: ObservedAccount): unknown => accounts.set(account.id, account);
  for (const entry of listed) note(asObserved(accountFromEntry(entry, ouDn)));

  const missing = [...new Set(knownIds.map((id) => id.toLowerCase()))].filter((id) => !accounts.has(id));
  const gone = new Set<string>();
  const look = async (id: string): Promise<void> => {
    const attempt = { origin, doing: `read the account of id ${id}` };
    const entry = await readEntry(session, guidDn(id), ACCOUNT_ATTRIBUTES, attempt, signal);
    if (entry === null) gone.add(id);
    else note(asObserved(accountFromEntry(entry, ouDn)));
  };
  for (let from = 0; from < missing.length; from += SIDE_BY_SIDE)
    await Promise.all(missing.slice(from, from + SIDE_BY_SIDE).map(look));
  return { accounts: [...accounts.values()], gone };
}
