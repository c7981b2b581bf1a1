import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuthSiteServers, startAuthSites } from '../../support/auth-site-servers.ts';
import { type Connection, type Exchange, openConnection } from '../../support/https-exchange.ts';
import { authenticateMessage, clientSignature, negotiateMessage } from '../../support/ntlm-test-client.ts';
import {
  firstSpnegoToken,
  laterSpnegoToken,
  mechanism,
  mechanismList,
  ntlmWithin,
} from '../../support/spnego-wrapping.ts';
import { postToWindows, serviceLogin } from '../../support/windows-login.ts';

let sites: AuthSiteServers;
let connection: Connection;
beforeAll(async () => {
  sites = await startAuthSites();
});
beforeEach(() => {
  sites.freshen();
  connection = openConnection(sites.ca);
});
afterEach(() => connection.close());
afterAll(async () => sites.close());

const send = async (token: Buffer): Promise<Exchange> =>
  postToWindows(sites, connection, `Negotiate ${token.toString('base64')}`);
const tokenIn = ({ challenges }: Exchange): Buffer => Buffer.from((challenges[0] ?? '').split(' ')[1] ?? '', 'base64');

/** A login inside SPNEGO; `sign` makes the code over the mechanisms, or none. */
async function login(sign?: (sessionKey: Buffer, list: Buffer) => Buffer): Promise<Exchange> {
  const negotiate = negotiateMessage();
  const mechanisms = [mechanism.ntlm, mechanism.kerberos];
  const challenge = ntlmWithin(tokenIn(await send(firstSpnegoToken(mechanisms, negotiate))));
  const finished = authenticateMessage(negotiate, challenge, { ...serviceLogin, mic: true });
  return send(laterSpnegoToken(finished.message, sign?.(finished.sessionKey, mechanismList(mechanisms))));
}

describe('SPNEGO around NTLM', () => {
  it('is taken under Negotiate and answered in kind', async () => {
    const answer = await login();
    expect(answer.status).toBe(200);
    // NegTokenResp with nothing but "accept-completed".
    expect(tokenIn(answer).toString('hex')).toBe('a1073005a0030a0100');
  });

  it('protects the list of mechanisms where the client does', async () => {
    const answer = await login(clientSignature);
    expect(answer.status).toBe(200);
    expect(tokenIn(answer).subarray(0, 13).toString('hex')).toBe('a11b3019a0030a0100a3120410');
  });

  it('is refused when that protection does not fit', async () => {
    expect((await login((key) => clientSignature(key, Buffer.from('other')))).status).toBe(401);
    expect((await login(() => Buffer.alloc(3))).status).toBe(401);
    const reasons = sites.events.map(({ reason }) => reason).filter((reason) => reason !== undefined);
    expect(reasons).toEqual(['wrong mechListMIC', 'wrong mechListMIC']);
  });

  it('is refused when the client would rather have Kerberos', async () => {
    const answer = await send(firstSpnegoToken([mechanism.kerberos, mechanism.ntlm], negotiateMessage()));
    expect([answer.status, answer.challenges]).toEqual([401, ['Negotiate', 'NTLM']]);
    expect(sites.events[0]?.reason).toBe('Kerberos not available');
  });

  it('is refused when it is dropped or taken up half-way', async () => {
    const negotiate = negotiateMessage();
    const wrapped = ntlmWithin(tokenIn(await send(firstSpnegoToken([mechanism.ntlm], negotiate))));
    expect((await send(authenticateMessage(negotiate, wrapped, serviceLogin).message)).status).toBe(401);
    const raw = tokenIn(await send(negotiate));
    expect((await send(laterSpnegoToken(authenticateMessage(negotiate, raw, serviceLogin).message))).status).toBe(401);
    expect(sites.events.map(({ reason }) => reason ?? '')).toEqual([
      '',
      'message out of order',
      '',
      'message out of order',
    ]);
  });

  it('is not taken under NTLM', async () => {
    const token = firstSpnegoToken([mechanism.ntlm], negotiateMessage());
    expect((await postToWindows(sites, connection, `NTLM ${token.toString('base64')}`)).challenges).toHaveLength(2);
  });
});
