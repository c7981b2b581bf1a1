import { KeyObject, webcrypto } from 'node:crypto';

export const ecdsaWithSha256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A new EC P-256 key pair that may leave as PEM. */
export async function generateSigningKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ecdsaWithSha256, true, ['sign', 'verify']);
}

export function privateKeyPem(keys: webcrypto.CryptoKeyPair): string {
  return KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
}
