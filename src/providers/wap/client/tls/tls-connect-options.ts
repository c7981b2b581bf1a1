import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { ControllerError } from '../../../../model/controller-error.ts';

export interface TlsTrust {
  /** PEM, one or many certificates. They replace the machine's roots; absent: the machine's roots count. */
  readonly ca?: string | undefined;
  /** How long TCP and TLS may take together, in milliseconds. */
  readonly timeoutMs: number;
}

/** Fits undici's `connect` option of a Client or a Pool; `allowH2` belongs there too, since undici reads it in both places. */
export interface TlsConnectOptions {
  readonly secureContext: SecureContext;
  readonly rejectUnauthorized: true;
  readonly timeout: number;
  readonly allowH2: false;
}

const PEM_BLOCK = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * How to open a verified TLS connection: at least TLS 1.2, HTTP/1.1 only, the given authority or the machine's own store.
 * Never turns verification off; throws `TLS_CA_INVALID` for a PEM text that holds no readable certificate.
 */
export function tlsConnectOptions(trust: TlsTrust): TlsConnectOptions {
  return {
    // Made once: a context holds some 150 parsed roots, and building it anew for each connection costs milliseconds.
    secureContext: createSecureContext({
      ca: trust.ca === undefined ? machineRoots() : certificatesIn(trust.ca),
      minVersion: 'TLSv1.2',
      // WAP's own sites carry certificates that nobody signed but themselves, or an enterprise intermediate: naming that
      // very certificate is a stronger statement of trust than naming a root, so it is enough.
      allowPartialTrustChain: trust.ca !== undefined,
    }),
    rejectUnauthorized: true,
    timeout: trust.timeoutMs,
    allowH2: false,
  };
}

/** Node's default list leaves out what an administrator added to the operating system's store, so both count. */
function machineRoots(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

/** OpenSSL silently skips what it cannot read, and the failure would then look like an unknown authority. */
function certificatesIn(pem: string): string[] {
  const blocks = pem.match(PEM_BLOCK) ?? [];
  if (blocks.length === 0) {
    const looksBinary = pem.includes('\uFFFD') || pem.includes('\0');
    throw new ControllerError(
      'TLS_CA_INVALID',
      'The CA file holds no certificate in PEM form, so no server could be trusted. ' +
        (looksBinary
          ? 'It looks like DER: convert it with `openssl x509 -inform der -in ca.cer -out ca.pem`.'
          : 'It must contain blocks that begin with -----BEGIN CERTIFICATE-----.'),
    );
  }
  return blocks.map((block, index) => readable(block, index));
}

function readable(block: string, index: number): string {
  try {
    return new X509Certificate(block).toString();
  } catch (cause) {
    throw new ControllerError(
      'TLS_CA_INVALID',
      `Certificate ${index + 1} of the CA file cannot be read, so servers below it could not be trusted. Export it again as Base-64 X.509.`,
      { cause },
    );
  }
}
