import type { Peer, Diagnosis } from './diagnosis.ts';

const UNKNOWN_AUTHORITY = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
]);

/** What the server's certificate lacks, in words; undefined when `code` says nothing about a certificate. */
export function describeCertificateProblem(code: string, error: Error, peer: Peer): Diagnosis | undefined {
  const { purpose, origin, host } = peer;
  if (UNKNOWN_AUTHORITY.has(code)) {
    return {
      code: 'TLS_UNKNOWN_CA',
      message:
        `The certificate of ${purpose} (${origin}) is signed by nobody we trust (${code}), so we cannot know whom we talk to. ` +
        'Give the authority that signed it, or the self-signed certificate itself, as `caFile` (PEM).',
    };
  }
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        code: 'TLS_WRONG_HOST',
        message:
          `The certificate of ${purpose} was not made for ${host}; it names ${namesOf(error)}. ` +
          'Use one of those names in the URL, or have a certificate issued that names this host.',
      };
    case 'CERT_HAS_EXPIRED':
      return {
        code: 'TLS_EXPIRED',
        message: `The certificate of ${purpose} (${origin}), or one above it, has expired. Renew it; if it is fresh, this machine's clock is wrong.`,
      };
    case 'CERT_NOT_YET_VALID':
      return {
        code: 'TLS_NOT_YET_VALID',
        message: `The certificate of ${purpose} (${origin}) is not valid yet. Compare this machine's clock with the server's: one of them is wrong.`,
      };
    case 'CERT_REVOKED':
    case 'CERT_REJECTED':
    case 'INVALID_PURPOSE':
      return {
        code: 'TLS_UNSUITABLE',
        message: `The certificate of ${purpose} (${origin}) may not be used for this server (${code}). Have a server certificate issued for ${host}.`,
      };
    default:
      return undefined;
  }
}

function namesOf(error: Error): string {
  const certificate = (error as { cert?: { subjectaltname?: string; subject?: { CN?: unknown } } }).cert;
  const common = certificate?.subject?.CN;
  const names = certificate?.subjectaltname ?? (typeof common === 'string' ? common : '');
  return names === '' ? 'nobody' : names.slice(0, 200);
}
