import type { LoggedOn, Logon } from '../auth/accounts.ts';
import { type DirectoryContext, firstOf } from './entries/directory-context.ts';
import { DOMAIN } from './domain.ts';
import { logOnToDirectory } from './login/log-on.ts';

/** Who stands in the directory logs in to AD FS with what a simple bind takes too, but for a DN. */
export function createAdfsLogon(context: DirectoryContext, now: () => number) {
  return (name: string, password: string): Logon<LoggedOn> => {
    if (name.includes('=')) return { ok: false, reason: 'unknown user' };
    const logon = logOnToDirectory(context, now(), name, password);
    if (!logon.ok) return logon;
    const upn = firstOf(logon.entry, 'userPrincipalName');
    return { ok: true, account: { upn: upn ?? `${firstOf(logon.entry, 'sAMAccountName') ?? ''}@${DOMAIN.dns}` } };
  };
}
