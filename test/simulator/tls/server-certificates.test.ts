import { X509Certificate } from 'node:crypto';
import { createServer, request } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { restoreAuthority, serialiseAuthority } from '../../../src/simulator/tls/authority.ts';
import { createAuthority } from '../../../src/simulator/tls/create-authority.ts';
import { issueServerCertificate, type ServerCertificate } from '../../../src/simulator/tls/issue-server-certificate.ts';

const now = Date.now;
const hosts = ['localhost', '127.0.0.1', '::1', 'wap.corp.example'];

/** The outcome of one HTTPS request to a server with `certificate`, by a client that trusts only `ca`. */
async function visit(certificate: ServerCertificate, ca: string, host: string): Promise<string> {
  const server = createServer({ cert: certificate.certificatePem, key: certificate.privateKeyPem }, (_, answer) => {
    answer.end('hello');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return await new Promise((resolve) => {
      const call = request({
        host: '127.0.0.1',
        port,
        ca,
        agent: false,
        ...(host === '127.0.0.1' ? {} : { servername: host }),
      });
      call.on('response', (answer) => {
        answer.resume().on('end', () => resolve(`HTTP ${answer.statusCode}`));
      });
      call.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      call.end();
    });
  } finally {
    server.close();
  }
}

describe('the certificates of the simulator', () => {
  it('satisfy a client that trusts the authority, by name and by address', async () => {
    const authority = await createAuthority({ now });
    const certificate = await issueServerCertificate(authority, { hosts, now });
    for (const host of ['localhost', '127.0.0.1', 'wap.corp.example'])
      expect(await visit(certificate, authority.certificatePem, host)).toBe('HTTP 200');
  });

  it('are refused by a client that trusts a stranger', async () => {
    const certificate = await issueServerCertificate(await createAuthority({ now }), { hosts, now });
    const stranger = await createAuthority({ now });
    expect(await visit(certificate, stranger.certificatePem, 'localhost')).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('are refused under a name that was not ordered', async () => {
    const authority = await createAuthority({ now });
    const certificate = await issueServerCertificate(authority, { hosts: ['localhost'], now });
    expect(await visit(certificate, authority.certificatePem, 'other.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('are refused after 825 days and taken within them', async () => {
    const authority = await createAuthority({ now });
    const day = 86_400_000;
    const aged = async (days: number) =>
      issueServerCertificate(authority, { hosts, now: () => Date.now() - days * day });
    expect(await visit(await aged(824), authority.certificatePem, 'localhost')).toBe('HTTP 200');
    expect(await visit(await aged(826), authority.certificatePem, 'localhost')).toBe('CERT_HAS_EXPIRED');
  });

  it('name every host, are for servers only and are no authority themselves', async () => {
    const authority = await createAuthority({ now });
    const certificate = new X509Certificate((await issueServerCertificate(authority, { hosts, now })).certificatePem);
    expect(certificate.subjectAltName).toBe(
      'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:wap.corp.example',
    );
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkIssued(new X509Certificate(authority.certificatePem))).toBe(true);
  });

  it('refuse hosts that cannot be named', async () => {
    const authority = await createAuthority({ now });
    await expect(issueServerCertificate(authority, { hosts: [], now })).rejects.toThrow('at least one host');
    await expect(issueServerCertificate(authority, { hosts: ['a b'], now })).rejects.toThrow('"a b"');
  });
});

describe('an authority that is kept', () => {
  it('issues certificates that the clients of its first life still trust', async () => {
    const first = await createAuthority({ now });
    const second = restoreAuthority(serialiseAuthority(first));
    const certificate = await issueServerCertificate(second, { hosts, now });
    expect(await visit(certificate, first.certificatePem, 'localhost')).toBe('HTTP 200');
  });

  it('is refused when a half is missing, foreign or no authority', async () => {
    const [one, other] = [await createAuthority({ now }), await createAuthority({ now })];
    const leaf = await issueServerCertificate(one, { hosts, now });
    expect(() => restoreAuthority(one.certificatePem)).toThrow('no PRIVATE KEY block');
    expect(() => restoreAuthority(one.privateKeyPem)).toThrow('no CERTIFICATE block');
    expect(() => restoreAuthority(one.certificatePem + other.privateKeyPem)).toThrow('does not belong');
    expect(() => restoreAuthority(serialiseAuthority(leaf))).toThrow('not that of an authority');
  });
});
