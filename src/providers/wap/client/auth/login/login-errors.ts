import { ControllerError } from '../../../../../model/controller-error.ts';
import { sentenceStart } from '../../tls/sentence-start.ts';
import type { AuthenticationOffers } from './authentication-offers.ts';

export interface LoginTarget {
  readonly purpose: string;
  readonly origin: string;
  /** What else there is where NTLM does not work, as a command; absent: the other modes of `wap.auth`. */
  readonly otherwise?: string | undefined;
  /** A group whose members alone are let in, where others may be told the same as those with a wrong password. */
  readonly group?: string | undefined;
}

/** Codes of errors that mean "these credentials are not accepted": trying again would lock the account. */
export const CREDENTIAL_CODES: ReadonlySet<string> = new Set([
  'LOGIN_REFUSED',
  'STS_CREDENTIALS_REFUSED',
  'STS_SECURITY_REFUSED',
  'CREDENTIALS_UNSENDABLE',
]);

export function loginRefused(
  { purpose, origin, otherwise = 'use mode adfs', group }: LoginTarget,
  account: string,
): ControllerError {
  const orOutside = group === undefined ? '' : `, or not in ${group}`;
  return new ControllerError(
    'LOGIN_REFUSED',
    `${sentenceStart(purpose)} (${origin}) refused the Windows login of ${account}. Either the password, user name or domain is wrong, or the account is locked, ` +
      `disabled or expired${orOutside}: try it once by hand. If it works there, IIS Extended Protection may see another certificate than we do ` +
      `(a proxy or load balancer that ends TLS): connect to the server directly, or ${otherwise}. ` +
      'It is not tried again before a restart, so that the account is not locked.',
    { details: { origin, account } },
  );
}

export function schemeUnknown({ purpose, origin }: LoginTarget, offers: AuthenticationOffers): ControllerError {
  const names = [...offers.keys()].join(', ') || 'none';
  return new ControllerError(
    'LOGIN_SCHEME_UNKNOWN',
    `${sentenceStart(purpose)} (${origin}) wants a login, but offers neither NTLM nor Negotiate (offered: ${names}). Enable Windows authentication on that site, or check that the URL is the right one.`,
    { details: { origin, offered: names } },
  );
}

export function kerberosWanted({
  purpose,
  origin,
  otherwise = 'use mode adfs or token',
}: LoginTarget): ControllerError {
  return new ControllerError(
    'LOGIN_KERBEROS_ONLY',
    `${sentenceStart(purpose)} (${origin}) offers only Negotiate and did not take NTLM inside it, so it wants Kerberos, which this program does not speak. ` +
      `Add the NTLM provider to the site (IIS: Windows Authentication, Providers), or ${otherwise}.`,
    { details: { origin } },
  );
}

export function ntlmBrokenOff({ purpose, origin, otherwise = 'use mode adfs' }: LoginTarget): ControllerError {
  return new ControllerError(
    'NTLM_BROKEN_OFF',
    `${sentenceStart(purpose)} (${origin}) offers NTLM but answered our first message without a challenge. NTLM may be blocked by policy ` +
      `("Restrict NTLM"), or a proxy in between spreads one connection over several. If NTLM must stay off, ${otherwise}.`,
    { retry: 'later', details: { origin } },
  );
}

export function connectionChanged(
  { purpose, origin, otherwise = 'use mode adfs' }: LoginTarget,
  cause?: unknown,
): ControllerError {
  return new ControllerError(
    'NTLM_CONNECTION_CHANGED',
    `The connection to ${purpose} (${origin}) was closed in the middle of the NTLM login, which only works on one connection. ` +
      `If this happens every time, a proxy or load balancer in between does not keep connections: go around it, or ${otherwise}.`,
    { cause, retry: 'later', details: { origin } },
  );
}

export function urlNotHttps(url: string, purpose: string): ControllerError {
  return new ControllerError(
    'URL_NOT_HTTPS',
    `The URL of ${purpose} must begin with https://, since a password or token is sent there; it begins with ${new URL(url).protocol}//. Correct it in the settings.`,
  );
}
