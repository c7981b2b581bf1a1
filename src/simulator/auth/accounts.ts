import { sameName } from './same-name.ts';

/**
 * Somebody who may log in. Mutable on purpose: tests change passwords, lock and unlock, and read `failedTries`.
 * An account with an empty `domain` lives in the membership database of the tenant site only.
 */
export interface Account {
  /** NetBIOS name of the Windows domain, e.g. `CORP`. */
  domain: string;
  username: string;
  upn: string;
  password: string;
  /** `tenant`: has a login on the tenant site. `admin`: added as an administrator of WAP; the APIs ask, the token services do not. */
  roles: ('admin' | 'tenant')[];
  /** Put into the token, as `DOMAIN\alias`; SPF asks for `SPF_VMM` and `SPF_ADMIN`. */
  groups?: readonly string[];
  disabled?: boolean;
  /** Wrong passwords since the last right one; at the `lockoutAfter` knob the account is locked. Set it to 0 to unlock. */
  failedTries: number;
}

export type LogonRefusal =
  'unknown user' | 'locked' | 'wrong password' | 'disabled' | 'expired' | 'must change password';

/** What a token says of who has logged in. */
export type LoggedOn = Pick<Account, 'upn' | 'groups'>;

export type Logon<A extends LoggedOn = Account> =
  { readonly ok: true; readonly account: A } | { readonly ok: false; readonly reason: LogonRefusal };

/**
 * Decides one try to log in, and counts it: a wrong password adds to `failedTries`, a right one clears it.
 * As in a Windows domain a locked account does not hear the password at all, and tries against it are not counted.
 * `lockoutAfter` 0 never locks.
 */
export function logOn(
  account: Account | undefined,
  isPassword: (password: string) => boolean,
  lockoutAfter: number,
): Logon {
  if (account === undefined) return { ok: false, reason: 'unknown user' };
  if (lockoutAfter > 0 && account.failedTries >= lockoutAfter) return { ok: false, reason: 'locked' };
  if (!isPassword(account.password)) {
    account.failedTries += 1;
    return { ok: false, reason: 'wrong password' };
  }
  if (account.disabled === true) return { ok: false, reason: 'disabled' };
  account.failedTries = 0;
  return { ok: true, account };
}

export interface WindowsName {
  /** NetBIOS name, DNS name or empty. */
  readonly domain: string;
  readonly user: string;
}

/** The names of the Windows domain that the server is a member of. */
export interface OwnDomain {
  readonly netbiosDomain: string;
  readonly dnsDomain: string;
}

/** The Windows account of that name. An empty domain means a UPN, or else a user of the server's own domain. */
export function findWindowsAccount(
  accounts: readonly Account[],
  { domain, user }: WindowsName,
  own: OwnDomain,
): Account | undefined {
  const windows = accounts.filter((account) => account.domain !== '');
  if (domain === '' && user.includes('@')) return windows.find((account) => sameName(account.upn, user));
  const netbios = domain === '' || sameName(domain, own.dnsDomain) ? own.netbiosDomain : domain;
  return windows.find((account) => sameName(account.domain, netbios) && sameName(account.username, user));
}

/** `DOMAIN\user` or a UPN, as AD FS takes them; undefined for a bare name, which it does not. */
export function readLogonName(text: string): WindowsName | undefined {
  const [domain = '', user, ...more] = text.split('\\');
  if (user !== undefined) return domain === '' || more.length > 0 ? undefined : { domain, user };
  return text.includes('@') ? { domain: '', user: text } : undefined;
}

/** The account with a login on the tenant site, where users are known by their e-mail address or name and not by a domain. */
export function findMember(accounts: readonly Account[], name: string, withAdmins: boolean): Account | undefined {
  return accounts.find(
    ({ upn, username, roles }) =>
      (sameName(upn, name) || sameName(username, name)) &&
      (roles.includes('tenant') || (withAdmins && roles.includes('admin'))),
  );
}

/** Has this user been added as an administrator of WAP? A question for the admin API: the token services issue to anybody. */
export function isAdministrator(accounts: readonly Account[], upn: string): boolean {
  return accounts.some((account) => sameName(account.upn, upn) && account.roles.includes('admin'));
}
