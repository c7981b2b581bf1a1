import type { Account } from './auth/accounts.ts';
import type { MailAccount } from './mail/mail-catcher.ts';
import { SPF_ADMIN, SPF_VMM } from './spf/spf-groups.ts';

/** Who may hand over mail to the catcher. */
export const MAIL_ACCOUNT: MailAccount = { username: 'vdc', password: 'simulated-Mail-Passw0rd' };

/** Who can log in to a fresh simulator. The passwords guard a made-up cloud on the loopback; the command prints them. */
export function defaultAccounts(): Account[] {
  const account = (username: string, password: string, roles: Account['roles']): Account => ({
    domain: 'CORP',
    username,
    upn: `${username}@corp.example`,
    password,
    roles,
    failedTries: 0,
  });
  return [
    { ...account('svc-vdc', 'simulated-Passw0rd', ['admin']), groups: ['CORP\\MgmtSvc Operators'] },
    { ...account('svc-spf', 'simulated-Passw0rd', []), groups: [SPF_VMM, SPF_ADMIN] },
    // Has a Windows login but is no administrator of WAP: gets a token, and 403 with it.
    account('nobody', 'simulated-Passw0rd', []),
    { ...account('it@contoso.example', 'simulated-Passw0rd', ['tenant']), domain: '', upn: 'it@contoso.example' },
  ];
}
