import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { ControllerError } from '../../../model/controller-error.ts';

const PEM_BLOCK = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * Whom to trust: the authorities of `ca` (PEM, one or many certificates), or the machine's own where it is absent. At least
 * TLS 1.2. Throws `TLS_CA_INVALID` for a text that holds no readable certificate.
 */
export function tlsTrust(ca: string | undefined): SecureContext {
  return createSecureContext({
    ca: ca === undefined ? machineRoots() : certificatesIn(ca),
    minVersion: 'TLSv1.2',
    // A domain controller's own certificate, or an enterprise intermediate, is a stronger statement of trust than a root.
    allowPartialTrustChain: ca !== undefined,
  });
}

/** Node's default list leaves out what an administrator added to the operating system's store, so both count. */
function machineRoots(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

/** OpenSSL silently skips what it cannot read, and the failure would then look like an unknown authority. */
function certificatesIn(pem: string): string[] {
  const blocks = pem.match(PEM_BLOCK) ?? [];
  if (blocks.length === 0) {
    throw new ControllerError(
      'TLS_CA_INVALID',
      'The CA file of the directory (directory.caFile) holds no certificate in PEM form, so no domain controller could be ' +
        'trusted. It must contain blocks that begin with -----BEGIN CERTIFICATE-----; from DER: ' +
        '`openssl x509 -inform der -in ca.cer -out ca.pem`.',
    );
  }
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block).toString();
    } catch (cause) {
      throw new ControllerError(
        'TLS_CA_INVALID',
        `Certificate ${index + 1} of the CA file of the directory (directory.caFile) cannot be read, so domain controllers below it could not be trusted. Export it again as Base-64 X.509.`,
        { cause },
      );
    }
  });
}
