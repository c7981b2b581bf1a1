import type { CustomerMail } from '../../model/customer-mail.ts';
import type { TemplateValues } from './render-template.ts';
import { splitSender } from './split-sender.ts';

/** What a mail says that is the same for every customer. */
export interface MailContext {
  /** `mail.from`; a reader is told the name, or else the address. */
  readonly from: string;
  /** `wap.tenantPortal`. */
  readonly portal?: string;
  /** BCP 47 tag: how a date is written. */
  readonly language: string;
}

/** The values of every placeholder, and which sections apply. */
export function fillInMail(mail: CustomerMail, { from, portal, language }: MailContext): TemplateValues {
  const { login, deleteAtMs, customerName } = mail;
  const name = oneLine(customerName ?? '');
  const sender = splitSender(from);
  return {
    values: {
      vdc: oneLine(mail.vdc),
      customerName: name === '' ? oneLine(mail.to) : name,
      login: oneLine(login.login),
      // Never trimmed nor tidied: it must be the very password that was set.
      password: mail.event === 'activated' && login.kind === 'new-password' ? login.password.reveal() : '',
      portal: oneLine(portal ?? ''),
      cpu: oneLine(mail.limits.cpu),
      ram: oneLine(mail.limits.ram),
      disk: oneLine(mail.limits.disk),
      vms: oneLine(mail.limits.vms),
      deleteAt: deleteAtMs === undefined ? '' : formatMoment(deleteAtMs, language),
      from: oneLine(sender.name || sender.address),
    },
    sections: {
      newPassword: mail.event === 'activated' && login.kind === 'new-password',
      knownPassword: login.kind === 'known-password' || (login.kind === 'new-password' && mail.event !== 'activated'),
      loginMadeElsewhere: login.kind === 'made-elsewhere',
      portal: portal !== undefined,
      deleteAt: deleteAtMs !== undefined,
      customerName: name !== '',
    },
  };
}

/** Line breaks would begin a header or a paragraph of somebody else's making; what turns the direction of writing hides text. Joiners stay: names need them. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** With the zone in it: nobody knows where the customer is. */
function formatMoment(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(ms);
}
