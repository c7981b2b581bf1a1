import { ControllerError } from '../../../../../model/controller-error.ts';
import { sentenceStart } from '../../tls/sentence-start.ts';
import type { SoapFault } from './read-fault.ts';
import type { TokenService } from './token-service.ts';

/** WCF refuses a Timestamp that is more than five minutes off. */
const TOLERATED_SKEW_MS = 4 * 60_000;

/** What a fault means for the operator (wire: authentication 4). `skewMs`: our clock minus the server's, where it told. */
export function faultError(
  fault: SoapFault,
  service: TokenService,
  skewMs: number | undefined,
  quote: string,
): ControllerError {
  const { purpose, account, realm } = service;
  const said = quote === '' ? '' : ` It said: "${quote}".`;
  const details = { endpoint: service.endpoint, fault: fault.codes.join(' ') };
  const mentions = (word: string): boolean => fault.codes.includes(word) || fault.reason.includes(word);
  if (mentions('FailedAuthentication') || mentions('ID3242')) {
    return new ControllerError(
      'STS_CREDENTIALS_REFUSED',
      `${sentenceStart(purpose)} did not accept the password of ${account}, or the account is locked, disabled or expired. Try it once by hand. ` +
        `It is not tried again before a restart, so that the account is not locked.${said}`,
      { details },
    );
  }
  if (mentions('InvalidScope') || mentions('ID3082')) {
    return new ControllerError(
      'STS_REALM_UNKNOWN',
      `${sentenceStart(purpose)} knows no relying party "${realm}", so it issues no token for it. ` +
        `Add that trust in AD FS (Add-AdfsRelyingPartyTrust … -EnableJWT $true), or set \`realm\` to the identifier that it has there.${said}`,
      { details },
    );
  }
  if (mentions('InvalidSecurity') || mentions('MessageExpired') || mentions('InvalidTimeRange')) {
    return securityError(service, skewMs, said, details);
  }
  if (mentions('RequestFailed') || mentions('MSIS3127')) {
    return new ControllerError(
      'STS_REQUEST_FAILED',
      `${sentenceStart(purpose)} could not issue the token. The reason stands in its own event log (AD FS/Admin), often an issuance or authorisation rule of the relying party "${realm}".${said}`,
      { retry: 'later', details },
    );
  }
  return new ControllerError(
    'STS_FAULT',
    `${sentenceStart(purpose)} answered with a fault (${fault.codes.join(', ') || 'no code'}) instead of a token. Look into its event log.${said}`,
    { retry: 'later', details },
  );
}

/** "Security of the message" covers a clock that is off and, with some servers, a wrong password. Only the first may be tried again. */
function securityError(
  { purpose, account }: TokenService,
  skewMs: number | undefined,
  said: string,
  details: Readonly<Record<string, string>>,
): ControllerError {
  if (skewMs !== undefined && Math.abs(skewMs) > TOLERATED_SKEW_MS) {
    const minutes = Math.round(Math.abs(skewMs) / 60_000);
    return new ControllerError(
      'STS_CLOCK_SKEW',
      `This machine's clock is ${minutes} min ${skewMs > 0 ? 'ahead of' : 'behind'} that of ${purpose}, which then refuses every login. Synchronise both with the domain's time.${said}`,
      { retry: 'later', details },
    );
  }
  return new ControllerError(
    'STS_SECURITY_REFUSED',
    `${sentenceStart(purpose)} refused the security header of our request for ${account}: a wrong password, or an endpoint of another kind than \`usernamemixed\`. ` +
      `It is not tried again before a restart, so that the account is not locked.${said}`,
    { details },
  );
}
