import { htmlPage, PORTAL_LINK } from './html-page.ts';

const subject = 'Your virtual data center {{vdc}} is active again';

export const resumed = {
  subject,
  text: `Hello{{#customerName}} {{customerName}}{{/customerName}},

Your virtual data center {{vdc}} is active again, and you can work with it
as before. Virtual machines that do not run yet can be started in the portal.

{{#portal}}
Portal:  {{portal}}
{{/portal}}
Login:   {{login}}
{{#knownPassword}}

Your password is the one you already have.
{{/knownPassword}}

Questions? Just reply to this mail.

Kind regards
{{from}}
`,
  html: htmlPage(
    subject,
    `<p>Your virtual data center <strong>{{vdc}}</strong> is active again, and you can work with it as before. Virtual machines that do not run yet can be started in the portal.</p>
{{#portal}}
<p>Portal: ${PORTAL_LINK}</p>
{{/portal}}
<p>Login: <code style="font-size:16px">{{login}}</code></p>
{{#knownPassword}}
<p>Your password is the one you already have.</p>
{{/knownPassword}}`,
  ),
};
