import { createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Authority } from './authority.ts';
import { ecdsaWithSha256, generateSigningKeys, privateKeyPem } from './signing-keys.ts';
import { validity } from './validity.ts';

export interface ServerCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export interface ServerCertificateOrder {
  /** Host names and IP addresses (4 or 6) that the server answers to; the first is also its common name. */
  readonly hosts: readonly string[];
  /** Milliseconds since 1970, by the clock that clients will judge the certificate with: the real one. */
  readonly now: () => number;
}

const lifetimeDays = 825;

/** A server certificate (EC P-256, SHA-256, 825 days) for all of `hosts`, signed by `authority`. Throws on a host that is neither name nor address. */
export async function issueServerCertificate(
  authority: Authority,
  order: ServerCertificateOrder,
): Promise<ServerCertificate> {
  const names = order.hosts.map((host) => alternativeName(host));
  const commonName = names[0]?.value;
  if (commonName === undefined) throw new Error('A server certificate needs at least one host.');
  const issuer = new X509Certificate(authority.certificatePem);
  const keys = await generateSigningKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [commonName] }],
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: createPrivateKey(authority.privateKeyPem).toCryptoKey(ecdsaWithSha256, false, ['sign']),
    signingAlgorithm: ecdsaWithSha256,
    ...validity(order.now(), lifetimeDays),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificatePem: `${certificate.toString('pem')}\n`, privateKeyPem: privateKeyPem(keys) };
}

function alternativeName(host: string): { readonly type: 'ip' | 'dns'; readonly value: string } {
  if (isIP(host) !== 0) return { type: 'ip', value: host };
  const ascii = domainToASCII(host);
  if (ascii === '') throw new Error(`"${host}" is neither a host name nor an IP address.`);
  return { type: 'dns', value: ascii };
}
