import { adminRealm, tenantRealm } from '../../src/simulator/auth/token-services.ts';
import type { AuthSiteServers } from './auth-site-servers.ts';
import { type Exchange, openConnection, soapHeaders } from './https-exchange.ts';
import { tokenRequestEnvelope, type TokenRequestParts } from './token-request-envelope.ts';

export const endpoint = {
  windows: '/wstrust/issue/windowstransport',
  tenant: '/wstrust/issue/usernamemixed',
  adfs: '/adfs/services/trust/13/usernamemixed',
} as const;

/** One POST on a connection of its own. */
export async function post(
  sites: AuthSiteServers,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = soapHeaders,
): Promise<Exchange> {
  const connection = openConnection(sites.ca);
  try {
    return await connection.exchange(url, { method: 'POST', headers }, body);
  } finally {
    connection.close();
  }
}

/** Asks AD FS for a token, with anything different from a good request for the sample service account. */
export async function askAdfs(
  sites: AuthSiteServers,
  different: Partial<TokenRequestParts> = {},
  edit = (envelope: string) => envelope,
): Promise<Exchange> {
  const to = sites.url.adfs + endpoint.adfs;
  const good = { to, realm: adminRealm, username: 'svc-vdc@corp.example', password: 'p&ss<w0rd>' };
  return post(sites, to, edit(tokenRequestEnvelope({ ...good, ...different })));
}

/** The same of the tenant site, for its sample tenant. */
export async function askTenantSite(
  sites: AuthSiteServers,
  different: Partial<TokenRequestParts> = {},
): Promise<Exchange> {
  const to = sites.url.tenant + endpoint.tenant;
  const good = { to, realm: tenantRealm, username: 'john@example.net', password: ' Secret-1 ' };
  return post(sites, to, tokenRequestEnvelope({ ...good, ...different }));
}
