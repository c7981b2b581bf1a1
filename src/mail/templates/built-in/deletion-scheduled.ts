import { htmlPage } from './html-page.ts';

const subject = 'Your virtual data center {{vdc}} will be deleted';

export const deletionScheduled = {
  subject,
  text: `Hello{{#customerName}} {{customerName}}{{/customerName}},

Your virtual data center {{vdc}} has been suspended and will be deleted,
together with its virtual machines and their data.

{{#deleteAt}}
It will be deleted no earlier than:  {{deleteAt}}

{{/deleteAt}}
Until then nothing is lost. If you want to keep it, or need something from
it, please reply to this mail before it is deleted: afterwards it cannot be
brought back.

Kind regards
{{from}}
`,
  html: htmlPage(
    subject,
    `<p>Your virtual data center <strong>{{vdc}}</strong> has been suspended and will be deleted, together with its virtual machines and their data.</p>
{{#deleteAt}}
<p>It will be deleted no earlier than: <strong>{{deleteAt}}</strong></p>
{{/deleteAt}}
<p>Until then nothing is lost. If you want to keep it, or need something from it, please reply to this mail before it is deleted: afterwards it cannot be brought back.</p>`,
  ),
};
