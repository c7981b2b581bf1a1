import { AddRequest, Attribute, EqualityFilter, OrFilter } from 'ldapts';
import type { AccountAction, ObservedAccount } from '../../model/account.ts';
import type { Outcome } from '../../model/outcome.ts';
import { ACCOUNT_DISABLED, NORMAL_ACCOUNT } from './account-control.ts';
import { accountFromEntry, CHANGE_ATTRIBUTES, unreadable, type FoundAccount } from './account-from-entry.ts';
import { explainRefusal } from './client/explain-refusal.ts';
import { findEntries } from './client/find-entries.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { escapeDnValue } from './dn.ts';
import { findOu } from './find-ou.ts';
import { failed, worldMoved } from './outcomes.ts';
import { setEnabled } from './set-enabled.ts';
import { writePassword } from './write-password.ts';

type CreateAction = Extract<AccountAction, { readonly verb: 'create' }>;

/** Answers of an add that mean: something of these names is there already, perhaps our own of an earlier attempt. */
const TAKEN: ReadonlySet<string> = new Set(['ACCOUNT_NAME_TAKEN', 'ACCOUNT_UPN_TAKEN']);

/**
 * Disabled, then a password, then enabled: in that order a failure at any point leaves an account that nobody can log in to, and
 * doing it again goes on from there.
 */
export async function createAccount(
  action: CreateAction,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  const added = await add(action, doors, signal);
  const account = await findByNames(action, doors, signal);
  if (added !== null && account?.mark !== action.mark) return taken(action, added.code, added.message);
  if (account === null) return worldMoved(`The account ${action.names.samAccountName} was removed while it was made.`);
  // It was made a moment ago, with the mark: not to see that means not to be allowed to.
  if (account.mark !== action.mark) throw unreadable(account, 'adminDescription');
  return finish(account, action, doors, signal);
}

async function add(
  { names, displayName, email, mark }: CreateAction,
  { session, origin, ou }: DirectoryDoors,
  signal: AbortSignal,
): Promise<{ readonly code: string; readonly message: string } | null> {
  const { samAccountName, upn } = names;
  const dn = `CN=${escapeDnValue(samAccountName)},${ou}`;
  const attributes = Object.entries({
    objectClass: 'user',
    sAMAccountName: samAccountName,
    userPrincipalName: upn,
    userAccountControl: String(NORMAL_ACCOUNT | ACCOUNT_DISABLED),
    displayName,
    mail: email,
    adminDescription: mark,
  })
    // LDAP knows no empty values.
    .filter(([, value]) => value !== '')
    .map(([type, value]) => new Attribute({ type, values: [value] }));
  const answer = await session.write('add', (messageId) => new AddRequest({ messageId, dn, attributes }), signal);
  if (answer.result === 0) return null;
  const doing = `create the account ${samAccountName} in ${ou}`;
  const error = explainRefusal(answer, { origin, doing, right: 'Create user objects on the OU' });
  if (TAKEN.has(error.code)) return error;
  throw error;
}

/** The account of these names that carries the mark, wherever in the domain it is by now; else any that has one of the names. */
async function findByNames(
  { names, mark }: CreateAction,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<FoundAccount | null> {
  const { session, origin, domain } = doors;
  const ouDn = await findOu(doors, signal);
  const entries = await findEntries(
    session,
    {
      base: domain,
      scope: 'sub',
      filter: new OrFilter({
        filters: [
          new EqualityFilter({ attribute: 'sAMAccountName', value: names.samAccountName }),
          new EqualityFilter({ attribute: 'userPrincipalName', value: names.upn }),
        ],
      }),
      attributes: CHANGE_ATTRIBUTES,
      pageSize: 100,
      elsewhere: 'ignored',
    },
    { origin, doing: `look for the account ${names.samAccountName}` },
    signal,
  );
  // A group of that name has no userAccountControl; it takes the name all the same, and the add has said so.
  const accounts = entries
    .filter(({ attributes }) => attributes.has('useraccountcontrol'))
    .map((entry) => accountFromEntry(entry, ouDn));
  return accounts.find((account) => isTheOne(account, names.samAccountName, mark)) ?? accounts[0] ?? null;
}

function isTheOne(account: ObservedAccount, samAccountName: string, mark: string): boolean {
  return account.mark === mark && account.samAccountName.toLowerCase() === samAccountName.toLowerCase();
}

async function finish(
  account: FoundAccount,
  { isEnabled }: CreateAction,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  if (account.hasPassword === undefined) throw unreadable(account, 'pwdLastSet');
  // One that has a password already may have been mailed to the customer: it stays.
  if (!account.hasPassword) await writePassword(account, doors, signal);
  const made = { kind: 'done' as const, learned: { accountId: account.id } };
  if (!isEnabled) return made;
  return (await setEnabled(account, true, doors, signal)) === null
    ? worldMoved(`The account ${account.samAccountName} was removed while it was made.`)
    : made;
}

function taken({ names }: CreateAction, code: string, message: string): Outcome {
  const what =
    code === 'ACCOUNT_UPN_TAKEN' ? `the user principal name ${names.upn}` : `the name ${names.samAccountName}`;
  return failed(
    code,
    `${message} Whoever has ${what} was not made by us for this owner, so it is left alone. At the next pass other names are tried; to free this one, rename or remove that object.`,
  );
}
