import type { LogonRefusal } from '../accounts.ts';

export type NtlmRefusal =
  | LogonRefusal
  | 'malformed message'
  | 'message out of order'
  | 'no common character set'
  | 'NTLM not offered by the client'
  | 'key exchange not negotiated'
  | 'anonymous'
  | 'NTLMv1 or LM response'
  | 'wrong MIC'
  | 'wrong channel binding'
  | 'no channel binding'
  | 'Kerberos not available'
  | 'wrong mechListMIC';

/** Thrown inside the acceptor; its listener turns it into 401. The reason goes to the log and never onto the wire. */
export class NtlmRefused extends Error {
  readonly reason: NtlmRefusal;
  /** Who the client says it is, once that is known. */
  readonly user: string | undefined;
  constructor(reason: NtlmRefusal, user?: string) {
    super(reason);
    this.name = 'NtlmRefused';
    this.reason = reason;
    this.user = user;
  }
}
