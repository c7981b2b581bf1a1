import MailComposer from 'nodemailer/lib/mail-composer';
import type { CustomerMail } from '../model/customer-mail.ts';
import { parseSender } from './addresses.ts';
import { oneLine } from './templates/fill-in-mail.ts';
import type { RenderedMail } from './templates/render-mail.ts';

export interface MessageFrame {
  /** As in the settings. */
  readonly from: string;
  /** One address, as it goes over the wire. */
  readonly to: string;
  /** When it is written: milliseconds since 1970. */
  readonly atMs: number;
}

/** The whole message as it is handed over: text and HTML side by side, in UTF-8. Nothing is fetched or read from a file. */
export async function composeMessage(
  { subject, text, html, language }: RenderedMail,
  mail: Pick<CustomerMail, 'key' | 'customerName'>,
  { from, to, atMs }: MessageFrame,
): Promise<Buffer> {
  const sender = parseSender(from);
  const composer = new MailComposer({
    from: { name: sender.name, address: sender.address },
    // As an object, so that nobody looks for a second address in it.
    to: { name: oneLine(mail.customerName ?? ''), address: to },
    subject,
    text,
    html,
    messageId: `<${messageKey(mail.key)}@${sender.domain}>`,
    date: new Date(atMs),
    headers: {
      // Holiday notes and their like are not answered with one by a program that nobody reads.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** The same key gives the same identifier, by which mailboxes recognise a mail that arrives twice. */
function messageKey(key: string): string {
  return key.replaceAll(
    /[^A-Za-z0-9.!#$%&'*+/?^_`{|}~-]|^\.|\.$|\.(?=\.)/gu,
    (character) => `=${character.codePointAt(0)?.toString(16)}`,
  );
}
