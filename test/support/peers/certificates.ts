import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type KeyKind = 'ec' | 'rsa' | 'rsa-pss' | 'ed25519';

export interface Authority {
  readonly folder: string;
  /** PEM, and the file that holds it. */
  readonly ca: string;
  readonly caFile: string;
  readonly keyFile: string;
}

export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
  readonly keyFile: string;
  readonly certFile: string;
}

export interface CertificateWish {
  readonly name?: string;
  readonly subjectAltName?: string;
  /** -1: expired yesterday. */
  readonly days?: number;
}

/** A certificate authority of our own, made by OpenSSL: what is tested must not be what makes the test. */
export async function makeAuthority(folder: string, key: KeyKind = 'ec', digest = 'sha256'): Promise<Authority> {
  const caFile = join(folder, 'ca.pem');
  const keyFile = join(folder, 'ca.key');
  await makeKey(keyFile, key);
  await run('openssl', [
    'req',
    '-x509',
    '-new',
    '-key',
    keyFile,
    ...digestOf(key, digest),
    '-days',
    '30',
    '-subj',
    '/CN=test CA',
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
    '-out',
    caFile,
  ]);
  return { folder, ca: await readFile(caFile, 'utf8'), caFile, keyFile };
}

/** A server certificate for localhost unless wished otherwise. */
export async function issueCertificate(authority: Authority, wish: CertificateWish = {}): Promise<ServerCertificate> {
  const name = wish.name ?? 'server';
  const file = (extension: string): string => join(authority.folder, `${name}.${extension}`);
  await makeKey(file('key'), 'ec');
  await run('openssl', ['req', '-new', '-key', file('key'), '-subj', `/CN=${name}`, '-out', file('csr')]);
  const san = wish.subjectAltName ?? 'DNS:localhost,IP:127.0.0.1';
  await writeFile(file('ext'), `subjectAltName=${san}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n`);
  await run('openssl', [
    'x509',
    '-req',
    '-in',
    file('csr'),
    '-CA',
    authority.caFile,
    '-CAkey',
    authority.keyFile,
    '-CAcreateserial',
    '-days',
    String(wish.days ?? 30),
    '-sha256',
    '-extfile',
    file('ext'),
    '-out',
    file('pem'),
  ]);
  await chmod(file('pem'), 0o644);
  return {
    key: await readFile(file('key'), 'utf8'),
    cert: await readFile(file('pem'), 'utf8'),
    keyFile: file('key'),
    certFile: file('pem'),
  };
}

async function makeKey(file: string, kind: KeyKind): Promise<void> {
  const options = {
    ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    'rsa-pss': ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
    ed25519: ['-algorithm', 'ED25519'],
  };
  await run('openssl', ['genpkey', ...options[kind], '-out', file]);
  await chmod(file, 0o600); // Samba refuses a key that others may read
}

function digestOf(kind: KeyKind, digest: string): readonly string[] {
  return kind === 'ed25519' ? [] : [`-${digest}`];
}
