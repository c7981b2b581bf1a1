import type { JwtClaims } from '../jwt.ts';

export interface TokenLife {
  /** From then on a new one is wanted, though this one still works. By our clock, in milliseconds since 1970. */
  readonly refreshAt: number;
  readonly expiresAt: number;
}

export type TokenOrigin = 'just-issued' | 'found';

const EARLY_MS = 5 * 60_000;
const EARLY_SHARE = 0.2;
/** Issuers date tokens back by a few minutes; more than this is a clock that is wrong. */
const TOLERATED_SKEW_MS = 10 * 60_000;

/**
 * When to renew: five minutes before the end, or after 80 % of the life, whichever is earlier, but never before half of it.
 * A token that was issued this moment lives its whole life from now on, whatever our clock thinks of its dates; one that was
 * found somewhere is as old as it says. Without an end it is used until somebody refuses it.
 */
export function tokenLife(claims: JwtClaims, receivedAt: number, origin: TokenOrigin): TokenLife {
  if (claims.expiresAt === undefined) return { refreshAt: Infinity, expiresAt: Infinity };
  const start = claims.notBefore ?? claims.issuedAt ?? receivedAt;
  const life = Math.max(claims.expiresAt - start, 0);
  const isClockOff = Math.abs(receivedAt - start) > TOLERATED_SKEW_MS || claims.expiresAt <= receivedAt;
  const expiresAt = origin === 'just-issued' && isClockOff ? receivedAt + life : claims.expiresAt;
  const early = Math.min(Math.max(EARLY_MS, life * EARLY_SHARE), life / 2);
  return { refreshAt: expiresAt - early, expiresAt };
}
