import { createPrivateKey, X509Certificate } from 'node:crypto';

/** A certificate authority as two PEM texts, plain data that survives JSON. The private key is a secret. */
export interface Authority {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** One PEM text, certificate first, private key second: what `restoreAuthority` reads. Holds the private key. */
export function serialiseAuthority(authority: Authority): string {
  return `${authority.certificatePem.trim()}\n${authority.privateKeyPem.trim()}\n`;
}

/**
 * The authority that `serialiseAuthority` wrote. Throws when a half is missing, when the certificate is no authority's
 * or when the key belongs to another certificate: a simulator that went on would break every client that trusts it.
 */
export function restoreAuthority(pem: string): Authority {
  const certificatePem = block(pem, 'CERTIFICATE');
  const privateKeyPem = block(pem, 'PRIVATE KEY');
  const certificate = new X509Certificate(certificatePem);
  if (!certificate.ca)
    throw new Error('The kept certificate is not that of an authority; remove it to have a new one.');
  if (!certificate.checkPrivateKey(createPrivateKey(privateKeyPem)))
    throw new Error('The kept private key does not belong to the kept authority; remove both to have new ones.');
  return { certificatePem, privateKeyPem };
}

function block(pem: string, label: string): string {
  const found = new RegExp(`-----BEGIN ${label}-----[A-Za-z0-9+/=\\s]+-----END ${label}-----`).exec(pem);
  if (found === null) throw new Error(`The kept authority has no ${label} block; remove it to have a new one.`);
  return `${found[0]}\n`;
}
