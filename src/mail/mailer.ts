import type { CustomerMail } from '../model/customer-mail.ts';

/** What the mail server said. */
export type MailAnswer =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'refused';
      /** A code of docs/errors.md. */
      readonly code: string;
      /** In sentences; never with a password or the mail's text. */
      readonly message: string;
      /** The server will not take this mail at any other time either (5xx for this recipient or this mail). */
      readonly isFinal: boolean;
      /** The connection ended after the mail was handed over and before the answer: it may arrive. */
      readonly isUncertain: boolean;
    };

/** The way to the customer's mailbox. */
export interface Mailer {
  /** Puts the mail into words and hands it over, once. Never throws for what the server says, only when `signal` is aborted. */
  send(mail: CustomerMail, signal: AbortSignal): Promise<MailAnswer>;
  /** Ends kept connections. */
  close(): Promise<void>;
}
