import type { ControllerError } from '../../../../../model/controller-error.ts';
import { CREDENTIAL_CODES } from '../login/login-errors.ts';
import { obtainToken, type HeldToken } from './held-token.ts';
import { singleFlight } from './single-flight.ts';
import { tokenRefused } from './token-errors.ts';
import type { TokenIssuer } from './token-issuer.ts';

export interface LoginOnce {
  /** A fresh token, by the one login that is under way for everybody. */
  join(signal: AbortSignal): Promise<RenewableToken>;
  /** The same, but any token except this one, which the API refused. */
  joinInPlaceOf(refused: string, signal: AbortSignal): Promise<RenewableToken>;
  /** Throws what the credentials were refused with, if they ever were. */
  throwIfRefused(): void;
}

export interface RenewableToken extends HeldToken {
  /** It replaced one that the API had refused. */
  readonly isRenewal: boolean;
}

/** One login at a time, and none at all any more once the credentials were refused: a second try could lock the account. */
export function loginOnce(
  issuer: TokenIssuer,
  now: () => number,
  closing: AbortSignal,
  explain: (error: unknown) => ControllerError,
): LoginOnce {
  let fatal: ControllerError | undefined;
  let refusedToken: string | undefined;
  const flight = singleFlight(async (): Promise<RenewableToken> => {
    try {
      const fresh = await obtainToken(issuer, now, closing);
      if (fresh.token === refusedToken) throw tokenRefused(`${issuer.name} has no other than the one that was refused`);
      return { ...fresh, isRenewal: refusedToken !== undefined };
    } catch (error) {
      const known = explain(error);
      if (CREDENTIAL_CODES.has(known.code)) fatal = known;
      throw known;
    } finally {
      refusedToken = undefined;
    }
  });
  return {
    join: (signal) => flight.join(signal),
    joinInPlaceOf: (refused, signal) => {
      refusedToken = refused;
      return flight.join(signal);
    },
    throwIfRefused: () => {
      if (fatal !== undefined) throw fatal;
    },
  };
}
