import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminRealm } from '../../../src/simulator/auth/token-services.ts';
import { askAdfs, endpoint, post } from '../../support/ask-for-token.ts';
import { type AuthSiteServers, startAuthSites } from '../../support/auth-site-servers.ts';
import { faultOf, openConnection } from '../../support/https-exchange.ts';
import { timestamp, tokenRequestEnvelope } from '../../support/token-request-envelope.ts';

let sites: AuthSiteServers;
beforeAll(async () => {
  sites = await startAuthSites();
});
beforeEach(() => sites.freshen());
afterAll(async () => sites.close());

describe('AD FS refuses', () => {
  const wsa = '"http://www.w3.org/2005/08/addressing"';
  it.each<[string, RegExp, (envelope: string) => string]>([
    [
      'a To that is not where it was posted',
      /^DestinationUnreachable/u,
      (text) =>
        text.replace(/(<adr:To[^>]*>)[^<]*/u, '$1https://sts.corp.example/adfs/services/trust/13/usernamemixed'),
    ],
    ['a missing To', /^DestinationUnreachable/u, (text) => text.replace(/<adr:To.*?<\/adr:To>/u, '')],
    [
      'a To that need not be understood',
      /^InvalidAddressingHeader/u,
      (text) => text.replace('<adr:To env:mustUnderstand="1">', '<adr:To>'),
    ],
    [
      'an Action that need not be understood',
      /^InvalidAddressingHeader/u,
      (text) => text.replace('<adr:Action env:mustUnderstand="1">', '<adr:Action env:mustUnderstand="0">'),
    ],
    [
      'a Security that need not be understood',
      /^InvalidSecurity/u,
      (text) =>
        text
          .replace('secext-1.0.xsd" xmlns:wsu', 'secext-1.0.xsd" env:x="1" xmlns:wsu')
          .replace(' env:mustUnderstand="1">\n      <wsu', '>\n      <wsu'),
    ],
    [
      'mustUnderstand in no namespace',
      /^InvalidAddressingHeader/u,
      (text) => text.replace('<adr:To env:mustUnderstand', '<adr:To mustUnderstand'),
    ],
    ['another action', /^ActionNotSupported/u, (text) => text.replace('RST/Issue', 'RST/Validate')],
    ['a missing action', /^ActionNotSupported/u, (text) => text.replace(/<adr:Action.*?<\/adr:Action>/u, '')],
    [
      'an older addressing namespace',
      /^DestinationUnreachable/u,
      (text) => text.replace(wsa, '"http://schemas.xmlsoap.org/ws/2004/08/addressing"'),
    ],
    [
      'an older trust namespace',
      /^InvalidRequest/u,
      (text) =>
        text.replace(
          'xmlns:t="http://docs.oasis-open.org/ws-sx/ws-trust/200512"',
          'xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust"',
        ),
    ],
    ['another policy namespace', /^InvalidRequest/u, (text) => text.replace('ws/2004/09/policy', 'ws/2002/12/policy')],
    [
      'a missing AppliesTo',
      /^InvalidRequest There is no AppliesTo/u,
      (text) => text.replace(/<p:AppliesTo.*?<\/p:AppliesTo>/u, ''),
    ],
    [
      'two AppliesTo',
      /^InvalidRequest There is more than one AppliesTo/u,
      (text) => text.replace(/<p:AppliesTo.*?<\/p:AppliesTo>/u, '$&$&'),
    ],
    ['a missing RequestType', /^InvalidRequest/u, (text) => text.replace(/<t:RequestType.*?<\/t:RequestType>/u, '')],
    ['a key that is not Bearer', /^RequestFailed MSIS3127/u, (text) => text.replace('/Bearer', '/SymmetricKey')],
    [
      'a token type it does not make',
      /^RequestFailed MSIS3127/u,
      (text) => text.replace('token-type:jwt', 'token-type:paper'),
    ],
    [
      'an unknown part of the request',
      /^InvalidRequest RequestSecurityToken holds an unknown Claims/u,
      (text) => text.replace('<t:KeyType>', '<t:Claims/>$&'),
    ],
    [
      'an unknown header that must be understood',
      /^The header Secret must be understood/u,
      (text) => text.replace('</env:Header>', '<x:Secret xmlns:x="urn:x" env:mustUnderstand="true"/>$&'),
    ],
    [
      'an answer address elsewhere',
      /^InvalidAddressingHeader/u,
      (text) => text.replace('addressing/anonymous', 'addressing/none'),
    ],
    ['text among the elements', /^InvalidRequest .* holds text/u, (text) => text.replace('<t:KeyType>', 'x$&')],
    ['elements in a text', /^InvalidRequest .* holds elements/u, (text) => text.replace('</t:TokenType>', '<x/>$&')],
    ['elements in a password', /^InvalidSecurity/u, (text) => text.replace('</wsse:Password>', '<x/>$&')],
    ['a missing Security', /^InvalidSecurity/u, (text) => text.replace(/<wsse:Security[\s\S]*<\/wsse:Security>/u, '')],
    ['a password digest', /^InvalidSecurity/u, (text) => text.replace('#PasswordText', '#PasswordDigest')],
    ['two passwords', /^InvalidSecurity/u, (text) => text.replace(/<wsse:Password.*?<\/wsse:Password>/u, '$&$&')],
  ])('%s', async (_, expected, edit) => {
    let edited = false;
    const { status, text } = await askAdfs(sites, {}, (envelope) => {
      const changed = edit(envelope);
      edited = changed !== envelope;
      return changed;
    });
    expect(edited).toBe(true);
    expect([status, faultOf(text)]).toEqual([500, expect.stringMatching(expected)]);
  });

  it.each<[string, (envelope: string) => string]>([
    ['a DOCTYPE', (text) => `<!DOCTYPE x [<!ENTITY e "x">]>${text}`],
    ['a processing instruction', (text) => text.replace('<env:Body>', '<?x y?>$&')],
    ['an entity it does not know', (text) => text.replace('p&amp;ss', 'p&nbsp;ss')],
    ['an undeclared prefix', (text) => text.replaceAll('t:KeyType', 'u:KeyType')],
    ['a tag that is not closed', (text) => text.replace('</t:KeyType>', '')],
    ['text after the end', (text) => `${text}x`],
    ['two documents', (text) => text + text],
    [
      'SOAP 1.1',
      (text) => text.replace('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/'),
    ],
    ['JSON', () => '{}'],
    ['nothing', () => ''],
  ])('%s with 400', async (_, edit) => {
    expect((await askAdfs(sites, {}, edit)).status).toBe(400);
  });

  it('another content type with 415, too long a body with 413, another method with 405', async () => {
    const url = sites.url.adfs + endpoint.adfs;
    const envelope = tokenRequestEnvelope({ to: url, realm: adminRealm, username: 'a@b', password: 'c' });
    expect((await post(sites, url, envelope, { 'Content-Type': 'text/xml; charset=utf-8' })).status).toBe(415);
    expect((await post(sites, url, envelope, { 'Content-Type': 'application/soap+xml; charset=utf-16' })).status).toBe(
      415,
    );
    expect((await post(sites, url, envelope + ' '.repeat(65_536))).status).toBe(413);
    const connection = openConnection(sites.ca);
    const got = await connection.exchange(url);
    connection.close();
    expect([got.status, got.headers.allow]).toEqual([405, 'POST']);
  });

  it('a time stamp that is expired, from the future, upside down or no time, but not a missing one', async () => {
    const refused = [
      timestamp('2025-12-31T23:49:00Z', '2025-12-31T23:54:59Z'),
      timestamp('2026-01-01T00:05:01Z', '2026-01-01T00:10:00Z'),
      timestamp('2026-01-01T00:05:00Z', '2026-01-01T00:00:00Z'),
      timestamp('2026-01-01T00:00:00+01:00', '2026-01-01T00:05:00+01:00'),
    ];
    for (const stamp of refused)
      expect(faultOf((await askAdfs(sites, { timestamp: stamp })).text)).toMatch(/^InvalidSecurity/u);
    expect((await askAdfs(sites, { timestamp: '' })).status).toBe(200);
  });
});
