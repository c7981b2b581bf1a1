import { randomBytes } from 'node:crypto';
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Authority } from './authority.ts';
import { ecdsaWithSha256, generateSigningKeys, privateKeyPem } from './signing-keys.ts';
import { validity } from './validity.ts';

const lifetimeDays = 3650;

/**
 * A new certificate authority (EC P-256, ten years). Every one has a name of its own, so that a client which trusts
 * another is told "unknown issuer" instead of "bad signature", as it is with two authorities in real life.
 */
export async function createAuthority(options: { readonly now: () => number }): Promise<Authority> {
  const keys = await generateSigningKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`WAP simulator CA ${randomBytes(4).toString('hex')}`] }],
    keys,
    signingAlgorithm: ecdsaWithSha256,
    ...validity(options.now(), lifetimeDays),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: `${certificate.toString('pem')}\n`, privateKeyPem: privateKeyPem(keys) };
}
