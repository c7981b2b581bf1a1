import { createHmac, timingSafeEqual } from 'node:crypto';
import { jwtPart, readJwt } from './jwt.ts';
import { randomBytes } from './random-bytes.ts';

export interface TokenOrder {
  readonly upn: string;
  /** The relying party, which becomes the audience. */
  readonly realm: string;
  readonly groups?: readonly string[];
  readonly issuer?: string;
  /** AD FS writes a lone group as a string, the sites of WAP as an array of one. */
  readonly loneGroupAsString?: boolean;
  /** Instead of the mint's own. */
  readonly lifetimeMs?: number;
}

/** `jwt` is a secret. Both instants are whole seconds, as they stand in the token. */
export interface IssuedToken {
  readonly jwt: string;
  readonly notBefore: Date;
  readonly expires: Date;
}

export type TokenFlaw = 'malformed' | 'bad signature' | 'wrong audience' | 'expired' | 'not yet valid' | 'revoked';

export type TokenVerdict =
  | { readonly ok: true; readonly upn: string; readonly groups: readonly string[]; readonly expires: Date }
  | { readonly ok: false; readonly reason: TokenFlaw };

/** What a mint must remember to know its own tokens after a restart. Plain data; a secret. */
export interface MintMemory {
  readonly key: string;
  /** Tokens of an earlier epoch are revoked. */
  readonly epoch: number;
}

export interface TokenMint {
  issue(order: TokenOrder): IssuedToken;
  /** Looks at the signature first: nothing an unsigned token says is ever believed. */
  verify(jwt: string, audience: string): TokenVerdict;
  /** Every token issued until now is refused from now on, as "revoked"; later ones are good. */
  expireAll(): void;
  memory(): MintMemory;
}

export interface TokenMintOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly lifetimeMs: number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** From `memory()` of an earlier life. */
  readonly memory?: MintMemory;
}

type Claims = NonNullable<ReturnType<typeof readJwt>>['claims'];

const MOST_PROVEN = 1_000;
const defaultIssuer = 'http://azureservices/AuthSite';

/** Issues and recognises the JWTs (HS256) of the simulated token services. Knows nothing of accounts. */
export function createTokenMint(options: TokenMintOptions): TokenMint {
  const { now, random } = options;
  const key = options.memory === undefined ? randomBytes(random, 32) : Buffer.from(options.memory.key, 'base64');
  let epoch = options.memory?.epoch ?? 0;
  const proven = new Map<string, Claims>();
  const signature = (signed: string) => createHmac('sha256', key).update(signed).digest();

  function issue(order: TokenOrder): IssuedToken {
    const notBefore = Math.floor(now() / 1000);
    // A life of under a second would be no life at all once cut to whole seconds.
    const expires = notBefore + Math.max(1, Math.floor((order.lifetimeMs ?? options.lifetimeMs) / 1000));
    const claims = {
      iss: order.issuer ?? defaultIssuer,
      aud: order.realm,
      nbf: notBefore,
      exp: expires,
      upn: order.upn,
      ...groupClaim(order),
      jti: `${epoch}-${randomBytes(random, 8).toString('hex')}`,
    };
    const signed = `${jwtPart({ typ: 'JWT', alg: 'HS256' })}.${jwtPart(claims)}`;
    const jwt = `${signed}.${signature(signed).toString('base64url')}`;
    return { jwt, notBefore: new Date(notBefore * 1000), expires: new Date(expires * 1000) };
  }

  /** The claims of a token that we signed. Remembered: the same one comes with every request of its hours. */
  function prove(jwt: string): Claims | 'malformed' | 'bad signature' {
    const read = readJwt(jwt);
    if (read === undefined) return 'malformed';
    const expected = signature(read.signed);
    if (read.signature.length !== expected.length || !timingSafeEqual(read.signature, expected)) return 'bad signature';
    if (proven.size >= MOST_PROVEN) proven.clear();
    proven.set(jwt, read.claims);
    return read.claims;
  }

  function verify(jwt: string, audience: string): TokenVerdict {
    const claims = proven.get(jwt) ?? prove(jwt);
    if (typeof claims === 'string') return { ok: false, reason: claims };
    if (claims.aud !== audience) return { ok: false, reason: 'wrong audience' };
    if (Number(claims.jti.split('-')[0]) < epoch) return { ok: false, reason: 'revoked' };
    const seconds = now() / 1000;
    if (seconds < claims.nbf) return { ok: false, reason: 'not yet valid' };
    if (seconds >= claims.exp) return { ok: false, reason: 'expired' };
    return { ok: true, upn: claims.upn, groups: claims.groups, expires: new Date(claims.exp * 1000) };
  }

  return {
    issue,
    verify,
    expireAll: () => {
      epoch += 1;
    },
    memory: () => ({ key: key.toString('base64'), epoch }),
  };
}

function groupClaim(order: TokenOrder): { readonly group?: string | readonly string[] } {
  const groups = order.groups ?? [];
  const [first] = groups;
  if (first === undefined) return {};
  return { group: groups.length === 1 && order.loneGroupAsString === true ? first : groups };
}
