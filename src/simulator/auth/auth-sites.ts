import type { RequestListener } from 'node:http';
import type { Account, LoggedOn, Logon } from './accounts.ts';
import type { AuthEvent, AuthSite } from './auth-event.ts';
import type { AuthKnobs } from './auth-knobs.ts';
import { answerPage, type Call } from './call.ts';
import type { ServerNames } from './ntlm/challenge-message.ts';
import { createNtlmAcceptor } from './ntlm/create-ntlm-acceptor.ts';
import { answerNotFound, answerPortalPage, createSite } from './create-site.ts';
import { answerTokenRequest, type TokenService } from './token-endpoint.ts';
import type { TokenMint } from './token-mint.ts';
import { createTokenServices } from './token-services.ts';
import { loginByWindows } from './windows-login.ts';

export interface AuthSitesOptions {
  /** Shared and mutable. */
  readonly accounts: readonly Account[];
  readonly mint: TokenMint;
  /** Milliseconds since 1970, in the world that tokens live in. */
  readonly now: () => number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Mutable, read at every request. */
  readonly knobs: AuthKnobs;
  /** Of the certificate that the windows site shows: what clients bind their logins to. */
  readonly certificateDer: Uint8Array;
  readonly names?: ServerNames;
  /** By which AD FS also lets in who stands in the directory only. */
  readonly logOnToDirectory?: (name: string, password: string) => Logon<LoggedOn>;
  readonly log: (event: AuthEvent) => void;
}

/** Each for a TLS server of its own; the windows site needs HTTP/1.1 with keep-alive, as NTLM does. */
export interface AuthSites {
  readonly windows: RequestListener;
  readonly tenant: RequestListener;
  readonly adfs: RequestListener;
}

const corp: ServerNames = {
  netbiosDomain: 'CORP',
  netbiosComputer: 'WAP-AUTH',
  dnsDomain: 'corp.example',
  dnsComputer: 'wap-auth.corp.example',
};

/** The token services of a WAP installation: admin (Windows) site, tenant (membership) site and AD FS. */
export function createAuthSites(options: AuthSitesOptions): AuthSites {
  const { knobs } = options;
  const names = options.names ?? corp;
  const acceptor = createNtlmAcceptor({
    ...options,
    names,
    extendedProtection: () => knobs.windows.extendedProtection,
    lockoutAfter: () => knobs.lockoutAfter,
  });
  const services = createTokenServices(options, names);

  const site = (name: AuthSite, serve: (call: Call) => Promise<void> | void) =>
    createSite(name, () => knobs[name].availability, options.log, serve);
  return {
    windows: site('windows', (call) => {
      if (call.path !== '/wstrust/issue/windowstransport') return answerPortalPage(call);
      const account = loginByWindows(call, acceptor, knobs.windows.schemes);
      return account === undefined ? undefined : answerPost(call, services.windows(), account);
    }),
    tenant: site('tenant', (call) =>
      call.path === '/wstrust/issue/usernamemixed' ? answerPost(call, services.tenant()) : answerPortalPage(call),
    ),
    adfs: site('adfs', (call) =>
      call.path === '/adfs/services/trust/13/usernamemixed' ? answerPost(call, services.adfs()) : answerNotFound(call),
    ),
  };
}

async function answerPost(call: Call, service: TokenService, account?: Account): Promise<void> {
  if (call.method === 'POST') return answerTokenRequest(call, service, account);
  const page = { status: 405, title: 'Method Not Allowed', headers: { Allow: 'POST' } };
  answerPage(call, page, { outcome: 'page', reason: 'not a POST' });
}
