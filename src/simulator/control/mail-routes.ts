import { notFound } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import type { KeptMail } from '../mail/kept-mails.ts';
import type { ControlContext, ControlHandler } from './control-context.ts';
import { done, read, write } from './control-route.ts';
import { pageOf, readWish } from './list-view.ts';

/** What the mail catcher has kept, the newest first. */
export const mailRoutes: readonly Route<ControlHandler>[] = [
  read('/control/mails', ({ context: { mails }, query }) =>
    pageOf(
      mails.list().toReversed(),
      readWish(query),
      textOfMail,
      ({ text: _text, html: _html, source: _source, headers: _headers, ...summary }) => ({
        ...summary,
        receivedAt: new Date(summary.receivedAt).toISOString(),
      }),
    ),
  ),
  read('/control/mails/{id}', ({ context, params }) => {
    const mail = mailOf(context, params[0] ?? '');
    return { ...mail, receivedAt: new Date(mail.receivedAt).toISOString() };
  }),
  write('DELETE', '/control/mails', ({ context }) => done(context.mails.clear())),
];

/** By what a mail is found: never by its text, which holds a password. */
export function textOfMail({ from, to, subject }: KeptMail): string {
  return `${from} ${to.join(' ')} ${subject}`;
}

export function mailOf({ mails }: Pick<ControlContext, 'mails'>, id: string): KeptMail {
  const mail = /^\d{1,9}$/.test(id) ? mails.get(Number(id)) : undefined;
  if (mail === undefined) throw notFound(`The mail ${id}`);
  return mail;
}
