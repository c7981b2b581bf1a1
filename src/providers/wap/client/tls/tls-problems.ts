import type { Diagnosis, Peer } from './diagnosis.ts';

/** Why two ends could not agree on TLS itself, in words; undefined when `code` is about something else. */
export function describeTlsProblem(code: string, { purpose, origin, port }: Peer): Diagnosis | undefined {
  if (
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    code === 'ERR_SSL_HTTP_REQUEST'
  ) {
    return {
      code: 'TLS_NOT_SPOKEN',
      message: `What answers for ${purpose} at ${origin} does not speak TLS; perhaps it is plain HTTP. Check port ${port}: secrets are only ever sent over https.`,
    };
  }
  if (
    code === 'ERR_SSL_UNSUPPORTED_PROTOCOL' ||
    code.endsWith('_ALERT_PROTOCOL_VERSION') ||
    code === 'ERR_SSL_VERSION_TOO_LOW' ||
    code === 'ERR_SSL_NO_PROTOCOLS_AVAILABLE'
  ) {
    return {
      code: 'TLS_TOO_OLD',
      message: `No TLS 1.2 is offered by ${purpose} (${origin}). Switch TLS 1.2 on (SCHANNEL and .NET SchUseStrongCrypto on the server); older ones are not safe for passwords.`,
    };
  }
  if (code.endsWith('_ALERT_CERTIFICATE_REQUIRED') || code.endsWith('_ALERT_BAD_CERTIFICATE')) {
    return {
      code: 'TLS_CLIENT_CERTIFICATE_WANTED',
      message: `A client certificate is wanted by ${purpose} (${origin}), and we have none. Is the port right? The tenant public API on port 30006 wants one, the Admin API on 30004 and SPF on 8090 do not, unless IIS was told so (SSL Settings).`,
    };
  }
  if (code.endsWith('_MD_TOO_WEAK') || code.endsWith('_KEY_TOO_SMALL')) {
    return {
      code: 'TLS_TOO_WEAK',
      message: `The certificate or key of ${purpose} (${origin}) is too weak to be trusted (${code}). Issue one with SHA-256 and RSA 2048 or better.`,
    };
  }
  // OpenSSL renamed this alert between releases, so only its end is matched.
  if (code.endsWith('_ALERT_HANDSHAKE_FAILURE') || code === 'ERR_SSL_NO_SHARED_CIPHER') {
    return {
      code: 'TLS_HANDSHAKE_REFUSED',
      message:
        `TLS was broken off by ${purpose} (${origin}): either it shares no cipher suite with us (enable an ECDHE suite with AES-GCM for TLS 1.2), ` +
        'or it wants a client certificate, as the tenant public API on port 30006 does; the Admin API is on 30004, SPF on 8090.',
    };
  }
  return code.startsWith('ERR_SSL_') || code === 'EPROTO'
    ? {
        code: 'TLS_FAILED',
        message: `No TLS connection to ${purpose} (${origin}) could be made (${code}). Check the port, and whether something in between inspects TLS.`,
      }
    : undefined;
}
