import { EqualityFilter, OrFilter } from 'ldapts';
import { ControllerError } from '../../model/controller-error.ts';
import type { AccountNames } from '../../model/account.ts';
import { textOf } from './account-from-entry.ts';
import { findEntries, type Search } from './client/find-entries.ts';
import type { DirectoryDoors } from './directory-doors.ts';

/** Names asked for at once: a request of a few kilobytes. */
const BATCH = 50;

/**
 * Of `names` those that something has already, by `samAccountName` in lower case: a logon name or a user principal name anywhere
 * in the domain, or the CN in the OU itself. What other domains of the forest have is not seen from here; it is told when the
 * account is made.
 */
export async function findTaken(
  names: readonly AccountNames[],
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (let from = 0; from < names.length; from += BATCH)
    for (const name of await findTakenOf(names.slice(from, from + BATCH), doors, signal)) taken.add(name);
  return taken;
}

async function findTakenOf(
  names: readonly AccountNames[],
  { session, origin, ou, domain }: DirectoryDoors,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const bySam = new Map(names.map(({ samAccountName }) => [fold(samAccountName), samAccountName.toLowerCase()]));
  const byUpn = new Map(names.map(({ upn, samAccountName }) => [fold(upn), samAccountName.toLowerCase()]));
  const sams = names.map(({ samAccountName: value }) => new EqualityFilter({ attribute: 'sAMAccountName', value }));
  const upns = names.map(({ upn: value }) => new EqualityFilter({ attribute: 'userPrincipalName', value }));
  const cns = names.map(({ samAccountName: value }) => new EqualityFilter({ attribute: 'cn', value }));
  const attempt = { origin, doing: 'look for names that are taken' };
  const common = { pageSize: 1_000, elsewhere: 'ignored' } as const;
  const inDomain: Search = {
    ...common,
    base: domain,
    scope: 'sub',
    filter: new OrFilter({ filters: [...sams, ...upns] }),
    attributes: ['sAMAccountName', 'userPrincipalName'],
  };
  const inOu: Search = {
    ...common,
    base: ou,
    scope: 'one',
    filter: new OrFilter({ filters: cns }),
    attributes: ['cn'],
  };
  const taken = new Set<string>();
  for (const entry of await findEntries(session, inDomain, attempt, signal)) {
    const found = [
      bySam.get(fold(textOf(entry, 'samaccountname') ?? '')),
      byUpn.get(fold(textOf(entry, 'userprincipalname') ?? '')),
    ].filter((name) => name !== undefined);
    if (found.length === 0) throw strange(origin, entry.dn);
    for (const name of found) taken.add(name);
  }
  for (const entry of await findEntries(session, inOu, attempt, signal)) {
    const name = bySam.get(fold(textOf(entry, 'cn') ?? ''));
    if (name === undefined) throw strange(origin, entry.dn);
    taken.add(name);
  }
  return taken;
}

/** The directory holds names equal that differ in capitals or accents only. */
function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
}

function strange(origin: string, dn: string): ControllerError {
  return new ControllerError(
    'DIRECTORY_UNREADABLE',
    `The domain controller (${origin}) answered a search for names with ${dn}, which shows none of them: the service account may not read its names. So it cannot be told which names are free, and no account is made. Grant "Read all properties" on users as docs/permissions.md#active-directory shows.`,
    { details: { origin } },
  );
}
