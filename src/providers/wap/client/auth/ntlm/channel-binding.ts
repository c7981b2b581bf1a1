import { createHash } from 'node:crypto';
import { certificateSignatureHash } from './certificate-signature-hash.ts';

/**
 * What MsvAvChannelBindings carries: MD5 over a gss_channel_bindings_struct without addresses whose data is RFC 5929's
 * `tls-server-end-point` of the server's certificate (DER). It ties the login to this very TLS server, which is what IIS
 * asks for under "Extended Protection". Undefined when no hash is defined for the certificate's signature.
 */
export function channelBindingHash(certificate: Uint8Array): Buffer | undefined {
  const hash = certificateSignatureHash(certificate);
  if (hash === undefined) return undefined;
  const data = Buffer.concat([
    Buffer.from('tls-server-end-point:', 'latin1'),
    createHash(hash).update(certificate).digest(),
  ]);
  const struct = Buffer.alloc(20); // initiator and acceptor: address type 0, length 0
  struct.writeUInt32LE(data.length, 16);
  return createHash('md5').update(struct).update(data).digest();
}
