import { ControllerError } from '../../../model/controller-error.ts';
import { readDiagnostic } from './diagnostic.ts';
import { explainRefusal } from './explain-refusal.ts';
import type { LdapAnswer } from './ldap-answer.ts';

const INVALID_CREDENTIALS = 49;

/** What stands behind `data` in a refused bind of Active Directory, and what heals it. */
const REASONS: Readonly<Record<string, string>> = {
  '525': 'it knows no such account: correct `directory.bindDn`, a distinguished name or a user principal name',
  '52e': 'the password, or the name in `directory.bindDn`, is wrong',
  '530': 'the account may not log in at this hour: lift its logon hours',
  '531': 'the account may not log in from this computer: lift its "Log On To" list',
  '532': 'the password of the account has expired: set a new one, and let it never expire',
  '533': 'the account is disabled: enable it',
  '701': 'the account itself has expired: give it a later expiry date, or none',
  '773': 'the account must change its password at the next logon: untick that, or change the password once by hand',
  '775': 'the account is locked: unlock it, and find out who tries wrong passwords',
};

/** Why the service account was not let in. `DIRECTORY_LOGIN_REFUSED` means that it must not be tried again. */
export function explainBindRefusal(answer: Pick<LdapAnswer, 'result' | 'text'>, origin: string): ControllerError {
  if (answer.result !== INVALID_CREDENTIALS) return explainRefusal(answer, { origin, doing: 'log in' });
  const { data } = readDiagnostic(answer.text);
  const reason = REASONS[data] ?? 'password or name are wrong, or the account may not log in: try it once by hand';
  return new ControllerError(
    'DIRECTORY_LOGIN_REFUSED',
    `The domain controller (${origin}) refused the login of the service account: ${reason}. No account can be read or changed until then. ` +
      'It is not tried again before a restart, so that the service account is not locked.',
    { details: { origin, result: answer.result, ...(data === '' ? {} : { data }) } },
  );
}
