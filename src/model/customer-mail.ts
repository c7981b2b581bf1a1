import type { Secret } from './secret.ts';
import type { VdcName } from './virtual-data-center.ts';

/** What the customer is told of: one mail for each. */
export type MailEvent = 'activated' | 'suspended' | 'resumed' | 'deletion-scheduled' | 'deleted';

/** How the customer gets in: with the password that this mail carries, with the one they have, or with a login that somebody else gives them. */
export type LoginWay =
  | { readonly kind: 'new-password'; readonly login: string; readonly password: Secret }
  | { readonly kind: 'known-password'; readonly login: string }
  | { readonly kind: 'made-elsewhere'; readonly login: string };

/** One mail about one event, before it has words. */
export interface CustomerMail {
  readonly event: MailEvent;
  /** One address. */
  readonly to: string;
  /** The owner's name where the spec gives one. */
  readonly customerName?: string;
  readonly vdc: VdcName;
  /** As the spec writes them: `16`, `64Gi`, `unlimited`. */
  readonly limits: { readonly cpu: string; readonly ram: string; readonly disk: string; readonly vms: string };
  readonly login: LoginWay;
  /** For `deletion-scheduled`: milliseconds since 1970. */
  readonly deleteAtMs?: number;
  /** Left part of the Message-ID: the same for every attempt to send the same text. */
  readonly key: string;
}

/** What the customer was told last of a VDC; `nothing`: not even that it is there. */
export type Told = 'nothing' | 'active' | 'suspended' | 'deletion-scheduled';

/** How a mail says how to get in; the password itself is made when the mail is. */
export type LoginWord = LoginWay['kind'];

/** One mail that is due. Plain data like every action. */
export interface MailAction {
  readonly verb: 'update';
  readonly kind: 'mail';
  readonly resource: string;
  readonly reason: 'customer-not-told';
  readonly event: MailEvent;
  /** What the customer knows once it was accepted; absent for the last mail of all. */
  readonly tells?: Exclude<Told, 'nothing'>;
  readonly to: string;
  readonly customerName?: string;
  readonly limits: CustomerMail['limits'];
  readonly login: string;
  readonly way: LoginWord;
  /** For `deletion-scheduled`: milliseconds from the retirement to the deletion. */
  readonly graceMs?: number;
}
