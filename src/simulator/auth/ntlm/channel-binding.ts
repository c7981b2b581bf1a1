import { createHash } from 'node:crypto';
import 'reflect-metadata';
import { X509Certificate } from '@peculiar/x509';
import { NtlmRefused } from './ntlm-refused.ts';

/** `off`: not looked at. `allow`: checked when the client sends one. `require`: must be there and right. */
export type ExtendedProtection = 'off' | 'allow' | 'require';

/**
 * What a client binds its login to when the server shows this certificate: MD5 over the GSS channel bindings structure
 * with no addresses and `tls-server-end-point` (RFC 5929) as application data.
 */
export function expectedChannelBinding(certificateDer: Uint8Array): Buffer {
  const data = Buffer.concat([
    Buffer.from('tls-server-end-point:', 'latin1'),
    createHash(endPointHash(certificateDer)).update(certificateDer).digest(),
  ]);
  const head = Buffer.alloc(20);
  head.writeUInt32LE(data.length, 16);
  return createHash('md5').update(head).update(data).digest();
}

/** The hash of the certificate's own signature, but never one weaker than SHA-256. */
function endPointHash(certificateDer: Uint8Array): string {
  const { signatureAlgorithm } = new X509Certificate(Uint8Array.from(certificateDer));
  const hash = 'hash' in signatureAlgorithm ? signatureAlgorithm.hash.name : undefined;
  return hash === 'SHA-384' || hash === 'SHA-512' ? hash.replace('-', '') : 'SHA256';
}

/** Refuses a login whose channel binding is not what the knob asks for. Sixteen zeros count as none, as on Windows. */
export function checkChannelBinding(sent: Buffer | undefined, expected: Buffer, knob: ExtendedProtection): void {
  if (knob === 'off') return;
  const isSent = sent !== undefined && sent.some((byte) => byte !== 0);
  if (!isSent && knob === 'require') throw new NtlmRefused('no channel binding');
  if (isSent && !sent.equals(expected)) throw new NtlmRefused('wrong channel binding');
}
