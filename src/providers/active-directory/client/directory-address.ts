import { isIP } from 'node:net';
import { ControllerError } from '../../../model/controller-error.ts';

export interface DirectoryAddress {
  /** For people: `ldaps://dc1.corp.example`. */
  readonly origin: string;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** What the certificate must name where it is a name: an address is never sent as SNI. */
  readonly serverName: string;
}

const LDAPS_PORT = 636;

/** Throws `DIRECTORY_BAD_URL` for anything but an LDAPS address of one host: a bind sends the password as it is. */
export function directoryAddress(url: string): DirectoryAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isBare = parsed?.username === '' && parsed.search === '' && ['', '/'].includes(parsed.pathname);
  if (parsed?.protocol !== 'ldaps:' || parsed.hostname === '' || !isBare) {
    throw new ControllerError(
      'DIRECTORY_BAD_URL',
      'The address of the directory (directory.url) must be ldaps:// and one host, such as ldaps://dc1.corp.example: ' +
        'passwords are only ever sent over TLS, and plain LDAP with StartTLS is not spoken. Correct it in the settings.',
    );
  }
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  return {
    origin: `ldaps://${parsed.host}`,
    host,
    port: parsed.port === '' ? LDAPS_PORT : Number(parsed.port),
    serverName: isIP(host) === 0 ? host : '',
  };
}
