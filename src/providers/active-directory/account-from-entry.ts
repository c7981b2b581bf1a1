import { ControllerError } from '../../model/controller-error.ts';
import type { ObservedAccount } from '../../model/account.ts';
import { isEnabled } from './account-control.ts';
import type { LdapEntry } from './client/ldap-answer.ts';
import { isBelow } from './dn.ts';
import { formatGuid } from './object-guid.ts';

/** What we read of an account, and nothing else. */
export const ACCOUNT_ATTRIBUTES: readonly string[] = [
  'objectGUID',
  'sAMAccountName',
  'userPrincipalName',
  'userAccountControl',
  'mail',
  'displayName',
  'adminDescription',
];

/** Read besides where an account is about to be changed. */
export const CHANGE_ATTRIBUTES: readonly string[] = [...ACCOUNT_ATTRIBUTES, 'pwdLastSet', 'msDS-ResultantPSO'];

/** An account as it was found, with what is needed to change it. */
export interface FoundAccount extends ObservedAccount {
  /** `userAccountControl`, all its bits. */
  readonly control: number;
  /** False while nobody has ever set one: how an account that was half made is told from a whole one. Undefined where that was not read. */
  readonly hasPassword: boolean | undefined;
  /** The fine-grained password policy that counts for it, as far as we may see that. */
  readonly passwordPolicyDn?: string;
}

const MARK = /^vdc:/;

/** `ouDn` as the server writes it. Throws `DIRECTORY_UNREADABLE` where a part is missing that every account has. */
export function accountFromEntry(entry: LdapEntry, ouDn: string): FoundAccount {
  const guid = entry.attributes.get('objectguid')?.[0];
  const samAccountName = textOf(entry, 'samaccountname');
  const control = Number(textOf(entry, 'useraccountcontrol') ?? 'missing');
  if (guid?.length !== 16) throw unreadable(entry, 'objectGUID');
  if (samAccountName === undefined) throw unreadable(entry, 'sAMAccountName');
  // Without it a disabled account could not be told from an enabled one.
  if (!Number.isInteger(control)) throw unreadable(entry, 'userAccountControl');
  const email = textOf(entry, 'mail');
  const displayName = textOf(entry, 'displayname');
  const mark = textOf(entry, 'admindescription');
  const lastSet = textOf(entry, 'pwdlastset');
  const passwordPolicyDn = textOf(entry, 'msds-resultantpso');
  return {
    id: formatGuid(guid),
    dn: entry.dn,
    samAccountName,
    upn: textOf(entry, 'userprincipalname') ?? '',
    ...(email === undefined ? {} : { email }),
    ...(displayName === undefined ? {} : { displayName }),
    isEnabled: isEnabled(control),
    isInPlace: isBelow(entry.dn, ouDn),
    ...(mark !== undefined && MARK.test(mark) ? { mark } : {}),
    control,
    hasPassword: lastSet === undefined ? undefined : lastSet !== '0',
    ...(passwordPolicyDn === undefined ? {} : { passwordPolicyDn }),
  };
}

/** The same without what only a change needs. */
export function asObserved(account: FoundAccount): ObservedAccount {
  const { control: _control, hasPassword: _hasPassword, passwordPolicyDn: _policy, ...observed } = account;
  return observed;
}

export function textOf(entry: LdapEntry, attribute: string): string | undefined {
  const text = entry.attributes.get(attribute)?.[0]?.toString('utf8');
  return text === '' ? undefined : text;
}

export function unreadable({ dn }: { readonly dn: string }, attribute: string): ControllerError {
  return new ControllerError(
    'DIRECTORY_UNREADABLE',
    `The account ${dn} was shown without its ${attribute}, which every account has: the service account may not read it. What cannot be read is never guessed, so no account was decided about. Grant "Read all properties" on the OU as docs/permissions.md#active-directory shows.`,
    { details: { attribute } },
  );
}
