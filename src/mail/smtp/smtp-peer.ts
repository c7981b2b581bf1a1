/** The mail server as the settings name it. */
export interface SmtpPeer {
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte. */
  readonly isImplicitTls: boolean;
  /** As a sentence names it. */
  readonly name: string;
}

export function parseSmtpUrl(url: string): SmtpPeer {
  const { protocol, hostname, port } = new URL(url);
  const isImplicitTls = protocol === 'smtps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const number = port === '' ? (isImplicitTls ? 465 : 587) : Number(port);
  return { host, port: number, isImplicitTls, name: `${hostname}:${number}` };
}

/** Whether what is said stays on this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.[0-9]{1,3}){3}$/.test(host);
}
