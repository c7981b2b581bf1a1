import { ControllerError } from '../../../../model/controller-error.ts';

export interface JwtClaims {
  /** Milliseconds since 1970, each absent where the token does not say. */
  readonly expiresAt: number | undefined;
  readonly notBefore: number | undefined;
  readonly issuedAt: number | undefined;
  readonly audiences: readonly string[];
  readonly issuer: string | undefined;
  readonly upn: string | undefined;
}

const COMPACT_JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/u;

/** Three dot-separated parts of base64url: all that can be told without looking inside. */
export function isJwt(text: string): boolean {
  return COMPACT_JWT.test(text);
}

/**
 * What a token says about itself, **not verified**: only whoever takes it can do that. Good for planning a renewal and for hints,
 * never for deciding what somebody may do. Throws `TOKEN_MALFORMED`, without showing any of it; `source` names where it came from.
 */
export function decodeJwt(token: string, source: string): JwtClaims {
  const claims = isJwt(token) ? parseClaims(token.split('.')[1] ?? '') : undefined;
  if (claims === undefined) {
    throw new ControllerError(
      'TOKEN_MALFORMED',
      `What ${source} gave is no JWT: three parts of base64url with dots between are expected. Write the token alone, as Get-MgmtSvcToken prints it.`,
    );
  }
  const { aud, exp, nbf, iat, iss, upn } = claims;
  return {
    expiresAt: milliseconds(exp),
    notBefore: milliseconds(nbf),
    issuedAt: milliseconds(iat),
    audiences: (Array.isArray(aud) ? aud : [aud]).filter((value) => typeof value === 'string'),
    issuer: typeof iss === 'string' ? iss : undefined,
    upn: typeof upn === 'string' ? upn : undefined,
  };
}

function parseClaims(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? { ...claims } : undefined;
  } catch {
    return undefined; // not JSON, so no JWT
  }
}

/** Some issuers write numbers as text. */
function milliseconds(seconds: unknown): number | undefined {
  const value = typeof seconds === 'string' && seconds !== '' ? Number(seconds) : seconds;
  return typeof value === 'number' && Number.isFinite(value) ? value * 1000 : undefined;
}
