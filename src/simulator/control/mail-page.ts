import type { Answer } from '../http/answer.ts';
import type { KeptMail } from '../mail/kept-mails.ts';
import type { ControlContext } from './control-context.ts';
import { html, joinHtml } from './html.ts';
import { mailOf } from './mail-routes.ts';
import { receivedText } from './mail-section.ts';

const HTML_TYPE = 'text/html; charset=utf-8';

/** One mail for a person (`/mails/7`), and its HTML alone (`/mails/7/html`); null for any other path. */
export function mailAnswer(context: Pick<ControlContext, 'mails'>, path: string): Answer | null {
  const [, id, part] = /^\/mails\/(\d+)(\/html)?$/.exec(path) ?? [];
  if (id === undefined) return null;
  const mail = mailOf(context, id);
  if (part === undefined)
    return { status: 200, contentType: HTML_TYPE, body: mailPage(mail), headers: framing('page') };
  return { status: 200, contentType: HTML_TYPE, body: mail.html, headers: framing('mail') };
}

/**
 * What a mail brings is a stranger's: no script, no form, nothing loaded, no origin, so that it can neither act here nor tell
 * anybody that it was read. Only our own page may frame it.
 */
function framing(what: 'page' | 'mail'): Readonly<Record<string, string>> {
  if (what === 'page')
    return {
      'content-security-policy':
        "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    };
  return {
    'content-security-policy':
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    'x-frame-options': 'SAMEORIGIN',
  };
}

function mailPage({ id, receivedAt, from, to, subject, headers, text, html: body }: KeptMail): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${subject}</title>
        <link rel="stylesheet" href="/control.css" />
      </head>
      <body>
        <header>
          <h1>${subject === '' ? '(no subject)' : subject}</h1>
          <p>${receivedText(receivedAt)}, from ${from} to ${to.join(', ')}</p>
          <p><a href="/">Simulated WAP</a></p>
        </header>
        <main>
          <section>
            <h2>Text</h2>
            <pre>${text}</pre>
          </section>
          ${
            body === ''
              ? ''
              : html`<section>
                  <h2>HTML</h2>
                  <iframe title="HTML of the mail" sandbox src="/mails/${id}/html"></iframe>
                </section>`
          }
          <section>
            <h2>Headers</h2>
            <table>
              <tbody>
                ${joinHtml(
                  headers.map(
                    ({ name, value }) =>
                      html`<tr>
                        <td><code>${name}</code></td>
                        <td>${value}</td>
                      </tr>`,
                  ),
                )}
              </tbody>
            </table>
          </section>
        </main>
      </body>
    </html>`.text;
}
