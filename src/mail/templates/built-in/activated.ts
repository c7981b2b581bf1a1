import { htmlPage, htmlTable, PORTAL_LINK } from './html-page.ts';

const subject = 'Your virtual data center {{vdc}} is ready';

export const activated = {
  subject,
  text: `Hello{{#customerName}} {{customerName}}{{/customerName}},

Your virtual data center {{vdc}} is ready to use.

{{#portal}}
Portal:    {{portal}}
{{/portal}}
Login:     {{login}}
{{#newPassword}}
Password:  {{password}}

This mail is the only place where the password is written down. Please keep
it safe and show it to nobody; we will never ask you for it.
{{/newPassword}}
{{#knownPassword}}

Your password is the one you already have.
{{/knownPassword}}
{{#loginMadeElsewhere}}

The password for this login is not in this mail: you have it already, or you
receive it separately.
{{/loginMadeElsewhere}}

This is what you can use:

CPUs:              {{cpu}}
Memory:            {{ram}}
Disk space:        {{disk}}
Virtual machines:  {{vms}}

Questions? Just reply to this mail.

Kind regards
{{from}}
`,
  html: htmlPage(
    subject,
    `<p>Your virtual data center <strong>{{vdc}}</strong> is ready to use.</p>
{{#portal}}
<p>Portal: ${PORTAL_LINK}</p>
{{/portal}}
<p>Login: <code style="font-size:16px">{{login}}</code></p>
{{#newPassword}}
<p>Password: <code style="font-size:16px">{{password}}</code></p>
<p>This mail is the only place where the password is written down. Please keep it safe and show it to nobody; we will never ask you for it.</p>
{{/newPassword}}
{{#knownPassword}}
<p>Your password is the one you already have.</p>
{{/knownPassword}}
{{#loginMadeElsewhere}}
<p>The password for this login is not in this mail: you have it already, or you receive it separately.</p>
{{/loginMadeElsewhere}}
<p>This is what you can use:</p>
${htmlTable([
  ['CPUs', '{{cpu}}'],
  ['Memory', '{{ram}}'],
  ['Disk space', '{{disk}}'],
  ['Virtual machines', '{{vms}}'],
])}`,
  ),
};
