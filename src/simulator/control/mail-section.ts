import type { KeptMail } from '../mail/kept-mails.ts';
import type { ControlContext } from './control-context.ts';
import { html, joinHtml, type Html } from './html.ts';
import { pageOf, readWish } from './list-view.ts';
import { textOfMail } from './mail-routes.ts';
import { pager } from './pager.ts';

/** What came in, the newest first; each opens on a page of its own. */
export function mailSection({ mails }: ControlContext, query: ReadonlyMap<string, string>): Html {
  const page = pageOf(mails.list().toReversed(), readWish(query, 'm-', 15), textOfMail, (mail) => mail);
  return html`<section>
    <h2>Mail <small>${page.total}</small></h2>
    <table>
      <thead>
        <tr>
          <th>Received</th>
          <th>To</th>
          <th>Subject</th>
        </tr>
      </thead>
      <tbody>
        ${joinHtml(page.items.map(mailRow))}
      </tbody>
    </table>
    ${pager(query, 'm-', page)}${page.total === 0 ? '' : html`<button data-method="DELETE" data-url="/control/mails">Clear</button>`}
  </section>`;
}

function mailRow({ id, receivedAt, to, subject }: KeptMail): Html {
  return html`<tr>
    <td>${receivedText(receivedAt)}</td>
    <td>${to.join(', ')}</td>
    <td><a href="/mails/${id}">${subject === '' ? '(no subject)' : subject}</a></td>
  </tr>`;
}

export function receivedText(ms: number): string {
  return `${new Date(ms).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
}
