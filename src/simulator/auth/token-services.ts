import {
  type Account,
  findMember,
  findWindowsAccount,
  type LoggedOn,
  type Logon,
  logOn,
  type OwnDomain,
  readLogonName,
} from './accounts.ts';
import type { AuthKnobs } from './auth-knobs.ts';
import type { TokenService } from './token-endpoint.ts';
import type { TokenMint } from './token-mint.ts';
import { uri } from './ws-trust/namespaces.ts';
import type { UsernameToken } from './ws-trust/read-security-header.ts';

export const adminRealm = 'http://azureservices/AdminSite';
export const tenantRealm = 'http://azureservices/TenantSite';

export interface TokenServicesOptions {
  readonly accounts: readonly Account[];
  readonly mint: TokenMint;
  readonly now: () => number;
  readonly knobs: AuthKnobs;
  /** Of the domain that AD FS belongs to: everybody in it who is none of `accounts`. */
  readonly logOnToDirectory?: (name: string, password: string) => Logon<LoggedOn>;
}

/** One of each, made anew for every request so that the knobs of the moment hold. */
export interface TokenServices {
  windows(): TokenService;
  tenant(): TokenService;
  adfs(): TokenService;
}

/** Who is served where: Windows users and administrators' tokens, members and tenants' tokens, and at AD FS both kinds. */
export function createTokenServices(options: TokenServicesOptions, own: OwnDomain): TokenServices {
  const { accounts, knobs, mint, now } = options;
  const always = () => ({ mint, now, clockSkewMs: knobs.clockSkewMs });
  const passwordLogon = (account: Account | undefined, { password }: UsernameToken): Logon =>
    logOn(account, (right) => right === password, knobs.lockoutAfter);

  const windows = (): TokenService => ({
    ...always(),
    login: 'transport',
    realms: [adminRealm],
    issuer: 'http://azureservices/WindowsAuthSite',
    unaskedTokenType: uri.jwt,
    loneGroupAsString: false,
    knobs: knobs.windows,
    logOn: (): Logon => ({ ok: false, reason: 'unknown user' }),
  });
  const adminsAreMembers = () => knobs.tenant.adminSite === 'granted';
  const tenant = (): TokenService => ({
    ...always(),
    login: 'username',
    realms: adminsAreMembers() ? [tenantRealm, adminRealm] : [tenantRealm],
    issuer: 'http://azureservices/AuthSite',
    unaskedTokenType: uri.jwt,
    loneGroupAsString: false,
    knobs: knobs.tenant,
    logOn: (credentials) => passwordLogon(findMember(accounts, credentials.username, adminsAreMembers()), credentials),
  });
  const adfs = (): TokenService => ({
    ...always(),
    login: 'username',
    realms: [adminRealm, tenantRealm],
    issuer: `http://sts.${own.dnsDomain}/adfs/services/trust`,
    unaskedTokenType: uri.saml11,
    loneGroupAsString: true,
    knobs: knobs.adfs,
    logOn: (credentials): Logon<LoggedOn> => {
      const name = readLogonName(credentials.username);
      const account = name && findWindowsAccount(accounts, name, own);
      if (name === undefined || account !== undefined) return passwordLogon(account, credentials);
      const { username, password } = credentials;
      return options.logOnToDirectory?.(username, password) ?? { ok: false, reason: 'unknown user' };
    },
  });

  return { windows, tenant, adfs };
}
