export interface JwtClaims {
  readonly aud: string;
  readonly nbf: number;
  readonly exp: number;
  readonly upn: string;
  readonly jti: string;
  readonly groups: readonly string[];
}

export interface ReadJwt {
  /** Header and claims as they were signed. */
  readonly signed: string;
  readonly signature: Uint8Array;
  readonly claims: JwtClaims;
}

const part = /^[A-Za-z0-9_-]+$/;

/** A value as JSON in unpadded base64url: one part of a compact JWT. */
export function jwtPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A compact HS256 JWT taken apart, its signature not yet looked at; undefined for anything that is not of our make. */
export function readJwt(jwt: string): ReadJwt | undefined {
  const [header, payload, signature, ...more] = jwt.split('.');
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0) return undefined;
  if (![header, payload, signature].every((text) => part.test(text))) return undefined;
  const algorithm = readObject(header)?.['alg'];
  const claims = readClaims(readObject(payload));
  if (algorithm !== 'HS256' || claims === undefined) return undefined;
  return { signed: `${header}.${payload}`, signature: Buffer.from(signature, 'base64url'), claims };
}

function readObject(base64url: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function readClaims(claims: Readonly<Record<string, unknown>> | undefined): JwtClaims | undefined {
  if (claims === undefined) return undefined;
  const { aud, nbf, exp, upn, jti, group = [] } = claims;
  if (typeof aud !== 'string' || typeof upn !== 'string' || typeof jti !== 'string') return undefined;
  if (typeof nbf !== 'number' || typeof exp !== 'number') return undefined;
  const groups: unknown[] = Array.isArray(group) ? group : [group];
  if (!groups.every((name) => typeof name === 'string')) return undefined;
  return { aud, nbf, exp, upn, jti, groups };
}
