import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAdfs, askTenantSite } from '../../support/ask-for-token.ts';
import { type AuthSiteServers, startAuthSites, startOfWorldMs } from '../../support/auth-site-servers.ts';
import { jwtOf, openConnection } from '../../support/https-exchange.ts';
import { loginByNtlm } from '../../support/windows-login.ts';

let sites: AuthSiteServers;
beforeAll(async () => {
  sites = await startAuthSites();
});
beforeEach(() => sites.freshen());
afterAll(async () => sites.close());

function claimsIn(text: string): Record<string, unknown> {
  const payload = (jwtOf(text) ?? '').split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
}

async function windowsToken(): Promise<string> {
  const connection = openConnection(sites.ca);
  const { text } = await loginByNtlm(sites, connection);
  connection.close();
  return text;
}

const startSeconds = startOfWorldMs / 1000;

describe('the tokens of the three services', () => {
  it('last eight hours from the sites of WAP and one from AD FS, in the token and in the envelope', async () => {
    for (const [text, hours] of [
      [await windowsToken(), 8],
      [(await askTenantSite(sites)).text, 8],
      [(await askAdfs(sites)).text, 1],
    ] as const) {
      expect(claimsIn(text)).toMatchObject({ nbf: startSeconds, exp: startSeconds + hours * 3600 });
      expect(text).toContain(`>2026-01-01T0${hours}:00:00.000Z</wsu:Expires>`);
    }
  });

  it('last as long as the knob says', async () => {
    sites.knobs.adfs.tokenLifetimeMs = 90_000;
    expect(claimsIn((await askAdfs(sites)).text)).toMatchObject({ exp: startSeconds + 90 });
  });

  it('name a lone group as a string from AD FS and as an array from WAP', async () => {
    expect(claimsIn((await askAdfs(sites)).text)['group']).toBe('CORP\\wap-admins');
    expect(claimsIn(await windowsToken())['group']).toEqual(['CORP\\wap-admins']);
  });

  it('come from different issuers', async () => {
    const texts = [await windowsToken(), (await askTenantSite(sites)).text, (await askAdfs(sites)).text];
    expect(new Set(texts.map((text) => claimsIn(text)['iss'])).size).toBe(3);
  });
});
