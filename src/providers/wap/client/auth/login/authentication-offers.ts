/** What a 401 offers for logging in, by lower-case scheme; the token is empty where the server sent none. */
export type AuthenticationOffers = ReadonlyMap<string, string>;

const OFFER = /(?:^|,)\s*([a-z][a-z0-9-]*)(?:\s+([a-z0-9+/]+={0,2}))?(?=\s*(?:,|$))/giu;
const SCHEME_WITH_PARAMETERS = /(?:^|,)\s*([a-z][a-z0-9-]*)\s+[a-z0-9_-]+\s*=/giu;

/** Reads WWW-Authenticate, sent as several headers or as one list. */
export function readAuthenticationOffers(header: string | readonly string[] | undefined): AuthenticationOffers {
  const offers = new Map<string, string>();
  const lines = header === undefined ? [] : typeof header === 'string' ? [header] : header;
  for (const line of lines) {
    for (const [, scheme = ''] of line.matchAll(SCHEME_WITH_PARAMETERS)) offers.set(scheme.toLowerCase(), '');
    for (const [, scheme = '', token = ''] of line.matchAll(OFFER)) offers.set(scheme.toLowerCase(), token);
  }
  return offers;
}
