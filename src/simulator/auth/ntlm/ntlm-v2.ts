import { createHmac, timingSafeEqual } from 'node:crypto';
import { upcase } from '../same-name.ts';
import type { AuthenticateMessage } from './authenticate-message.ts';
import { md4 } from './md4.ts';

/**
 * The session key when the response proves `password`, undefined when it does not (MS-NLMP 3.3.2).
 * User and domain are hashed as the client wrote them, for so it hashed them itself; only the user is raised to upper case.
 */
export function provenSessionKey(
  response: Pick<AuthenticateMessage, 'user' | 'domain' | 'proof' | 'blob'>,
  serverChallenge: Uint8Array,
  password: string,
): Buffer | undefined {
  const ntHash = md4(Buffer.from(password, 'utf16le'));
  const ownerKey = hmacMd5(ntHash, Buffer.from(upcase(response.user) + response.domain, 'utf16le'));
  const expected = hmacMd5(ownerKey, serverChallenge, response.blob);
  return timingSafeEqual(expected, response.proof) ? hmacMd5(ownerKey, expected) : undefined;
}

/** Does the message integrity code fit the three messages, as they went over the wire? */
export function isMic(mic: Buffer, sessionKey: Buffer, messages: readonly Buffer[]): boolean {
  return timingSafeEqual(hmacMd5(sessionKey, ...messages), mic);
}

export function hmacMd5(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('md5', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
