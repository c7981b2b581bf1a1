import { describe, expect, it } from 'vitest';
import { adminRealm, tenantRealm } from '../../../src/simulator/auth/token-services.ts';
import { endpoint } from '../../support/ask-for-token.ts';
import { jwtOf, openConnection, soapHeaders } from '../../support/https-exchange.ts';
import { change, GOOD_PASSWORD, makeAccount, runDomain, type RunningDomain } from '../../support/simulated-domain.ts';
import { timestamp, tokenRequestEnvelope } from '../../support/token-request-envelope.ts';

async function askForToken(
  { simulator }: RunningDomain,
  username: string,
  password = GOOD_PASSWORD,
  realm = tenantRealm,
) {
  const to = simulator.urls.adfs + endpoint.adfs;
  const connection = openConnection(simulator.ca);
  try {
    const body = tokenRequestEnvelope({ to, realm, username, password, timestamp: timestampOf(simulator.clock.now()) });
    const { status, text } = await connection.exchange(to, { method: 'POST', headers: soapHeaders }, body);
    return { status, token: jwtOf(text) };
  } finally {
    connection.close();
  }
}

const timestampOf = (now: number): string =>
  timestamp(new Date(now).toISOString(), new Date(now + 300_000).toISOString());

describe('AD FS and the accounts of the directory', () => {
  it('lets the customer in by UPN and password, and into nothing but what a tenant has', async () => {
    const domain = await runDomain();
    await makeAccount(await domain.login(), 'acme');
    const { status, token } = await askForToken(domain, 'ACME@tenants.corp.example');
    expect(status).toBe(200);
    expect(domain.simulator.mint.verify(token ?? '', tenantRealm)).toMatchObject({
      ok: true,
      upn: 'acme@tenants.corp.example',
    });
    expect((await askForToken(domain, String.raw`CORP\acme`)).status).toBe(200);
    const asAdmin = await askForToken(domain, 'acme@tenants.corp.example', GOOD_PASSWORD, adminRealm);
    expect((await domain.call('GET', '/plans', undefined, { token: asAdmin.token ?? '' })).status).toBe(403);
  });

  it('refuses a wrong password, a disabled account and a DN, and counts towards the lockout', async () => {
    const domain = await runDomain({ 'account-lockout': 2 });
    const client = await domain.login();
    const dn = await makeAccount(client, 'acme');
    const upn = 'acme@tenants.corp.example';
    expect((await askForToken(domain, dn)).status).toBe(500);
    await client.modify(dn, change('replace', 'userAccountControl', '66050'));
    expect((await askForToken(domain, upn)).status).toBe(500);
    await client.modify(dn, change('replace', 'userAccountControl', '66048'));
    expect((await askForToken(domain, upn, 'wrong')).status).toBe(500);
    expect((await askForToken(domain, upn)).status).toBe(200);
    for (let i = 0; i < 2; i += 1) await askForToken(domain, upn, 'wrong');
    expect((await askForToken(domain, upn)).status).toBe(500);
    expect(domain.simulator.accountsByHand.list().at(-1)).toMatchObject({ isLocked: true });
  });
});
