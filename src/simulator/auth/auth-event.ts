export type AuthSite = 'windows' | 'tenant' | 'adfs';

/** One answered request, for logs and for tests that count. Never holds a password, a token or an envelope. */
export interface AuthEvent {
  readonly site: AuthSite;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** `handshake`: 401 with a challenge. `refused`: no login. `fault`: a SOAP fault. `page`: anything that is not a token service. */
  readonly outcome: 'issued' | 'handshake' | 'refused' | 'fault' | 'page';
  /** Why, in words that the wire does not carry. */
  readonly reason?: string;
  /** The UPN after a login, before it whatever the client calls itself. */
  readonly user?: string;
  readonly realm?: string;
}
