import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminRealm } from '../../../src/simulator/auth/token-services.ts';
import { createAuthority } from '../../../src/simulator/tls/create-authority.ts';
import { endpoint } from '../../support/ask-for-token.ts';
import { type AuthSiteServers, startAuthSites } from '../../support/auth-site-servers.ts';
import { curl, type CurlOutcome, whyNoCurlNtlm } from '../../support/curl.ts';
import { jwtOf } from '../../support/https-exchange.ts';
import { tokenRequestEnvelope } from '../../support/token-request-envelope.ts';

const missing = whyNoCurlNtlm();
const isCi = process.env['CI'] === 'true';
if (missing !== undefined && !isCi)
  process.stderr.write(`\nSKIPPED: NTLM is not tried with a stranger's client, because ${missing}.\n`);

describe('the stranger', () => {
  it.skipIf(missing !== undefined && !isCi)('is here: a curl that speaks NTLM', () => {
    expect(missing, 'Install curl with NTLM: in CI the simulator must be tried with a client that is not ours').toBe(
      undefined,
    );
  });
});

describe.skipIf(missing !== undefined)('curl --ntlm', () => {
  let sites: AuthSiteServers;
  const folder = mkdtempSync(join(tmpdir(), 'curl-ntlm-'));
  const [ca, strangerCa] = [join(folder, 'ca.pem'), join(folder, 'stranger.pem')];
  beforeAll(async () => {
    sites = await startAuthSites();
    writeFileSync(ca, sites.ca);
    writeFileSync(strangerCa, (await createAuthority({ now: Date.now })).certificatePem);
  });
  beforeEach(() => sites.freshen());
  afterAll(async () => {
    await sites.close();
    rmSync(folder, { recursive: true });
  });

  async function askWithCurl(user: string, times = 1, cacert = ca): Promise<CurlOutcome> {
    const url = sites.url.windows + endpoint.windows;
    const envelope = tokenRequestEnvelope({ to: url, realm: adminRealm });
    const soap = ['--header', 'Content-Type: application/soap+xml; charset=utf-8', '--data-binary', '@-'];
    const status = ['--write-out', '\nHTTP %{http_code}, %{num_connects} new connections\n'];
    const urls = Array.from({ length: times }, () => url);
    return curl(['--cacert', cacert, '--ntlm', '--user', user, ...soap, ...status, ...urls], envelope);
  }

  it('gets a token with the right password', async () => {
    const { code, stdout, stderr } = await askWithCurl('CORP\\svc-vdc:p&ss<w0rd>');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('HTTP 200, 1 new connections');
    expect(sites.mint.verify(jwtOf(stdout) ?? '', adminRealm)).toMatchObject({ ok: true, upn: 'svc-vdc@corp.example' });
    expect(sites.events.map(({ outcome }) => outcome)).toEqual(['handshake', 'issued']);
  });

  it('gets a token with a UPN for a name', async () => {
    expect((await askWithCurl('svc-vdc@corp.example:p&ss<w0rd>')).stdout).toContain('HTTP 200');
  });

  it('gets 401 with a wrong password, and has used up one try', async () => {
    const { stdout } = await askWithCurl('CORP\\svc-vdc:wrong');
    expect(stdout).toContain('HTTP 401');
    expect(jwtOf(stdout)).toBeUndefined();
    expect(sites.accounts[0]?.failedTries).toBe(1);
  });

  it('authenticates once for two requests on one connection', async () => {
    const { stdout } = await askWithCurl('CORP\\svc-vdc:p&ss<w0rd>', 2);
    expect(stdout.match(/HTTP \d+, \d/gu)).toEqual(['HTTP 200, 1', 'HTTP 200, 0']);
    expect(sites.events.map(({ outcome }) => outcome)).toEqual(['handshake', 'issued', 'issued']);
  });

  it('gets nowhere under extended protection, which it does not speak', async () => {
    sites.knobs.windows.extendedProtection = 'require';
    expect((await askWithCurl('CORP\\svc-vdc:p&ss<w0rd>')).stdout).toContain('HTTP 401');
    expect(sites.events.at(-1)?.reason).toBe('no channel binding');
  });

  it('does not even send a name to a server whose authority it does not know', async () => {
    expect((await askWithCurl('CORP\\svc-vdc:p&ss<w0rd>', 1, strangerCa)).code).toBe(60);
    expect(sites.events).toEqual([]);
  });
});
