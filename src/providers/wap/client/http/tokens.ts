/**
 * Where the bearer token of a request comes from. The token source of `auth/` has this shape; the transport knows no more
 * of it, so that a test can hand in two strings.
 */
export interface Tokens {
  /** A token that is valid now, from memory where possible. */
  token(signal: AbortSignal): Promise<string>;
  /** A newer token than `refused`, which an endpoint has just answered with 401. Callers that refuse the same token share one renewal. */
  renew(refused: string, signal: AbortSignal): Promise<string>;
  /** The identity for `x-ms-principal-id`. */
  readonly principal: string;
}
