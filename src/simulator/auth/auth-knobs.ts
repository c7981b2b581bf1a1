import type { ExtendedProtection } from './ntlm/channel-binding.ts';
import type { Scheme } from './ntlm/create-ntlm-acceptor.ts';
import type { ResponseStyle } from './ws-trust/write-token-response.ts';

/** How one token service behaves. Read at every request: change a value, and the next answer differs. */
export interface SiteKnobs {
  /** `unavailable`: 503 to everything, as AD FS answers when an endpoint or the farm is down. */
  availability: 'up' | 'unavailable';
  /** `request-failed`: good credentials, and MSIS3127 all the same. */
  outcome: 'token' | 'request-failed';
  /** `saml`: the relying party is not enabled for JWT, so that an assertion comes where a JWT was asked for. */
  tokenKind: 'jwt' | 'saml';
  style: ResponseStyle;
  tokenLifetimeMs: number;
}

export interface AuthKnobs {
  windows: SiteKnobs & {
    extendedProtection: ExtendedProtection;
    /** Offered in this order, and no others taken. */
    schemes: readonly Scheme[];
  };
  tenant: SiteKnobs & {
    /** `granted`: administrators have a login here as well, and tokens for the admin site are issued. */
    adminSite: 'refused' | 'granted';
  };
  adfs: SiteKnobs;
  /** Wrong passwords in a row that lock an account, on whichever site; 0 never locks. */
  lockoutAfter: number;
  /** How far the time stamp of a request may be off. */
  clockSkewMs: number;
}

const hourMs = 3_600_000;

/** Knobs as a healthy installation has them: 8 hours from WAP's own sites, one hour from AD FS. */
export function defaultAuthKnobs(): AuthKnobs {
  const site: SiteKnobs = {
    availability: 'up',
    outcome: 'token',
    tokenKind: 'jwt',
    style: { prefix: 't', valueType: 'full', lifetime: 'present' },
    tokenLifetimeMs: 8 * hourMs,
  };
  return {
    windows: { ...site, extendedProtection: 'allow', schemes: ['Negotiate', 'NTLM'] },
    tenant: { ...site, adminSite: 'refused' },
    adfs: {
      ...site,
      style: { prefix: 'trust', valueType: 'short', lifetime: 'present' },
      tokenLifetimeMs: hourMs,
    },
    lockoutAfter: 0,
    clockSkewMs: 300_000,
  };
}
