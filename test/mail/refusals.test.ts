import { describe, expect, it } from 'vitest';
import { secret } from '../../src/model/secret.ts';
import { customerMail, PASSWORD } from '../support/customer-mails.ts';
import { type MailServerWish, startMailServer } from '../support/mail-server.ts';
import { codeOf, mailerTo, never } from '../support/mail-story.ts';
import { startScriptedSmtp } from '../support/scripted-smtp.ts';

describe('a mail server that says no', () => {
  const cases: readonly (readonly [string, MailServerWish, string, boolean])[] = [
    [
      'there is no such mailbox',
      { recipient: { code: 550, words: '5.1.1 no such user' } },
      'MAIL_RECIPIENT_REFUSED',
      true,
    ],
    ['come back later', { recipient: { code: 450, words: '4.7.1 greylisted' } }, 'MAIL_POSTPONED', false],
    ['no relaying', { recipient: { code: 554, words: '5.7.1 relay access denied' } }, 'MAIL_RELAY_REFUSED', true],
    ['not from this sender', { sender: { code: 553, words: '5.7.1 not yours' } }, 'MAIL_SENDER_REFUSED', false],
    ['log in first', { sender: { code: 530, words: '5.7.0 authentication required' } }, 'MAIL_LOGIN_WANTED', false],
    ['too big, as it announced', { size: 1000 }, 'MAIL_TOO_LARGE', true],
    ['too big, once it has it', { message: { code: 552, words: '5.3.4 too big' } }, 'MAIL_TOO_LARGE', true],
    ['not with these words', { message: { code: 554, words: '5.7.1 looks like spam' } }, 'MAIL_REFUSED', true],
    ['the disk is full', { message: { code: 452, words: '4.3.1 insufficient storage' } }, 'MAIL_POSTPONED', false],
  ];

  it.each(cases)('"%s" is told as what it is', async (_, wish, code, isFinal) => {
    const server = await startMailServer(wish);
    const answer = await mailerTo(server.url, { ca: server.ca }).send(customerMail(), never);
    expect(answer).toMatchObject({ kind: 'refused', code, isFinal, isUncertain: false });
    expect(server.received).toEqual([]);
  });

  it('is asked again for the next mail over the same connection', async () => {
    const server = await startMailServer({ recipient: { code: 450, words: '4.7.1 greylisted' } });
    const mailer = mailerTo(server.url, { ca: server.ca });
    for (let count = 0; count < 3; count += 1)
      expect(codeOf(await mailer.send(customerMail(), never))).toBe('MAIL_POSTPONED');
    expect(server.seen.connections).toBe(1);
  });

  it('has its words told on one line, but none that came after the text: they may quote it', async () => {
    const before = await startMailServer({ recipient: { code: 550, words: '5.1.1 no\u001b[31m such user' } });
    const answer = await mailerTo(before.url, { ca: before.ca }).send(customerMail(), never);
    expect(answer).toMatchObject({ message: expect.stringContaining('(550 5.1.1: no [31m such user)') as string });
    const after = await startMailServer({ message: { code: 554, words: `5.6.0 I read ${PASSWORD}` } });
    const text = JSON.stringify(await mailerTo(after.url, { ca: after.ca }).send(customerMail(), never));
    expect(text).toContain('554 5.6.0');
    expect(text).not.toContain('I read');
  });

  it('is not quoted where it repeats the password of the login', async () => {
    const pass = 'hunter2hunter2';
    const echo = Buffer.from(pass).toString('base64');
    for (const words of [pass, echo]) {
      const server = await startScriptedSmtp({
        EHLO: '250-scripted\r\n250 AUTH LOGIN',
        AUTH: '334 VXNlcm5hbWU6',
        DMRJ: '334 UGFzc3dvcmQ6',
        [echo.toUpperCase()]: '235 2.7.0 in',
        RCPT: `550 5.1.1 who is ${words}`,
      });
      const login = { username: '\u000c\u00c4\u0063', password: secret(pass) };
      const answer = await mailerTo(server.url, { startTls: 'never', login }).send(customerMail(), never);
      expect(JSON.stringify(answer)).not.toContain(words);
    }
  });

  it.each(['a', 'ab', 'abc', 'abcd'])(
    'nor where it repeats the whole login of %s, whose letters hold it',
    async (username) => {
      const pass = 'hunter2hunter2';
      const server = await startScriptedSmtp({
        EHLO: '250-scripted\r\n250 AUTH PLAIN',
        AUTH: '235 2.7.0 in',
        RCPT: `550 5.1.1 who is ${Buffer.from(`\0${username}\0${pass}`).toString('base64')}`,
      });
      const login = { username, password: secret(pass) };
      const answer = await mailerTo(server.url, { startTls: 'never', login }).send(customerMail(), never);
      expect(answer).toMatchObject({ code: 'MAIL_RECIPIENT_REFUSED' });
      expect(JSON.stringify(answer)).not.toContain('who is');
    },
  );
});

describe('a login that the server refuses', () => {
  it('is tried once, whatever is sent afterwards and however much at once', async () => {
    const server = await startMailServer({ login: { username: 'vdc', password: 'right' } });
    const mailer = mailerTo(server.url, { ca: server.ca, login: { username: 'vdc', password: secret('wrong-word') } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => mailer.send(customerMail(), never)));
    answers.push(await mailer.send(customerMail(), never));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['MAIL_LOGIN_REFUSED']));
    expect(server.seen).toEqual({ connections: 1, logins: 1 });
    expect(answers[0]).toMatchObject({ isFinal: false, isUncertain: false });
    expect(JSON.stringify(answers)).not.toContain('wrong-word');
  });

  it('is tried again where the server was only busy', async () => {
    const server = await startScriptedSmtp({ EHLO: '250-scripted\r\n250 AUTH PLAIN', AUTH: '454 4.7.0 not now' });
    const login = { username: 'vdc', password: secret('p') };
    const mailer = mailerTo(server.url, { startTls: 'never', login });
    for (const count of [1, 2]) {
      expect(codeOf(await mailer.send(customerMail(), never))).toBe('MAIL_SERVER_BUSY');
      expect(server.connections()).toBe(count);
    }
  });

  it('that ends with the connection is tried once more, and no third time', async () => {
    const server = await startScriptedSmtp({
      EHLO: '250-scripted\r\n250 AUTH PLAIN',
      AUTH: (socket) => socket.destroy(),
    });
    const login = { username: 'vdc', password: secret('p') };
    const mailer = mailerTo(server.url, { startTls: 'never', login });
    for (let count = 0; count < 4; count += 1)
      expect(codeOf(await mailer.send(customerMail(), never))).toBe('MAIL_LOGIN_CUT');
    expect(server.connections()).toBe(2);
  });

  it('is told where the server offers none', async () => {
    const server = await startMailServer();
    const login = { username: 'vdc', password: secret('p') };
    expect(codeOf(await mailerTo(server.url, { ca: server.ca, login }).send(customerMail(), never))).toBe(
      'MAIL_LOGIN_NOT_OFFERED',
    );
  });
});

describe('an address', () => {
  it.each([
    'ops@acme.example, eve@evil.example',
    'ops@acme.example;eve@evil.example',
    'ops@acme.example\r\nRCPT TO:<eve@evil.example>',
    'Ops <ops@acme.example>',
    'ops@acme.example eve@evil.example',
    'ops@@acme.example',
    'ops',
    '',
  ])('that is not exactly one gets no mail: %j', async (to) => {
    const server = await startMailServer();
    const answer = await mailerTo(server.url, { ca: server.ca }).send(customerMail('activated', { to }), never);
    expect(answer).toMatchObject({ kind: 'refused', code: 'MAIL_ADDRESS_INVALID', isFinal: true });
    expect(server.seen.connections).toBe(0);
  });

  it('with a domain of another script is written as servers take it', async () => {
    const server = await startScriptedSmtp({});
    const mail = customerMail('activated', { to: 'ops@bücher.example' });
    expect(codeOf(await mailerTo(server.url, { startTls: 'never' }).send(mail, never))).toBe('accepted');
    expect(server.lines).toContain('RCPT TO:<ops@xn--bcher-kva.example>');
  });
});
