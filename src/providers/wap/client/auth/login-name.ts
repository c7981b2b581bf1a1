export interface LoginName {
  readonly domain?: string | undefined;
  readonly username: string;
}

/**
 * The account as one would type it: a UPN or `DOMAIN\user` as it stands, a bare user name with the domain in front.
 */
export function typedName({ domain, username }: LoginName): string {
  if (domain === undefined || domain === '' || isQualified(username)) return username;
  return `${domain}\\${username}`;
}

/** The same account as NTLM wants it: a UPN has no domain beside it. */
export function splitName(name: LoginName): { readonly domain: string; readonly username: string } {
  const typed = typedName(name);
  const backslash = typed.indexOf('\\');
  return backslash < 0
    ? { domain: '', username: typed }
    : { domain: typed.slice(0, backslash), username: typed.slice(backslash + 1) };
}

function isQualified(username: string): boolean {
  return username.includes('@') || username.includes('\\');
}
