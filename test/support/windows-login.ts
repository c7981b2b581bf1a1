import { adminRealm } from '../../src/simulator/auth/token-services.ts';
import { endpoint } from './ask-for-token.ts';
import type { AuthSiteServers } from './auth-site-servers.ts';
import { type Connection, type Exchange, soapHeaders } from './https-exchange.ts';
import { authenticateMessage, type FinishedLogin, negotiateMessage, type NtlmLogin } from './ntlm-test-client.ts';
import { tokenRequestEnvelope } from './token-request-envelope.ts';

export const serviceLogin: NtlmLogin = { user: 'svc-vdc', domain: 'CORP', password: 'p&ss<w0rd>' };

/** Posts a good request for an admin token to the windows site, with this `Authorization` or none. */
export async function postToWindows(
  sites: AuthSiteServers,
  connection: Connection,
  authorization?: string,
): Promise<Exchange> {
  const to = sites.url.windows + endpoint.windows;
  const headers = { ...soapHeaders, ...(authorization === undefined ? {} : { Authorization: authorization }) };
  return connection.exchange(to, { method: 'POST', headers }, tokenRequestEnvelope({ to, realm: adminRealm }));
}

/** The first leg; returns the type 2 message, or undefined when there was none. */
export async function beginNtlm(
  sites: AuthSiteServers,
  connection: Connection,
  negotiate: Buffer = negotiateMessage(),
  scheme = 'NTLM',
): Promise<Buffer | undefined> {
  const { challenges } = await postToWindows(sites, connection, `${scheme} ${negotiate.toString('base64')}`);
  const [, token] = /^(?:NTLM|Negotiate) (\S+)$/u.exec(challenges[0] ?? '') ?? [];
  return token === undefined ? undefined : Buffer.from(token, 'base64');
}

/** A whole login on `connection`; `spoil` may break the last message before it leaves. */
export async function loginByNtlm(
  sites: AuthSiteServers,
  connection: Connection,
  login: NtlmLogin = serviceLogin,
  spoil: (finished: FinishedLogin) => void = () => {},
  scheme = 'NTLM',
): Promise<Exchange> {
  const negotiate = negotiateMessage(login.charset);
  const challenge = await beginNtlm(sites, connection, negotiate, scheme);
  if (challenge === undefined) throw new Error('The windows site sent no challenge.');
  const finished = authenticateMessage(negotiate, challenge, login);
  spoil(finished);
  return postToWindows(sites, connection, `${scheme} ${finished.message.toString('base64')}`);
}
