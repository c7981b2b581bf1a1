import { describe, expect, it } from 'vitest';
import { secret } from '../../src/model/secret.ts';
import { EVENTS } from '../../src/mail/templates/vocabulary.ts';
import { customerMail, LOGIN, PASSWORD, WAYS } from '../support/customer-mails.ts';
import { startMailServer } from '../support/mail-server.ts';
import { mailerTo, never, SENT_AT_MS } from '../support/mail-story.ts';

describe('a mail to a customer', () => {
  it('arrives encrypted, as text and as HTML that say the same', async () => {
    const server = await startMailServer();
    expect(await mailerTo(server.url, { ca: server.ca }).send(customerMail(), never)).toEqual({ kind: 'accepted' });
    const [received] = server.received;
    expect(received).toMatchObject({ isEncrypted: true, from: 'cloud@provider.example', to: ['ops@acme.example'] });
    expect(words(plain(received?.mail.html ?? ''))).toEqual(words(received?.mail.text ?? ''));
    for (const value of ['acme-prod', LOGIN, '16', '64Gi', '2Ti', 'unlimited', 'https://portal.example/?a=1&b=2'])
      expect(received?.mail.text).toContain(value);
  });

  it('says whom it is from, to whom, when, in what language, and that a program wrote it', async () => {
    const server = await startMailServer();
    await mailerTo(server.url, { ca: server.ca }).send(customerMail(), never);
    const [received] = server.received;
    const header = (key: string) => received?.mail.headers.find((one) => one.key === key)?.value;
    expect(received?.mail).toMatchObject({
      from: { name: 'Cloud', address: 'cloud@provider.example' },
      to: [{ name: 'Acme Operations', address: 'ops@acme.example' }],
      subject: 'Your virtual data center acme-prod is ready',
      messageId: '<0b6f9c1e.activated.3@provider.example>',
      date: new Date(SENT_AT_MS).toISOString(),
    });
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('x-auto-response-suppress')).toBe('All');
    expect(header('content-language')).toBe('en');
    expect(received?.raw.match(/^Content-Type: text.*$/gm)).toEqual([
      'Content-Type: text/plain; charset=utf-8',
      'Content-Type: text/html; charset=utf-8',
    ]);
    expect(received?.raw).not.toMatch(/nodemailer|x-mailer/i);
  });

  it('is the same mail at every attempt, to those who compare identifiers', async () => {
    const server = await startMailServer();
    const mailer = mailerTo(server.url, { ca: server.ca });
    await mailer.send(customerMail(), never);
    await mailer.send(customerMail(), never);
    await mailer.send(customerMail('activated', { key: '..weird key>\r\nBcc: x@y.example' }), never);
    const [first, second, third] = server.received.map(({ mail }) => mail.messageId);
    expect(second).toBe(first);
    expect(third).toMatch(/^<[^\s<>]+@provider\.example>$/);
  });

  it('carries the password only when the VDC was activated, and then exactly as it was set', async () => {
    const server = await startMailServer({});
    const mailer = mailerTo(server.url, { ca: server.ca });
    for (const event of EVENTS) for (const login of WAYS) await mailer.send(customerMail(event, { login }), never);
    const carrying = server.received.filter(({ mail }) => mail.text?.includes(PASSWORD));
    expect(carrying).toHaveLength(1);
    expect(carrying[0]?.mail.subject).toContain('ready');
    expect(carrying[0]?.mail.html).toContain('S3cr3t-&#38;-&#34;Pa&#60;ss&#62;&#39;');
    expect(carrying[0]?.mail.subject).not.toContain(PASSWORD);
    const others = server.received.filter((one) => one !== carrying[0]);
    expect(others).toHaveLength(14);
    for (const { raw, mail } of others) expect(raw + (mail.html ?? '')).not.toContain('S3cr3t');
  });

  it('keeps a password whole that has blanks at its ends and letters of any script', async () => {
    const server = await startMailServer();
    const password = '  Grüße=C3=BC {{vdc}} 密码  ';
    const login = { kind: 'new-password', login: LOGIN, password: secret(password) } as const;
    await mailerTo(server.url, { ca: server.ca }).send(customerMail('activated', { login }), never);
    expect(server.received[0]?.mail.text).toContain(`Password:  ${password}\n`);
  });

  it('goes over one kept connection, however many there are', async () => {
    const server = await startMailServer({ login: { username: 'vdc', password: 'p' } });
    const mailer = mailerTo(server.url, { ca: server.ca, login: { username: 'vdc', password: secret('p') } });
    for (let count = 0; count < 5; count += 1) await mailer.send(customerMail(), never);
    expect(server.seen).toEqual({ connections: 1, logins: 1 });
    await Promise.all(Array.from({ length: 40 }, () => mailer.send(customerMail(), never)));
    expect(server.received).toHaveLength(45);
    expect(server.seen.connections).toBeLessThanOrEqual(4);
  });

  it('goes over TLS from the first byte where the address says smtps', async () => {
    const server = await startMailServer({ isImplicitTls: true, hasStartTls: false });
    expect(await mailerTo(server.url, { ca: server.ca }).send(customerMail(), never)).toEqual({ kind: 'accepted' });
    expect(server.received[0]?.isEncrypted).toBe(true);
  });
});

/** What a reader of the HTML sees below its headline. */
function plain(html: string): string {
  return html
    .replaceAll(/<title>.*<\/title>|<h1.*<\/h1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Without how it is laid out, and without the colons that a table needs none of. */
function words(text: string): readonly string[] {
  return text.split(/:?\s+/).filter((word) => word !== '');
}
