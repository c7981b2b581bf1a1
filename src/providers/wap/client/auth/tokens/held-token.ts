import { decodeJwt, type JwtClaims } from '../jwt.ts';
import { tokenExpired } from './token-errors.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { tokenLife, type TokenLife } from './token-life.ts';

export interface HeldToken extends TokenLife {
  readonly token: string;
  readonly claims: JwtClaims;
  readonly receivedAt: number;
}

/** Asks the issuer once. Throws `TOKEN_EXPIRED` for a token that is already over. */
export async function obtainToken(issuer: TokenIssuer, now: () => number, signal: AbortSignal): Promise<HeldToken> {
  const token = await issuer.issue(signal);
  const receivedAt = now();
  const claims = decodeJwt(token, issuer.name);
  const life = tokenLife(claims, receivedAt, issuer.origin);
  if (life.expiresAt <= receivedAt) throw tokenExpired(issuer.name, receivedAt - life.expiresAt);
  return { token, claims, receivedAt, ...life };
}
