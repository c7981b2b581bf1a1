import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminRealm, tenantRealm } from '../../../src/simulator/auth/token-services.ts';
import { askAdfs, askTenantSite, endpoint, post } from '../../support/ask-for-token.ts';
import { type AuthSiteServers, startAuthSites } from '../../support/auth-site-servers.ts';
import { faultOf, jwtOf, openConnection } from '../../support/https-exchange.ts';
import { tokenRequestEnvelope } from '../../support/token-request-envelope.ts';

let sites: AuthSiteServers;
beforeAll(async () => {
  sites = await startAuthSites();
});
beforeEach(() => sites.freshen());
afterAll(async () => sites.close());

describe('AD FS', () => {
  it('answers a good request with a token that the mint knows as its own', async () => {
    const { status, headers, text } = await askAdfs(sites);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/soap+xml; charset=utf-8');
    expect(text).toContain('<a:RelatesTo>urn:uuid:11111111-2222-4333-8444-555555555555</a:RelatesTo>');
    expect(sites.mint.verify(jwtOf(text) ?? '', adminRealm)).toMatchObject({
      ok: true,
      upn: 'svc-vdc@corp.example',
      groups: ['CORP\\wap-admins'],
    });
  });

  it.each([
    ['CORP\\svc-vdc', 'p&ss<w0rd>'],
    ['corp\\SVC-VDC', 'p&ss<w0rd>'],
    ['corp.example\\svc-vdc', 'p&ss<w0rd>'],
    ['SVC-VDC@CORP.EXAMPLE', 'p&ss<w0rd>'],
    ['corp\\ÜNÏ', 'pässwörd€𝄞'],
    ['ünï@corp.example'.normalize('NFD'), 'pässwörd€𝄞'],
  ])('knows the account as %s', async (username, password) => {
    expect((await askAdfs(sites, { username, password })).status).toBe(200);
  });

  it.each([
    ['a wrong password', { password: 'P&ss<w0rd>' }],
    ['an unknown user', { username: 'nobody@corp.example' }],
    ['a bare name', { username: 'svc-vdc' }],
    ['another domain', { username: 'OTHER\\svc-vdc' }],
    ['a user of the tenant site', { username: 'john@example.net', password: ' Secret-1 ' }],
  ])('answers %s with HTTP 500 and ID3242', async (_, different) => {
    const { status, text } = await askAdfs(sites, different);
    expect(status).toBe(500);
    expect(faultOf(text)).toMatch(/^FailedAuthentication ID3242/u);
    expect(jwtOf(text)).toBeUndefined();
  });

  it('counts wrong passwords, locks, and then does not hear the right one either', async () => {
    sites.knobs.lockoutAfter = 2;
    await askAdfs(sites, { password: 'wrong' });
    await askAdfs(sites, { password: 'wrong' });
    expect(sites.accounts[0]?.failedTries).toBe(2);
    expect(faultOf((await askAdfs(sites)).text)).toMatch(/ID3242/u);
    expect(sites.events.map(({ reason }) => reason)).toEqual(['wrong password', 'wrong password', 'locked']);
    for (const account of sites.accounts) account.failedTries = 0;
    expect((await askAdfs(sites)).status).toBe(200);
  });

  it('refuses a disabled account like a wrong password', async () => {
    for (const account of sites.accounts) account.disabled = true;
    expect(faultOf((await askAdfs(sites)).text)).toMatch(/ID3242/u);
  });

  it('issues for the tenant realm too and answers an unknown one with ID3082', async () => {
    const tenant = await askAdfs(sites, { realm: tenantRealm });
    expect(sites.mint.verify(jwtOf(tenant.text) ?? '', tenantRealm)).toMatchObject({ ok: true });
    const { status, text } = await askAdfs(sites, { realm: 'http://azureservices/Elsewhere' });
    expect([status, faultOf(text)]).toEqual([500, expect.stringMatching(/^InvalidScope ID3082/u)]);
  });

  it('issues SAML when it is not asked for a JWT, and when the relying party knows no JWT', async () => {
    for (const [tokenType, kind] of [
      [null, 'jwt'],
      [undefined, 'saml'],
    ] as const) {
      sites.knobs.adfs.tokenKind = kind;
      const { status, text } = await askAdfs(sites, tokenType === undefined ? {} : { tokenType });
      expect(status).toBe(200);
      expect(text).toContain('<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"');
      expect(jwtOf(text)).toBeUndefined();
    }
  });

  it('writes as its knobs say: prefix, value type, lifetime', async () => {
    const usual = (await askAdfs(sites)).text;
    expect(usual).toContain('<trust:RequestedSecurityToken>');
    expect(usual).toContain(' ValueType="JWT">');
    expect(usual).toContain('Z</wsu:Expires></trust:Lifetime>');
    sites.knobs.adfs.style = { prefix: 't', valueType: 'full', lifetime: 'omitted' };
    const other = (await askAdfs(sites)).text;
    expect(other).toContain('<t:RequestedSecurityToken>');
    expect(other).toContain(' ValueType="urn:ietf:params:oauth:token-type:jwt" EncodingType=');
    expect(other).not.toContain('Lifetime>');
  });

  it('fails on demand: MSIS3127, or 503 for the whole site', async () => {
    sites.knobs.adfs.outcome = 'request-failed';
    expect(faultOf((await askAdfs(sites)).text)).toMatch(/^RequestFailed MSIS3127/u);
    sites.knobs.adfs.availability = 'unavailable';
    const { status, headers } = await askAdfs(sites);
    expect([status, headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
  });
});

describe('the tenant site', () => {
  it('issues tokens for its tenants, for the tenant realm', async () => {
    const { status, text } = await askTenantSite(sites);
    expect(status).toBe(200);
    expect(sites.mint.verify(jwtOf(text) ?? '', tenantRealm)).toMatchObject({ ok: true, upn: 'john@example.net' });
  });

  it('takes a password exactly as it is, blanks included', async () => {
    expect(faultOf((await askTenantSite(sites, { password: 'Secret-1' })).text)).toMatch(/ID3242/u);
  });

  it('grants the admin realm to administrators only when the knob says so', async () => {
    const admin = { username: 'svc-vdc@corp.example', password: 'p&ss<w0rd>', realm: adminRealm };
    expect(faultOf((await askTenantSite(sites, admin)).text)).toMatch(/ID3242/u);
    expect(faultOf((await askTenantSite(sites, { realm: adminRealm })).text)).toMatch(/ID3082/u);
    sites.knobs.tenant.adminSite = 'granted';
    const { text } = await askTenantSite(sites, admin);
    expect(sites.mint.verify(jwtOf(text) ?? '', adminRealm)).toMatchObject({ ok: true });
  });

  it('has no Windows login: the path of the admin site is not there', async () => {
    const to = `${sites.url.tenant}/wstrust/issue/windowstransport`;
    const { status, headers, text } = await post(sites, to, tokenRequestEnvelope({ to, realm: adminRealm }));
    expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(text).toContain('<html>');
  });
});

describe('whoever does not ask for a token', () => {
  it.each([
    ['windows', '/', 302],
    ['windows', '/elsewhere', 404],
    ['tenant', '/', 302],
    ['tenant', '/Login?ReturnUrl=%2f', 200],
    ['tenant', '/elsewhere', 404],
    ['adfs', '/', 404],
    ['adfs', '/adfs/services/trust/13/windowstransport', 404],
  ] as const)('gets a page from %s%s with status %i', async (site, path, status) => {
    const connection = openConnection(sites.ca);
    const answer = await connection.exchange(sites.url[site] + path);
    connection.close();
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect(answer.headers.location).toBe(status === 302 ? '/Login?ReturnUrl=%2f' : undefined);
  });
});

describe('the log of the sites', () => {
  it('says who asked for what and how it ended, without password or token', async () => {
    const issued = await askAdfs(sites);
    await askAdfs(sites, { password: 'another secret' });
    expect(sites.events).toEqual([
      {
        site: 'adfs',
        method: 'POST',
        path: endpoint.adfs,
        status: 200,
        outcome: 'issued',
        user: 'svc-vdc@corp.example',
        realm: adminRealm,
      },
      {
        site: 'adfs',
        method: 'POST',
        path: endpoint.adfs,
        status: 500,
        outcome: 'fault',
        reason: 'wrong password',
        user: 'svc-vdc@corp.example',
        realm: adminRealm,
      },
    ]);
    const log = JSON.stringify(sites.events);
    for (const secret of ['p&ss<w0rd>', 'another secret', jwtOf(issued.text) ?? '']) expect(log).not.toContain(secret);
  });
});
