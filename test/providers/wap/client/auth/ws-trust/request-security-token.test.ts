import { describe, expect, it } from 'vitest';
import { mintMessageId } from '../../../../../../src/providers/wap/client/auth/ws-trust/message-id.ts';
import { requestSecurityToken } from '../../../../../../src/providers/wap/client/auth/ws-trust/request-security-token.ts';
import { readXml, type XmlElement } from '../../../../../../src/providers/wap/client/auth/ws-trust/xml-tree.ts';
import { wsTrustFixture } from '../../../../../support/sts-server.ts';

const messageId = 'urn:uuid:11111111-2222-4333-8444-555555555555';
const createdAt = Date.UTC(2026, 0, 1, 0, 0, 0, 789);
const adminRealm = 'http://azureservices/AdminSite';

/** What the other side understands: prefixes resolved, white space between elements gone. */
function meaning(xml: string): unknown {
  const reading = readXml(xml);
  if ('problem' in reading) throw new Error(reading.problem);
  const simplify = ({ namespace, name, attributes, children, text }: XmlElement): unknown => ({
    element: `{${namespace}}${name}`,
    attributes: Object.entries(attributes)
      .filter(([key]) => !key.startsWith('xmlns'))
      .map(([key, value]) => `${key.replace(/^.*:/u, '')}=${value}`),
    ...(children.length > 0 ? { children: children.map(simplify) } : { text }),
  });
  return simplify(reading.root);
}

describe('the request for a token', () => {
  it('means the same as the composed one for a Windows login', () => {
    const endpoint = 'https://wap-auth.corp.example:30072/wstrust/issue/windowstransport';
    const xml = requestSecurityToken({ endpoint, realm: adminRealm, messageId });
    expect(meaning(xml)).toEqual(meaning(wsTrustFixture('rst-admin-windowstransport')));
  });

  it('means the same as the composed one for AD FS, with a password that needs escaping', () => {
    const endpoint = 'https://sts.corp.example/adfs/services/trust/13/usernamemixed';
    const login = { username: 'svc-vdc@corp.example', password: 'p&ss<w0rd>', createdAt };
    const xml = requestSecurityToken({ endpoint, realm: adminRealm, messageId, login });
    expect(meaning(xml)).toEqual(meaning(wsTrustFixture('rst-adfs-usernamemixed')));
  });

  it('means the same as the composed one for the tenant site', () => {
    const endpoint = 'https://wap-tenant.example:30071/wstrust/issue/usernamemixed';
    const login = { username: 'john@example.net', password: 'Secret-1', createdAt };
    const xml = requestSecurityToken({ endpoint, realm: 'http://azureservices/TenantSite', messageId, login });
    expect(meaning(xml)).toEqual(meaning(wsTrustFixture('rst-tenant-membership')));
  });

  it('carries any name, password, realm and URL through XML unharmed', () => {
    const nasty = `</x>&amp;<!--"'\r\n\t]]>ünï€😀`;
    const login = { username: nasty, password: `${nasty}pw`, createdAt };
    const texts = textsOf(
      requestSecurityToken({ endpoint: `https://x/?a=1&b=${nasty}`, realm: nasty, messageId, login }),
    );
    expect(texts).toEqual(expect.arrayContaining([nasty, `${nasty}pw`, `https://x/?a=1&b=${nasty}`]));
    expect(texts.filter((text) => text === nasty)).toHaveLength(2);
  });

  it.each(['\u0000', '\u001B', '\uFFFE', '\uD800'])(
    'refuses a password that XML cannot carry, without showing it',
    (odd) => {
      const login = { username: 'u', password: `geheim${odd}`, createdAt };
      const build = () => requestSecurityToken({ endpoint: 'https://x', realm: adminRealm, messageId, login });
      expect(build).toThrow(expect.objectContaining({ code: 'CREDENTIALS_UNSENDABLE', retry: 'never' }));
      expect(build).not.toThrow(/geheim/u);
    },
  );

  it('is named by a version 4 UUID', () => {
    expect(mintMessageId((size) => new Uint8Array(size).fill(0xff))).toBe(
      'urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff',
    );
  });
});

function textsOf(xml: string): readonly string[] {
  const reading = readXml(xml);
  if ('problem' in reading) throw new Error(reading.problem);
  const walk = (element: XmlElement): readonly string[] => [element.text, ...element.children.flatMap(walk)];
  return walk(reading.root);
}
