import { htmlPage } from './html-page.ts';

const subject = 'Your virtual data center {{vdc}} has been suspended';

export const suspended = {
  subject,
  text: `Hello{{#customerName}} {{customerName}}{{/customerName}},

Your virtual data center {{vdc}} has been suspended. You cannot work with it
at the moment, and its virtual machines may have been shut down. Nothing has
been deleted: your machines and their data are kept.

If you did not expect this, please reply to this mail, so that we can find
out together how it goes on.

Kind regards
{{from}}
`,
  html: htmlPage(
    subject,
    `<p>Your virtual data center <strong>{{vdc}}</strong> has been suspended. You cannot work with it at the moment, and its virtual machines may have been shut down. Nothing has been deleted: your machines and their data are kept.</p>
<p>If you did not expect this, please reply to this mail, so that we can find out together how it goes on.</p>`,
  ),
};
