import type { Secret } from '../model/secret.ts';
import type { MailTemplates } from './templates/template.ts';

export interface MailTimeLimits {
  /** From looking up the name to the end of TLS. */
  readonly connectMs: number;
  /** How long the server may say nothing. Also how long a connection is kept that nobody uses. */
  readonly silenceMs: number;
  /** For one mail as a whole, however slowly the server goes on; waiting for a free connection included. */
  readonly mailMs: number;
}

/** What servers may take by RFC 5321 is ten minutes; a pass waits for no mailbox that long, and what is uncertain says so. */
export const usualLimits: MailTimeLimits = { connectMs: 20_000, silenceMs: 60_000, mailMs: 180_000 };

export interface SmtpOptions {
  /** `smtp://host:port`, encrypted by STARTTLS, or `smtps://host:port`, encrypted from the first byte. */
  readonly url: string;
  readonly startTls: 'required' | 'optional' | 'never';
  /** PEM; instead of the system's store. */
  readonly ca?: string;
  readonly login?: { readonly username: string; readonly password: Secret };
  readonly limits?: MailTimeLimits;
  /** Milliseconds for which a server that could not be reached is not asked again; what is sent meanwhile gets its last answer. */
  readonly restMs?: number;
  /** Milliseconds since 1970, for the Date of each mail too. */
  readonly now: () => number;
}

export interface MailerOptions extends SmtpOptions {
  /** An address, or a name and an address in angle brackets. */
  readonly from: string;
  readonly templates: MailTemplates;
  /** BCP 47 tag of what the templates are written in. */
  readonly language: string;
  /** The link to where the customer logs in. */
  readonly portal?: string;
}
