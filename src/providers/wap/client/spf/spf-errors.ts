import { ControllerError } from '../../../../model/controller-error.ts';
import type { AuthenticationOffers } from '../auth/login/authentication-offers.ts';
import { sentenceStart } from '../tls/sentence-start.ts';

export interface SpfTarget {
  readonly purpose: string;
  readonly origin: string;
  readonly username: string;
}

/** What to do where NTLM does not work. */
export const BASIC_INSTEAD = 'switch on Basic authentication for the SPF site in IIS';

export const GROUP = 'the local group SPF_VMM of the SPF machine';

/** SPF knows the account, and its password was right. */
export function forbiddenAdvice(username: string): string {
  return (
    `The password of ${username} is right, but the account is not in ${GROUP}. ` +
    `Add it there: net localgroup SPF_VMM "${username}" /add`
  );
}

/** No login was asked for, so nothing is known of the account. */
export function forbiddenBeforeLogin({ purpose, origin }: SpfTarget): ControllerError {
  return new ControllerError(
    'WAP_FORBIDDEN',
    `${sentenceStart(purpose)} (${origin}) refuses this machine with 403 before any login. ` +
      'Look at "IP Address and Domain Restrictions" and "SSL Settings" (client certificates) of the SPF site in IIS, and at any proxy in front of it.',
    { details: { origin, status: 403 } },
  );
}

export function nothingUsableOffered({ purpose, origin }: SpfTarget, offers: AuthenticationOffers): ControllerError {
  const offered = [...offers.keys()].join(', ') || 'nothing';
  return new ControllerError(
    'LOGIN_SCHEME_UNKNOWN',
    `${sentenceStart(purpose)} (${origin}) wants a login, but offers neither NTLM, Negotiate nor Basic (offered: ${offered}). ` +
      'Switch on Windows authentication (provider NTLM) or Basic authentication for the SPF site in IIS on the SPF machine, or check that the URL is the right one.',
    { details: { origin, offered } },
  );
}

export function basicRefused({ purpose, origin, username }: SpfTarget): ControllerError {
  return new ControllerError(
    'LOGIN_REFUSED',
    `${sentenceStart(purpose)} (${origin}) refused the login of ${username} by Basic authentication. Either the password, user name or domain is wrong, ` +
      `or the account is locked, disabled or expired, or not in ${GROUP}: try it once by hand. ` +
      'It is not tried again before a restart, so that the account is not locked.',
    { details: { origin, account: username } },
  );
}
