import type { LdapReport } from './client/ldap-session.ts';

export interface ActiveDirectoryOptions {
  /** `ldaps://` and one domain controller: the whole sequence must stay on one. */
  readonly url: string;
  /** PEM of the authorities to trust; absent: the machine's own. */
  readonly ca?: string;
  /** The service account: a DN, or a user principal name. */
  readonly bindDn: string;
  readonly password: string;
  /** DN of the OU in which accounts are made. */
  readonly ou: string;
  /** That many bytes nobody can guess (`crypto.randomBytes`). */
  readonly randomBytes: (size: number) => Uint8Array;
  /** Milliseconds. */
  readonly now: () => number;
  /** Told each password as soon as there is one, so that nothing shows it. */
  readonly hide?: (secret: string) => void;
  /** Asked right before a request that changes something leaves, each time; throws where it may not. */
  readonly assertMayWrite?: () => void;
  readonly onRequest?: (report: LdapReport) => void;
  /** For TCP and TLS together, in milliseconds. */
  readonly connectTimeoutMs?: number;
  /** For one request with its whole answer, in milliseconds. */
  readonly operationTimeoutMs?: number;
}
