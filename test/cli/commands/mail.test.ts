import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { setCliStage, type StageOptions } from '../../support/cli-stage.ts';

const added = `directory:
  url: ldaps://dc1.corp.example
  bindDn: CN=svc-vdc,DC=corp,DC=example
  password: { env: AD_PASSWORD }
  ou: OU=Tenants,DC=corp,DC=example
  upnSuffix: tenants.corp.example
mail:
  smtp: { url: smtp://mail.corp.example, username: vdc, password: { env: SMTP_PASSWORD } }
  from: Cloud <cloud@provider.example>
`;

const own = (files: Readonly<Record<string, string>>): NonNullable<StageOptions['readTemplateFolder']> => {
  const list = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  return (folder) => Promise.resolve({ folder: folder.replace('/srv/vdc/', ''), files: list });
};

const spec = (more: string) => `apiVersion: vdc/v1
kind: VirtualDataCenter
metadata: { name: globex-dev }
spec:
  owner: { email: it@globex.example, name: Globex & Sons }
  cpu: 4
  ram: 8Gi
  disk: 100Gi
${more}`;

const snapshotOf =
  (text: string): NonNullable<StageOptions['loadSnapshot']> =>
  () =>
    Promise.resolve({
      revision: 'x',
      files: [{ path: 'specs/globex.yaml', bytes: Buffer.from(text), contentHash: 'x' }],
    });

const loadSnapshot = snapshotOf(spec('  hostingPlan: standard\n'));

describe('vdc mail', () => {
  it('shows the mail of an event with a password that nobody takes for one', async () => {
    const stage = setCliStage({ settings: added });
    expect(await stage.vdc('mail', 'activated')).toBe(0);
    expect(stage.out()).toMatch(
      /^From: Cloud <cloud@provider\.example>\nTo: ops@acme\.example\nSubject: Your .* is ready\n\nHello/,
    );
    expect(stage.out()).toContain('Login:     ops@tenants.corp.example\nPassword:  example-password\n');
    expect(stage.err()).toBe('');
  });

  it('shows all five where none is named, and a password in one of them', async () => {
    const stage = setCliStage({ settings: added });
    expect(await stage.vdc('mail')).toBe(0);
    expect(stage.out().match(/^=== .* ===$/gm)).toEqual(
      ['activated', 'suspended', 'resumed', 'deletion-scheduled', 'deleted'].map((event) => `=== ${event} ===`),
    );
    expect(stage.out().match(/example-password/g)).toHaveLength(1);
    expect(stage.out()).toContain('Friday, November 27, 2026 at 10:04 AM UTC');
  });

  it('says without a directory that the login is made elsewhere, and needs no mail in the settings', async () => {
    const stage = setCliStage();
    expect(await stage.vdc('mail', 'activated')).toBe(0);
    expect(stage.out()).toContain('Login:     ops@acme.example');
    expect(stage.out()).not.toContain('Password:');
    const other = setCliStage();
    await other.vdc('mail', 'activated', '--login', 'known-password');
    expect(other.out()).toContain('Your password is the one you already have.');
  });

  it('takes the values of a spec', async () => {
    const stage = setCliStage({ settings: added, loadSnapshot });
    expect(await stage.vdc('mail', 'activated', '--vdc', 'globex-dev')).toBe(0);
    for (const value of ['To: it@globex.example', 'Hello Globex & Sons', 'it@tenants.corp.example', '8Gi', 'unlimited'])
      expect(stage.out()).toContain(value);
    const lost = setCliStage({ settings: added, loadSnapshot });
    expect(await lost.vdc('mail', '--vdc', 'globex')).toBe(1);
    expect(lost.err()).toContain('VDC_UNKNOWN');
  });

  it('says why a spec that is there cannot be taken', async () => {
    const stage = setCliStage({ settings: added, loadSnapshot: snapshotOf(spec('  disk: 1Gi\n')) });
    expect(await stage.vdc('mail', '--vdc', 'globex-dev')).toBe(1);
    expect(stage.err()).toContain('specs/globex.yaml:9:3');
  });

  it('does not fetch a repository for that', async () => {
    const git = setCliStage({ settings: 'specs: { git: { url: ssh://git@host/vdcs.git } }\n', loadSnapshot });
    expect(await git.vdc('mail', '--vdc', 'globex-dev')).toBe(1);
    expect(git.err()).toContain('MAIL_SPECS_ELSEWHERE');
    expect(await git.vdc('mail', 'activated', '--vdc', 'globex-dev', '--specs', 'specs')).toBe(0);
  });

  it('gives a page for a browser, of one mail or of all', async () => {
    const one = setCliStage({ settings: added, loadSnapshot });
    await one.vdc('mail', 'suspended', '-o', 'html', '--vdc', 'globex-dev');
    expect(one.out()).toMatch(/^<!DOCTYPE html>[\s\S]*Hello Globex &#38; Sons/);
    const all = setCliStage({ settings: added });
    await all.vdc('mail', '-o', 'html');
    expect(all.out().match(/<iframe sandbox/g)).toHaveLength(5);
    expect(all.out().match(/<!DOCTYPE html>/g)).toHaveLength(1);
  });

  it('gives the whole message for a mail program', async () => {
    const stage = setCliStage({ settings: added });
    expect(await stage.vdc('mail', 'activated', '-o', 'eml')).toBe(0);
    const mail = await PostalMime.parse(stage.out());
    expect(mail).toMatchObject({ subject: 'Your virtual data center acme-prod is ready', from: { name: 'Cloud' } });
    expect(mail.date).toBe('2026-11-24T10:04:11.000Z');
    const many = setCliStage({ settings: added });
    expect(await many.vdc('mail', '-o', 'eml')).toBe(1);
    expect(many.err()).toContain('MAIL_EVENT_WANTED');
  });

  it('knows which events there are', async () => {
    const stage = setCliStage({ settings: added });
    expect(await stage.vdc('mail', 'activate')).toBe(1);
    expect(stage.err()).toMatch(/Did you mean activated\?[\s\S]*MAIL_EVENT_UNKNOWN/);
  });

  it('shows the wording of the provider, and nothing where that has a mistake', async () => {
    const withFolder = `${added}  templates: ./mail\n  language: de\n`;
    const files = { 'deleted.txt': 'Subject: Weg\n\n{{vdc}} ist weg.\n', 'deleted.html': '<p>{{vdc}} ist weg.</p>' };
    const stage = setCliStage({ settings: withFolder, readTemplateFolder: own(files) });
    expect(await stage.vdc('mail', 'deleted')).toBe(0);
    expect(stage.out()).toContain('Subject: Weg\n\nacme-prod ist weg.\n');
    const wrong = setCliStage({
      settings: withFolder,
      readTemplateFolder: own({ ...files, 'deleted.html': '{{vcd}}' }),
    });
    expect(await wrong.vdc('mail', 'deleted')).toBe(3);
    expect(wrong.out()).toBe('');
    expect(wrong.err()).toContain('mail/deleted.html:1:1');
  });
});

describe('vdc validate', () => {
  it('tells the mistakes of the wording beside those of the specs', async () => {
    const stage = setCliStage({
      settings: `${added}  templates: ./mail\n`,
      readTemplateFolder: own({ 'deleted.txt': 'Gone\n\n{{password}}', 'deleted.html': '{{#portal}}' }),
      loadSnapshot,
    });
    expect(await stage.vdc('validate', '-o', 'json')).toBe(3);
    const { problems } = JSON.parse(stage.out()) as { problems: readonly Record<string, unknown>[] };
    expect(
      problems.map(
        ({ file, line, column, code }) => `${String(file)}:${String(line)}:${String(column)} ${String(code)}`,
      ),
    ).toEqual([
      'mail/deleted.html:1:1 MAIL_TEMPLATE_SECTION',
      'mail/deleted.txt:1:1 MAIL_TEMPLATE_SUBJECT_MISSING',
      'mail/deleted.txt:3:1 MAIL_TEMPLATE_PASSWORD',
    ]);
  });
});

describe('docs/mail.md', () => {
  const page = readFileSync('docs/mail.md', 'utf8');

  it('shows settings and a wording that are valid', async () => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const wording = /```\n(Subject: [\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(wording).not.toBe('');
    const stage = setCliStage({
      settings: yaml,
      readTemplateFolder: own({ 'activated.txt': wording, 'activated.html': `<p>${wording}</p>` }),
      loadSnapshot,
    });
    expect(await stage.vdc('validate')).toBe(0);
    expect(stage.out()).toBe('1 VDC, no problems.\n');
  });
});
