import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMailer } from '../../src/main/open-mailer.ts';
import { readTemplateFolder } from '../../src/main/mail-templates.ts';
import { loadTemplates } from '../../src/mail/templates/load-templates.ts';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { customerMail } from '../support/customer-mails.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { never } from '../support/mail-story.ts';
import { settingsText } from '../support/settings-texts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Settings in a folder with a CA, a password and a wording beside them. */
function settingsBeside(server: MailServer, wording: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'mail'));
  for (const [name, text] of Object.entries(wording)) writeFileSync(join(folder, 'mail', name), text);
  writeFileSync(join(folder, 'ca.pem'), server.ca);
  writeFileSync(join(folder, 'password'), 'right\n');
  const mail = `mail:
  smtp: { url: ${server.url}, username: vdc, password: { file: password }, caFile: ca.pem }
  from: Wolke <wolke@provider.example>
  templates: mail
  language: de
`;
  const { settings, problems } = loadSettings({
    text: settingsText({
      replace: ['  auth:\n', '  tenantPortal: https://portal.example\n  auth:\n'],
      add: mail,
    }),
    file: join(folder, 'vdc.yaml'),
    baseDir: folder,
  });
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return { folder, settings };
}

const wording = {
  'resumed.txt': 'Subject: {{vdc}} läuft wieder\n\n{{#portal}}{{portal}}{{/portal}}\n{{from}}\n',
  'resumed.html': '<p>{{vdc}} läuft wieder</p>',
};

describe('the mailer of the settings', () => {
  it('logs in with the password of its file, trusts its CA and speaks its wording', async () => {
    const server = await startMailServer({ login: { username: 'vdc', password: 'right' } });
    const mailer = await openMailer(settingsBeside(server, wording).settings, () => undefined);
    expect(await mailer?.send(customerMail('resumed'), never)).toEqual({ kind: 'accepted' });
    await mailer?.close();
    expect(server.received[0]?.mail).toMatchObject({
      subject: 'acme-prod läuft wieder',
      text: expect.stringMatching(/^https:..portal\.example\nWolke\n/) as string,
      from: { name: 'Wolke' },
    });
    expect(server.received[0]?.raw).toContain('Content-Language: de');
  });

  it('is not there where the settings have no mail', async () => {
    const { settings } = settingsBeside(await startMailServer(), wording);
    const { mail: _, ...without } = settings;
    expect(await openMailer(without, () => undefined)).toBeUndefined();
  });

  it('sends nothing in a wording that has a mistake', async () => {
    const { settings } = settingsBeside(await startMailServer(), { ...wording, 'deleted.html': '{{vcd}}' });
    await expect(openMailer(settings, () => undefined)).rejects.toMatchObject({
      code: 'MAIL_TEMPLATES_INVALID',
      message: expect.stringContaining('deleted.html:1:1') as string,
    });
  });
});

describe('the folder of the wording', () => {
  it('is read as it is: notes and pictures left out, what is no file told', async () => {
    const { folder } = settingsBeside(await startMailServer(), { ...wording, 'README.md': 'notes', 'logo.png': '' });
    mkdirSync(join(folder, 'mail', 'deleted.txt'));
    symlinkSync('/nowhere', join(folder, 'mail', 'deleted.html'));
    const read = await readTemplateFolder(join(folder, 'mail'));
    expect(read.files?.map(({ name, bytes }) => [name, typeof bytes === 'string' ? bytes : 'text']).toSorted()).toEqual(
      [
        ['deleted.html', 'unreadable'],
        ['deleted.txt', 'unreadable'],
        ['resumed.html', 'text'],
        ['resumed.txt', 'text'],
      ],
    );
    expect(loadTemplates(read).templates).toBeUndefined();
  });

  it('is missing where a file stands in its place, or nothing', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['file', 'nothing'])
      expect(await readTemplateFolder(join(folder, name))).toMatchObject({ files: undefined });
  });
});
