import type { JwtClaims } from '../jwt.ts';

export interface TokenHint {
  readonly code: 'TOKEN_NOT_YET_VALID' | 'TOKEN_EXPIRED' | 'TOKEN_OTHER_REALM';
  readonly message: string;
}

const UNNOTICED_SKEW_MS = 60_000;

/** What looks wrong with a token, for people. Only hints: whether it is good is decided by whoever takes it. */
export function tokenHints(claims: JwtClaims, realm: string, now: number): readonly TokenHint[] {
  const hints: TokenHint[] = [];
  const { notBefore, expiresAt, audiences } = claims;
  if (notBefore !== undefined && notBefore > now + UNNOTICED_SKEW_MS) {
    hints.push({
      code: 'TOKEN_NOT_YET_VALID',
      message: `The token becomes valid in ${minutes(notBefore - now)} min: this machine's clock is behind that of the token service. Synchronise both.`,
    });
  }
  if (expiresAt !== undefined && expiresAt <= now) {
    hints.push({
      code: 'TOKEN_EXPIRED',
      message: `The token ended ${minutes(now - expiresAt)} min ago: get a fresh one; if it is fresh, this machine's clock is ahead of the token service's.`,
    });
  }
  if (audiences.length > 0 && !audiences.includes(realm)) {
    hints.push({
      code: 'TOKEN_OTHER_REALM',
      message: `The token is for ${audiences.join(', ')}, not for ${realm}: the Admin API will hardly take it. Check \`realm\`, and \`mode\` (the tenant site issues tokens for tenants).`,
    });
  }
  return hints;
}

function minutes(milliseconds: number): number {
  return Math.max(1, Math.round(milliseconds / 60_000));
}
