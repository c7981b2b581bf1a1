import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTemplate } from '../../src/mail/templates/parse-template.ts';
import { builtInTemplates } from '../../src/mail/templates/built-in-templates.ts';
import { customerMail, LOGIN, PASSWORD } from '../support/customer-mails.ts';
import { mailerTo, never } from '../support/mail-story.ts';
import { type Authority, issueCertificate, makeAuthority } from '../support/peers/certificates.ts';
import { type Postfix, POSTFIX_SIZE_LIMIT, startPostfix } from '../support/peers/postfix.ts';
import { canMeetPeers } from '../support/peers/require-packages.ts';
import { makeScratchFolder } from '../support/peers/scratch-folder.ts';

describe.runIf(canMeetPeers('postfix', 'certificates'))('a real Postfix', () => {
  const peers = new AsyncDisposableStack();
  let authority: Authority;
  let postfix: Postfix;

  beforeAll(async () => {
    const folder = peers.use(await makeScratchFolder('postfix'));
    authority = await makeAuthority(folder.path);
    postfix = peers.use(await startPostfix(folder.path, await issueCertificate(authority)));
  }, 60_000);
  afterAll(() => peers.disposeAsync());

  const sendTo = (to: string) =>
    mailerTo(postfix.url, { ca: authority.ca }).send(customerMail('activated', { to }), never);

  it('delivers the mail into the mailbox, as text and as HTML', async () => {
    expect(await sendTo('ops@corp.example')).toEqual({ kind: 'accepted' });
    const [raw = ''] = await postfix.mailbox(1);
    expect(raw).toContain('Delivered-To: ops@corp.example');
    expect(raw).toMatch(/with ESMTPS/);
    const mail = await PostalMime.parse(raw);
    expect(mail.text).toContain(LOGIN);
    expect(mail.text).toContain(PASSWORD);
    expect(mail.html).toContain(LOGIN);
    expect(mail.messageId).toBe('<0b6f9c1e.activated.3@provider.example>');
  });

  it.each([
    ['grey@corp.example', 'MAIL_POSTPONED', false],
    ['nobody@corp.example', 'MAIL_RECIPIENT_REFUSED', true],
    ['ops@elsewhere.example', 'MAIL_RELAY_REFUSED', true],
  ])('says no to %s, and is understood', async (to, code, isFinal) => {
    expect(await sendTo(to)).toMatchObject({ kind: 'refused', code, isFinal, isUncertain: false });
  });

  it('takes no mail that is too big', async () => {
    const text = 'x'
      .repeat(70)
      .concat('\n')
      .repeat(POSTFIX_SIZE_LIMIT / 70);
    const { template } = parseTemplate(text, { start: 0, end: text.length });
    const { activated, ...others } = builtInTemplates();
    const mailer = mailerTo(postfix.url, {
      ca: authority.ca,
      templates: { ...others, activated: { ...activated, text: template } },
    });
    expect(await mailer.send(customerMail('activated', { to: 'ops@corp.example' }), never)).toMatchObject({
      code: 'MAIL_TOO_LARGE',
      isFinal: true,
    });
  });

  it('gets nothing without encryption, nor where its authority is not trusted', async () => {
    const mail = customerMail('activated', { to: 'ops@corp.example' });
    const open = await mailerTo(postfix.url, { startTls: 'never' }).send(mail, never);
    expect(open).toMatchObject({ code: 'MAIL_STARTTLS_WANTED', isFinal: false });
    expect(await mailerTo(postfix.url).send(mail, never)).toMatchObject({ code: 'MAIL_CERTIFICATE_WRONG' });
  });

  it('takes a hundred mails over kept connections', { timeout: 30_000 }, async () => {
    const mailer = mailerTo(postfix.url, { ca: authority.ca });
    const before = (await postfix.mailbox(1)).length;
    const mails = Array.from({ length: 100 }, (_, index) =>
      customerMail('resumed', { to: `ops${index}@corp.example`, key: `resumed.${index}` }),
    );
    const answers = await Promise.all(mails.map((mail) => mailer.send(mail, never)));
    expect(answers.filter(({ kind }) => kind !== 'accepted')).toEqual([]);
    const delivered = await postfix.mailbox(before + 100);
    expect(delivered).toHaveLength(before + 100);
    expect(delivered.filter((raw) => raw.includes(PASSWORD))).toHaveLength(1);
  });
});
