import { htmlPage } from './html-page.ts';

const subject = 'Your virtual data center {{vdc}} has been deleted';

export const deleted = {
  subject,
  text: `Hello{{#customerName}} {{customerName}}{{/customerName}},

Your virtual data center {{vdc}} has been deleted, together with its virtual
machines and their data. This cannot be undone.

Thank you for having been with us. Questions? Just reply to this mail.

Kind regards
{{from}}
`,
  html: htmlPage(
    subject,
    `<p>Your virtual data center <strong>{{vdc}}</strong> has been deleted, together with its virtual machines and their data. This cannot be undone.</p>
<p>Thank you for having been with us.</p>`,
  ),
};
