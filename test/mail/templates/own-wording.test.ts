import { describe, expect, it } from 'vitest';
import { loadTemplates, type TemplateFolder } from '../../../src/mail/templates/load-templates.ts';
import { builtInTemplates } from '../../../src/mail/templates/built-in-templates.ts';
import { renderMail } from '../../../src/mail/templates/render-mail.ts';
import { customerMail, PASSWORD, WAYS } from '../../support/customer-mails.ts';

const context = { from: '"Wolke" <wolke@provider.example>', language: 'de', portal: 'https://portal.example' };
const goodText = 'Subject: {{vdc}}\n\n{{login}}{{#newPassword}} {{password}}{{/newPassword}}\n';
const goodHtml = '<p>{{login}}{{#newPassword}} {{password}}{{/newPassword}}</p>';

function folder(files: Readonly<Record<string, string>>): TemplateFolder {
  return { folder: 'mail', files: Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) })) };
}

function complaints(files: Readonly<Record<string, string>>): readonly string[] {
  return loadTemplates(folder(files))
    .problems.filter(({ code }) => code !== 'MAIL_TEMPLATE_HALF')
    .map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
}

describe('a wording of the provider', () => {
  it('is used for its events, in its language, and the built-in one for the others', () => {
    const { templates = builtInTemplates(), problems } = loadTemplates(
      folder({
        'deletion-scheduled.txt':
          'Subject: {{vdc}} wird gelöscht\n\n{{#deleteAt}}\nAm {{deleteAt}}.\n{{/deleteAt}}\nGruß, {{from}}\n',
        'deletion-scheduled.html': '<p>{{#deleteAt}}Am {{ deleteAt }}.{{/deleteAt}} Gruß, {{from}}</p>',
      }),
    );
    expect(problems).toEqual([]);
    expect(renderMail(customerMail('deletion-scheduled'), templates, context)).toEqual({
      subject: 'acme-prod wird gelöscht',
      text: 'Am Dienstag, 1. Dezember 2026 um 10:04 UTC.\nGruß, Wolke\n',
      html: '<p>Am Dienstag, 1. Dezember 2026 um 10:04 UTC. Gruß, Wolke</p>',
      language: 'de',
    });
    expect(renderMail(customerMail('deleted'), templates, context)).toMatchObject({ language: 'en' });
  });

  it('says for each way to get in what belongs to it', () => {
    const text = `Subject: x
{{login}}
{{#newPassword}}
neu {{password}}
{{/newPassword}}
{{#knownPassword}}bekannt{{/knownPassword}}{{#loginMadeElsewhere}}anderswo{{/loginMadeElsewhere}}
{{^portal}}kein Portal{{/portal}}`;
    const { templates = builtInTemplates() } = loadTemplates(
      folder({ 'activated.txt': text, 'activated.html': goodHtml }),
    );
    const said = WAYS.map((login) => renderMail(customerMail('activated', { login }), templates, context).text);
    expect(said).toEqual([
      `ops@tenants.corp.example\nneu ${PASSWORD}\n\n`,
      'ops@tenants.corp.example\nbekannt\n',
      'ops@tenants.corp.example\nanderswo\n',
    ]);
  });

  it('may have the line breaks of Windows', () => {
    expect(complaints({ 'activated.txt': goodText.replaceAll('\n', '\r\n'), 'activated.html': goodHtml })).toEqual([]);
  });

  it('may have braces that are no placeholders, as style sheets do', () => {
    const html = `<style>@media print{p{color:red}}</style>${goodHtml}`;
    expect(complaints({ 'activated.txt': goodText, 'activated.html': html })).toEqual([]);
  });

  it('is told every mistake in one run, each at its place', () => {
    const text = `Hello
{{vcd}} {{#portl}}x{{/portl}} {{{vdc}}} {{vdc
{{password}} {{portal}} {{newPassword}}
{{#portal}}{{#deleteAt}}{{/portal}} {{/deleteAt}}
{{! a note }}
`;
    expect(complaints({ 'activated.txt': text, 'suspended.txt': 'Subject: \n{{password}}' })).toEqual([
      'mail/activated.txt:1:1 MAIL_TEMPLATE_SUBJECT_MISSING',
      'mail/activated.txt:2:1 MAIL_TEMPLATE_UNKNOWN_PLACEHOLDER',
      'mail/activated.txt:2:9 MAIL_TEMPLATE_UNKNOWN_SECTION',
      'mail/activated.txt:2:31 MAIL_TEMPLATE_SYNTAX',
      'mail/activated.txt:2:41 MAIL_TEMPLATE_SYNTAX',
      'mail/activated.txt:3:1 MAIL_TEMPLATE_PASSWORD',
      'mail/activated.txt:3:14 MAIL_TEMPLATE_NEEDS_SECTION',
      'mail/activated.txt:3:25 MAIL_TEMPLATE_UNKNOWN_PLACEHOLDER',
      'mail/activated.txt:4:12 MAIL_TEMPLATE_SECTION',
      'mail/activated.txt:4:37 MAIL_TEMPLATE_SECTION',
      'mail/activated.txt:5:1 MAIL_TEMPLATE_SYNTAX',
      'mail/suspended.txt:1:1 MAIL_TEMPLATE_SUBJECT_MISSING',
      'mail/suspended.txt:2:1 MAIL_TEMPLATE_PASSWORD',
    ]);
  });

  it('shows the line and proposes the word that was meant', () => {
    const { problems, templates } = loadTemplates(
      folder({ 'resumed.txt': 'Subject: x\n\nDear {{customer_name}}, {{vcd}}', 'resumed.html': '' }),
    );
    expect(templates).toBeUndefined();
    expect(problems).toMatchObject([
      {
        line: 3,
        column: 6,
        code: 'MAIL_TEMPLATE_SYNTAX',
        excerpt: { text: 'Dear {{customer_name}}, {{vcd}}', length: 17 },
      },
      { line: 3, column: 25, suggestion: 'Did you mean {{vdc}}?' },
    ]);
  });

  it.each([
    [
      'a subject',
      'Subject: {{#newPassword}}{{password}}{{/newPassword}}\n{{login}}{{#newPassword}}{{password}}{{/newPassword}}',
      ['1:26 MAIL_TEMPLATE_PASSWORD'],
    ],
    [
      'the opposite of its section',
      'Subject: x\n{{login}}{{^newPassword}}{{password}}{{/newPassword}}',
      ['2:26 MAIL_TEMPLATE_PASSWORD', '2:54 MAIL_TEMPLATE_LACKS_CREDENTIALS'],
    ],
  ])('has no password in %s', (_, text, codes) => {
    expect(complaints({ 'activated.txt': text, 'activated.html': goodHtml })).toEqual(
      codes.map((code) => `mail/activated.txt:${code}`),
    );
  });

  it.each([
    ['no password', 'Subject: x\n{{login}}', 1],
    ['neither', 'Subject: x\nWelcome', 2],
    [
      'the password only with a portal',
      'Subject: x\n{{login}}{{#portal}}{{#newPassword}}{{password}}{{/newPassword}}{{/portal}}',
      1,
    ],
    [
      'the login only for known passwords',
      'Subject: x\n{{#knownPassword}}{{login}}{{/knownPassword}}{{#newPassword}}{{password}}{{/newPassword}}',
      1,
    ],
  ])('lets no new customer without credentials: %s', (_, text, count) => {
    const codes = complaints({ 'activated.txt': text, 'activated.html': goodHtml });
    expect(codes.map((code) => code.split(' ')[1])).toEqual(
      Array.from({ length: count }, () => 'MAIL_TEMPLATE_LACKS_CREDENTIALS'),
    );
  });

  it('owes those who read HTML the same', () => {
    expect(complaints({ 'activated.txt': goodText, 'activated.html': '<p>Welcome</p>' })).toEqual([
      'mail/activated.html:1:15 MAIL_TEMPLATE_LACKS_CREDENTIALS',
      'mail/activated.html:1:15 MAIL_TEMPLATE_LACKS_CREDENTIALS',
    ]);
  });
});

describe('the folder', () => {
  it('must be there', () => {
    expect(loadTemplates({ folder: 'mail', files: undefined }).problems).toMatchObject([
      { file: 'mail', code: 'MAIL_TEMPLATES_MISSING' },
    ]);
  });

  it('tells what cannot be read, and does not take it for absent', () => {
    const { problems, templates } = loadTemplates({
      folder: 'mail',
      files: [
        { name: 'deleted.txt', bytes: 'unreadable' },
        { name: 'resumed.html', bytes: Buffer.from([0x3c, 0xff]) },
      ],
    });
    expect(templates).toBeUndefined();
    const codes = problems.map(({ file, code }) => `${file} ${code}`);
    expect(codes).toContain('mail/deleted.txt MAIL_TEMPLATE_UNREADABLE');
    expect(codes).toContain('mail/resumed.html FILE_NOT_UTF8');
  });

  it('warns of a file that is never used, and of half a mail', () => {
    const { problems, templates } = loadTemplates(folder({ 'activatd.txt': '', 'suspended.txt': 'Subject: x\n\ny' }));
    expect(templates).toBeDefined();
    expect(problems.map(({ file, code, severity, suggestion }) => [file, code, severity, suggestion])).toEqual([
      ['mail/activatd.txt', 'MAIL_TEMPLATE_UNKNOWN_FILE', 'warning', 'Did you mean activated.txt?'],
      ['mail/suspended.txt', 'MAIL_TEMPLATE_HALF', 'warning', 'Write suspended.html as well.'],
    ]);
  });
});
