import { describe, expect, it } from 'vitest';
import { openBlackHole } from '../support/black-hole.ts';
import { customerMail } from '../support/customer-mails.ts';
import { startMailServer } from '../support/mail-server.ts';
import { codeOf, mailerTo, never } from '../support/mail-story.ts';
import { freePort } from '../support/peers/free-port.ts';
import { startScriptedSmtp } from '../support/scripted-smtp.ts';

const open = { startTls: 'never' } as const;
const short = { connectMs: 200, silenceMs: 200, mailMs: 400 };

describe('a connection that is lost', () => {
  it('after the text and before the answer leaves it uncertain whether the mail arrives', async () => {
    const server = await startScriptedSmtp({ '.': (socket) => socket.destroy() });
    const answer = await mailerTo(server.url, open).send(customerMail(), never);
    expect(answer).toMatchObject({ kind: 'refused', code: 'MAIL_ANSWER_LOST', isFinal: false, isUncertain: true });
    expect(server.connections()).toBe(1);
    expect(server.lines.filter((line) => line === '.')).toHaveLength(1);
  });

  it('is no less uncertain where the answer was cut in two, or never comes', async () => {
    const cut = await startScriptedSmtp({ '.': (socket) => socket.end('250 2.0') });
    expect(codeOf(await mailerTo(cut.url, open).send(customerMail(), never))).toBe('MAIL_ANSWER_LOST');
    const silent = await startScriptedSmtp({ '.': () => undefined });
    const answer = await mailerTo(silent.url, { ...open, limits: short }).send(customerMail(), never);
    expect(answer).toMatchObject({ code: 'MAIL_ANSWER_LOST', isUncertain: true });
  });

  it('is no uncertainty where the server said no before it hung up', async () => {
    const server = await startScriptedSmtp({ '.': (socket) => socket.end('421 4.3.2 shutting down\r\n') });
    expect(await mailerTo(server.url, open).send(customerMail(), never)).toMatchObject({
      code: 'MAIL_POSTPONED',
      isUncertain: false,
    });
  });

  it.each(['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'])('at %s means that nothing was sent', async (command) => {
    const server = await startScriptedSmtp({ [command]: (socket) => socket.destroy() });
    const answer = await mailerTo(server.url, open).send(customerMail(), never);
    expect(answer).toMatchObject({ kind: 'refused', code: 'MAIL_CONNECTION_LOST', isFinal: false, isUncertain: false });
    expect(server.connections()).toBe(1);
  });

  it('between two mails is not noticed by anybody', async () => {
    const server = await startMailServer();
    const mailer = mailerTo(server.url, { ca: server.ca });
    await mailer.send(customerMail(), never);
    server.hangUp();
    expect(await mailer.send(customerMail(), never)).toEqual({ kind: 'accepted' });
    expect(server.received).toHaveLength(2);
    expect(server.seen.connections).toBe(2);
  });

  it('is not opened anew for a mail that had left over a kept one', async () => {
    let mails = 0;
    const server = await startScriptedSmtp({
      '.': (socket) => ((mails += 1) === 1 ? void socket.write('250 2.0.0 taken\r\n') : socket.destroy()),
    });
    const mailer = mailerTo(server.url, open);
    expect(codeOf(await mailer.send(customerMail(), never))).toBe('accepted');
    expect(await mailer.send(customerMail(), never)).toMatchObject({ code: 'MAIL_ANSWER_LOST', isUncertain: true });
    expect(server.connections()).toBe(1);
    expect(mails).toBe(2);
  });

  it('is opened anew where the server had enough of it', async () => {
    let mails = 0;
    const server = await startScriptedSmtp({
      MAIL: (socket) => socket.write((mails += 1) === 2 ? '421 4.7.0 too many mails\r\n' : '250 2.1.0 ok\r\n'),
    });
    const mailer = mailerTo(server.url, open);
    expect(codeOf(await mailer.send(customerMail(), never))).toBe('accepted');
    expect(codeOf(await mailer.send(customerMail(), never))).toBe('accepted');
    expect(server.connections()).toBe(2);
  });
});

describe('a server that does not answer', () => {
  it('is unreachable where nobody listens', async () => {
    const answer = await mailerTo(`smtp://127.0.0.1:${await freePort()}`).send(customerMail(), never);
    expect(answer).toMatchObject({ code: 'MAIL_SERVER_UNREACHABLE', isFinal: false, isUncertain: false });
  });

  it('is unreachable where its name is known to nobody', async () => {
    const answer = await mailerTo('smtp://mail.invalid').send(customerMail(), never);
    expect(codeOf(answer)).toBe('MAIL_SERVER_UNREACHABLE');
  });

  it('is given up on where it takes the connection and says nothing', async () => {
    const hole = await openBlackHole();
    const answer = await mailerTo(`smtp://127.0.0.1:${hole.port}`, { limits: short }).send(customerMail(), never);
    expect(codeOf(answer)).toBe('MAIL_SERVER_UNREACHABLE');
  });

  it('is given up on where it goes on saying something for ever', async () => {
    const server = await startScriptedSmtp({
      RCPT: (socket) => {
        const timer = setInterval(() => socket.write('2'), 20);
        socket.on('close', () => clearInterval(timer));
      },
    });
    const answer = await mailerTo(server.url, { ...open, limits: short }).send(customerMail(), never);
    expect(answer).toMatchObject({ code: 'MAIL_SERVER_UNREACHABLE', isUncertain: false });
  });

  it('is recognised where it is no mail server at all', async () => {
    const server = await startScriptedSmtp({ greeting: 'SSH-2.0-OpenSSH_9.2' });
    expect(codeOf(await mailerTo(server.url, open).send(customerMail(), never))).toBe('MAIL_SERVER_STRANGE');
  });

  it.each([
    ['554 5.7.1 no service for you', 'MAIL_SERVER_REFUSES_US'],
    ['421 4.3.2 too many connections', 'MAIL_SERVER_BUSY'],
  ])('greets with %s', async (greeting, code) => {
    const server = await startScriptedSmtp({ greeting });
    expect(codeOf(await mailerTo(server.url, open).send(customerMail(), never))).toBe(code);
  });
});

describe('closing the mailer', () => {
  it('says goodbye on kept connections', async () => {
    const server = await startScriptedSmtp({});
    const mailer = mailerTo(server.url, open);
    await mailer.send(customerMail(), never);
    await mailer.close();
    expect(server.lines.at(-1)).toBe('QUIT');
  });

  it('does not wait for a server that does not say it back', async () => {
    const server = await startScriptedSmtp({ QUIT: () => undefined });
    const mailer = mailerTo(server.url, open);
    await mailer.send(customerMail(), never);
    const before = performance.now();
    await mailer.close();
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

describe('stopping', () => {
  it('ends the wait for a server at once', async () => {
    const hole = await openBlackHole();
    const stop = new AbortController();
    const sending = mailerTo(`smtp://127.0.0.1:${hole.port}`).send(customerMail(), stop.signal);
    await hole.nextVisit;
    stop.abort(new Error('we are stopping'));
    await expect(sending).rejects.toThrow('we are stopping');
    await hole.left();
  });

  it('sends nothing where it came first', async () => {
    const server = await startMailServer();
    const stopped = AbortSignal.abort(new Error('we are stopping'));
    await expect(mailerTo(server.url).send(customerMail(), stopped)).rejects.toThrow('we are stopping');
    expect(server.seen.connections).toBe(0);
  });

  it('still tells that the mail had left', async () => {
    const stop = new AbortController();
    const server = await startScriptedSmtp({ '.': () => stop.abort(new Error('we are stopping')) });
    const answer = await mailerTo(server.url, open).send(customerMail(), stop.signal);
    expect(answer).toMatchObject({ code: 'MAIL_ANSWER_LOST', isUncertain: true });
  });
});
