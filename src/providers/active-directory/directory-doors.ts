import type { LdapSession } from './client/ldap-session.ts';

/** What every part of this adapter needs to reach the directory. */
export interface DirectoryDoors {
  readonly session: LdapSession;
  /** The domain controller, for people. */
  readonly origin: string;
  /** The OU of the settings, as they write it. */
  readonly ou: string;
  /** The domain that the OU belongs to. */
  readonly domain: string;
  /** That many bytes nobody can guess. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** Tells whatever shows texts that this one is secret. */
  readonly hide: (secret: string) => void;
}
