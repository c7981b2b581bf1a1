import { createHash } from 'node:crypto';
import { hmacMd5 } from './ntlm-v2.ts';

export type Direction = 'client-to-server' | 'server-to-client';

/**
 * The first NTLM signature in a direction (MS-NLMP 3.4.4.2) with extended session security and without key exchange,
 * so without RC4. SPNEGO uses it to protect the list of mechanisms.
 */
export function firstSignature(sessionKey: Buffer, direction: Direction, message: Buffer): Buffer {
  const signingKey = createHash('md5')
    .update(sessionKey)
    .update(`session key to ${direction} signing key magic constant\0`, 'latin1')
    .digest();
  const version = Buffer.from([1, 0, 0, 0]);
  const sequence = Buffer.alloc(4);
  return Buffer.concat([version, hmacMd5(signingKey, sequence, message).subarray(0, 8), sequence]);
}
