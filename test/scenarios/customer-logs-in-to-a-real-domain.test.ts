import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCertificate, makeAuthority } from '../support/peers/certificates.ts';
import { type Postfix, startPostfix } from '../support/peers/postfix.ts';
import { canMeetPeers } from '../support/peers/require-packages.ts';
import { SERVICE, type SambaDirectory, startSambaDirectory, TENANTS } from '../support/peers/samba-directory.ts';
import { makeScratchFolder } from '../support/peers/scratch-folder.ts';
import { logIn } from '../support/directory-story.ts';
import { startStory, type Story } from '../support/story.ts';

/** The program, a real domain controller, a real mail server, and a simulated WAP. */
describe.runIf(canMeetPeers('sambaDirectory', 'postfix', 'certificates'))('a customer of a real domain', () => {
  let domain: SambaDirectory;
  let postfix: Postfix;
  let mailCa: string;
  const ending: AsyncDisposable[] = [];

  beforeAll(async () => {
    domain = await startSambaDirectory();
    ending.push(domain);
    const scratch = await makeScratchFolder('mail');
    ending.push(scratch);
    const authority = await makeAuthority(scratch.path);
    const tls = await issueCertificate(authority, { name: 'mail', subjectAltName: 'DNS:localhost,IP:127.0.0.1' });
    mailCa = authority.ca;
    postfix = await startPostfix(scratch.path, tls);
    ending.push(postfix);
  });
  afterAll(async () => {
    for (const one of ending.toReversed()) await one[Symbol.asyncDispose]();
  });

  async function standing(): Promise<Story> {
    const story = await startStory();
    await story.write('ad-ca.pem', domain.ca);
    await story.write('mail-ca.pem', mailCa);
    await story.write('ad-password', `${SERVICE.password}\n`);
    await story.setting(
      'hostingPlans:',
      `directory:
  url: ${domain.url}
  caFile: ./ad-ca.pem
  bindDn: ${SERVICE.dn}
  password: { file: ./ad-password }
  ou: ${TENANTS}
  upnSuffix: corp.example
mail:
  smtp: { url: "${postfix.url}", caFile: ./mail-ca.pem }
  from: Cloud <cloud@corp.example>
hostingPlans:`,
    );
    return story;
  }

  it('logs in with what the mail says, is kept out while he is suspended, and is gone with his VDC', async () => {
    const story = await standing();
    for (const name of ['x1', 'x2', 'x3', 'x4']) await story.spec(name, { owner: 'else@corp.example' });
    const mine = { owner: 'jo@corp.example', more: ['deletion: { grace: 0s }'] };
    await story.spec('acme', mine);
    expect(await story.apply()).toEnd(0, 'mail/activated');
    const mails = (await postfix.mailbox(5)).map(decoded);
    const [mail = ''] = mails.filter((text) => /^Delivered-To: jo@/m.test(text) && text.includes('acme'));
    const login = /^\s*Login: +(\S+)$/m.exec(mail)?.[1] ?? '';
    const password = /^\s*Password: +(\S+)$/m.exec(mail)?.[1] ?? '';
    expect(login).toMatch(/^jo\.corp-[0-9a-f]{6}@corp\.example$/);
    expect(await logIn(domain, login, password)).toBe('welcome');
    expect(await story.apply()).toEnd(0, 'No changes.');

    await story.spec('acme', { ...mine, state: 'suspended' });
    expect(await story.apply()).toEnd(0, 'account enabled → disabled');
    expect(await logIn(domain, login, password)).toBe('533');
    await story.spec('acme', mine);
    expect(await story.apply()).toEnd(0, 'account disabled → enabled');
    expect(await logIn(domain, login, password)).toBe('welcome');

    await domain.tool('user', 'disable', login.split('@')[0] ?? '');
    expect(await story.vdc('plan')).toEnd(0, 'drift', 'account disabled → enabled');
    expect(await story.apply()).toEnd(0);
    expect(await logIn(domain, login, password)).toBe('welcome');

    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(0, '- account/', 'mail/deleted');
    expect(await logIn(domain, login, password)).toBe('52e');
    const all = (await postfix.mailbox(9)).map(decoded);
    expect(all.filter((text) => text.includes(password))).toHaveLength(1);
    for (const { path, bytes } of await story.readAll())
      expect(`${path}: ${bytes.includes(password)}`).toBe(`${path}: false`);
  });
});

/** Quoted-printable, as far as a login and a password need it. */
function decoded(mail: string): string {
  return mail
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
