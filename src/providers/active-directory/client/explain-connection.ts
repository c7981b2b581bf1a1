import { ControllerError, type Retry } from '../../../model/controller-error.ts';
import type { DirectoryAddress } from './directory-address.ts';

interface Diagnosis {
  readonly code: string;
  readonly message: string;
  readonly retry?: Retry;
}

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

/** Why no connection to the domain controller came about, in words an operator can act on. Nothing was sent over it. */
export function explainConnectFailure(error: unknown, address: DirectoryAddress): ControllerError {
  if (error instanceof ControllerError) return error;
  const causes = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const first = causes.find((cause): cause is NodeJS.ErrnoException => cause instanceof Error);
  const code = typeof first?.code === 'string' ? first.code : '';
  const diagnosis =
    diagnoseCertificate(code, error, address) ?? diagnoseTls(code, address) ?? diagnoseSocket(code, address);
  return new ControllerError(diagnosis.code, diagnosis.message, {
    cause: error,
    retry: diagnosis.retry ?? 'never',
    details: { origin: address.origin, ...(code === '' ? {} : { cause: code }) },
  });
}

function diagnoseCertificate(code: string, error: unknown, { origin, host }: DirectoryAddress): Diagnosis | undefined {
  if (UNKNOWN_AUTHORITY.has(code)) {
    return {
      code: 'TLS_UNKNOWN_CA',
      message:
        `The certificate of the domain controller (${origin}) is signed by nobody we trust (${code}), so we cannot know whom we would ` +
        'send the password to. Give the authority that signed it, usually the enterprise CA, as `directory.caFile` (PEM).',
    };
  }
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        code: 'TLS_WRONG_HOST',
        message:
          `The certificate of the domain controller was not made for ${host}; it names ${namesOf(error)}. ` +
          'Use one of those names in `directory.url`, or have a certificate issued that names this host.',
      };
    case 'CERT_HAS_EXPIRED':
      return {
        code: 'TLS_EXPIRED',
        message: `The certificate of the domain controller (${origin}), or one above it, has expired. Renew it; if it is fresh, this machine's clock is wrong.`,
      };
    case 'CERT_NOT_YET_VALID':
      return {
        code: 'TLS_NOT_YET_VALID',
        message: `The certificate of the domain controller (${origin}) is not valid yet. Compare this machine's clock with its clock: one of them is wrong.`,
      };
    case 'CERT_REVOKED':
    case 'CERT_REJECTED':
    case 'INVALID_PURPOSE':
      return {
        code: 'TLS_UNSUITABLE',
        message: `The certificate of the domain controller (${origin}) may not be used for a server (${code}). Have one issued by the template "Domain Controller Authentication" or "Kerberos Authentication".`,
      };
    default:
      return undefined;
  }
}

function diagnoseTls(code: string, { origin, port }: DirectoryAddress): Diagnosis | undefined {
  switch (code) {
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'ERR_SSL_HTTP_REQUEST':
      return {
        code: 'TLS_NOT_SPOKEN',
        message: `What answers at ${origin} does not speak TLS. Check port ${port}: LDAPS is on 636, plain LDAP on 389 is never used.`,
      };
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
    case 'ERR_SSL_VERSION_TOO_LOW':
    case 'ERR_SSL_NO_PROTOCOLS_AVAILABLE':
      return {
        code: 'TLS_TOO_OLD',
        message: `No TLS 1.2 is offered by the domain controller (${origin}). Switch TLS 1.2 on there (SCHANNEL); older ones are not safe for passwords.`,
      };
    default:
      break;
  }
  if (code.endsWith('_MD_TOO_WEAK') || code.endsWith('_KEY_TOO_SMALL')) {
    return {
      code: 'TLS_TOO_WEAK',
      message: `The certificate or key of the domain controller (${origin}) is too weak to be trusted (${code}). Issue one with SHA-256 and RSA 2048 or better.`,
    };
  }
  return code.startsWith('ERR_SSL_') || code === 'EPROTO'
    ? {
        code: 'TLS_FAILED',
        message: `No TLS connection to the domain controller (${origin}) could be made (${code}). Check the port, and whether something in between inspects TLS.`,
      }
    : undefined;
}

function diagnoseSocket(code: string, { origin, host, port }: DirectoryAddress): Diagnosis {
  switch (code) {
    case 'ECONNREFUSED':
      return {
        code: 'CONNECTION_REFUSED',
        message: `Nothing listens for LDAPS at ${host}, port ${port}. Is the domain controller up, the port right, a firewall in between?`,
        retry: 'at-once',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        code: 'HOST_NOT_FOUND',
        message: `The name ${host} of the domain controller cannot be resolved (${code}). Check the spelling of \`directory.url\` and this machine's DNS.`,
        retry: 'at-once',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        code: 'HOST_UNREACHABLE',
        message: `There is no way from this machine to the domain controller ${host} (${code}). Check routes, VPN and firewall.`,
        retry: 'at-once',
      };
    case 'ETIMEDOUT':
      return connectTimedOut(origin);
    case 'ECONNRESET':
      return {
        code: 'CONNECTION_LOST',
        message:
          `The domain controller (${origin}) ended the connection before TLS was agreed. Without a server certificate a domain ` +
          'controller does just that: give it one (enterprise CA, template "Domain Controller Authentication").',
        retry: 'at-once',
      };
    default:
      return {
        code: 'CONNECTION_FAILED',
        message: `The connection to the domain controller (${origin}) failed${code === '' ? '' : ` (${code})`}. It is tried again later.`,
        retry: 'at-once',
      };
  }
}

export function connectTimedOut(origin: string): Diagnosis & { readonly retry: Retry } {
  return {
    code: 'CONNECT_TIMED_OUT',
    message: `The domain controller (${origin}) did not take a connection in time. Most often a firewall drops the packets, or the host is down.`,
    retry: 'at-once',
  };
}

function namesOf(error: unknown): string {
  const certificate = (error as { cert?: { subjectaltname?: string; subject?: { CN?: unknown } } }).cert;
  const common = certificate?.subject?.CN;
  const names = certificate?.subjectaltname ?? (typeof common === 'string' ? common : '');
  return names === '' ? 'nobody' : names.slice(0, 200);
}
