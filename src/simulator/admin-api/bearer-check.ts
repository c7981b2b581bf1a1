import type { IncomingMessage } from 'node:http';
import { expiredToken } from '../http/answer-instead.ts';
import type { Identity } from '../http/simulator-site.ts';

/** What the check needs of a token service. */
export interface TokenVerifier {
  verify(
    jwt: string,
    audience: string,
  ):
    | { readonly ok: true; readonly upn: string; readonly expires: Date }
    | { readonly ok: false; readonly reason: string };
}

export interface BearerIdentity extends Omit<Identity, 'principal'> {
  readonly isAdministrator: boolean;
  readonly audience: string;
}

/** The token must be for one of the audiences. Throws 401 for a missing, foreign, expired or invalidated one. */
export type BearerCheck = (request: IncomingMessage, audiences: readonly string[]) => BearerIdentity;

export interface KnownAccount {
  readonly domain: string;
  readonly username: string;
  readonly upn: string;
  readonly roles: readonly string[];
}

export function createBearerCheck(
  mint: TokenVerifier,
  accounts: readonly KnownAccount[],
  invalidTokens: ReadonlyMap<string, number>,
): BearerCheck {
  return (request, audiences) => {
    const [, jwt] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (jwt === undefined) throw expiredToken('A bearer token is required.');
    const verdicts = audiences.map((audience) => ({ audience, ...mint.verify(jwt, audience) }));
    const verdict = verdicts.find(({ ok }) => ok) ?? verdicts[0];
    if (verdict?.ok !== true) throw expiredToken(`The token is refused: ${verdict?.reason ?? 'no audience'}.`);
    const upn = verdict.upn.toLowerCase();
    // POST /invalidusertokens names a user and a time: tokens that expire until then are no longer good.
    if (verdict.expires.getTime() <= (invalidTokens.get(upn) ?? 0)) throw expiredToken('The token was invalidated.');
    const owners = accounts.filter((account) => account.upn.toLowerCase() === upn);
    const names = owners.flatMap(({ domain, username }) => (domain === '' ? [] : [`${domain}\\${username}`]));
    return {
      upn: verdict.upn,
      names: [verdict.upn, ...names],
      audience: verdict.audience,
      isAdministrator: owners.some(({ roles }) => roles.includes('admin')),
    };
  };
}
