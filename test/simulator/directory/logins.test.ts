import { describe, expect, it } from 'vitest';
import {
  change,
  GOOD_PASSWORD,
  makeAccount,
  resultOf,
  runDomain,
  type RunningDomain,
  SERVICE_DN,
  SERVICE_PASSWORD,
  TENANTS,
} from '../../support/simulated-domain.ts';

const tryLogin = (domain: RunningDomain, name: string, password: string): Promise<string> =>
  resultOf(domain.connect().bind(name, password));

describe('a login to the simulated directory', () => {
  it.each([
    SERVICE_DN,
    'cn=SVC-VDC, ou=service, dc=CORP, dc=example',
    'svc-vdc@corp.example',
    String.raw`CORP\svc-vdc`,
    String.raw`corp.example\SVC-VDC`,
  ])('takes the service account as %s', async (name) => {
    const domain = await runDomain();
    expect(await tryLogin(domain, name, SERVICE_PASSWORD)).toBe('0');
  });

  it('takes the password that the service account has now', async () => {
    const domain = await runDomain();
    const account = domain.simulator.accounts.find(({ username }) => username === 'svc-vdc');
    if (account !== undefined) account.password = 'another one';
    expect(await tryLogin(domain, SERVICE_DN, SERVICE_PASSWORD)).toMatch(/^49 80090308: .*data 52e/);
    expect(await tryLogin(domain, SERVICE_DN, 'another one')).toBe('0');
  });

  it('tells an unknown name, a wrong password and an account that is disabled, expired or due for a change apart', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    const dn = await makeAccount(client, 'acme');
    const upn = 'acme@tenants.corp.example';
    expect(await tryLogin(domain, 'nobody-at-all@corp.example', 'x')).toMatch(/data 525,/);
    expect(await tryLogin(domain, upn, 'wrong')).toMatch(/data 52e,/);
    expect(await tryLogin(domain, upn, GOOD_PASSWORD)).toBe('0');
    await client.modify(dn, change('replace', 'userAccountControl', '514'));
    // What is wrong with an account is told only to who knows its password.
    expect(await tryLogin(domain, upn, 'wrong')).toMatch(/data 52e,/);
    expect(await tryLogin(domain, upn, GOOD_PASSWORD)).toMatch(/data 533,/);
    await client.modify(dn, [change('replace', 'userAccountControl', '512'), change('replace', 'pwdLastSet', '0')]);
    expect(await tryLogin(domain, upn, GOOD_PASSWORD)).toMatch(/data 773,/);
    await client.modify(dn, [change('replace', 'pwdLastSet', '-1'), change('replace', 'accountExpires', '1')]);
    expect(await tryLogin(domain, upn, GOOD_PASSWORD)).toMatch(/data 701,/);
    await client.modify(dn, change('replace', 'accountExpires', '0'));
    expect(await tryLogin(domain, upn, GOOD_PASSWORD)).toBe('0');
  });

  it('locks after so many wrong passwords, for a time or until somebody unlocks', async () => {
    const domain = await runDomain({ 'account-lockout': 3 });
    const client = await domain.login();
    const dn = await makeAccount(client, 'acme');
    const lock = async (): Promise<void> => {
      for (let i = 0; i < 3; i += 1) expect(await tryLogin(domain, dn, 'wrong')).toMatch(/data 52e,/);
      expect(await tryLogin(domain, dn, GOOD_PASSWORD)).toMatch(/data 775,/);
    };
    await lock();
    const computed = 'msDS-User-Account-Control-Computed';
    const { searchEntries } = await client.search(dn, { scope: 'base', attributes: [computed, 'lockoutTime'] });
    expect(searchEntries[0]).toMatchObject({ [computed]: '16', lockoutTime: expect.stringMatching(/^1\d{17}$/) });
    domain.simulator.clock.advance(1_800_000);
    expect(await tryLogin(domain, dn, GOOD_PASSWORD)).toBe('0');
    await lock();
    await client.modify(dn, change('replace', 'lockoutTime', '0'));
    expect(await tryLogin(domain, dn, GOOD_PASSWORD)).toBe('0');
  });

  it('is a success without a password, and then nobody: who does not look walks into a trap', async () => {
    const client = (await runDomain()).connect();
    await client.bind(SERVICE_DN, '');
    expect(await resultOf(client.search(TENANTS))).toMatch(/^1 000004DC: .*successful bind/);
  });

  it('is lost when the next one on the same connection fails', async () => {
    const domain = await runDomain();
    const client = await domain.login();
    expect(await resultOf(client.bind(SERVICE_DN, 'wrong'))).toMatch(/^49/);
    expect(await resultOf(client.add(`CN=x,${TENANTS}`, { objectClass: 'user' }))).toMatch(/^1 000004DC/);
  });

  it('takes TLS only, and only from a server that clients can know', async () => {
    const { Client } = await import('ldapts');
    const { url } = await runDomain();
    const stranger = new Client({ url, connectTimeout: 5000 });
    await expect(stranger.bind(SERVICE_DN, SERVICE_PASSWORD)).rejects.toThrow(/certificate/);
    const plain = new Client({ url: url.replace('ldaps', 'ldap'), timeout: 5000 });
    await expect(plain.bind(SERVICE_DN, SERVICE_PASSWORD)).rejects.toThrow(/closed|reset|timed? ?out/i);
  });
});
