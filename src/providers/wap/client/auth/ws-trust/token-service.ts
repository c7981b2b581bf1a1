export type LoginMode = 'windows' | 'adfs' | 'membership';

/** Which token service is asked and for what; what an error needs to be useful. */
export interface TokenService {
  readonly mode: LoginMode;
  /** As it reads in a sentence. */
  readonly purpose: string;
  /** The full URL that is posted to. */
  readonly endpoint: string;
  readonly realm: string;
  /** The account as it may be shown. */
  readonly account: string;
}

const SITES: Readonly<Record<string, string>> = {
  '30004': 'Port 30004 is the Admin API, not a token service.',
  '30005': 'Port 30005 is the tenant API, not a token service.',
  '30006': 'Port 30006 is the tenant public API, not a token service.',
  '30081': 'Port 30081 is the tenant portal, not a token service.',
  '30091': 'Port 30091 is the admin portal, not a token service.',
};

/** Names the port mistakes that people make, as a sentence with a blank in front; empty when the port is nothing special. */
export function portHint({ mode, endpoint }: Pick<TokenService, 'mode' | 'endpoint'>): string {
  const { port } = new URL(endpoint);
  if (port === '30071' && mode !== 'membership') {
    return ' Port 30071 is the tenant site; the admin site, which logs in Windows accounts, is on 30072.';
  }
  if (port === '30072' && mode === 'membership') {
    return ' Port 30072 is the admin site; the tenant site, which logs in membership accounts, is on 30071.';
  }
  const hint = SITES[port];
  return hint === undefined ? '' : ` ${hint}`;
}
