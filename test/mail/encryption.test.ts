import { describe, expect, it } from 'vitest';
import { secret } from '../../src/model/secret.ts';
import { customerMail } from '../support/customer-mails.ts';
import { startMailServer } from '../support/mail-server.ts';
import { codeOf, mailerTo, never } from '../support/mail-story.ts';
import { startScriptedSmtp } from '../support/scripted-smtp.ts';
import { selfSignedCertificate } from '../support/self-signed-certificate.ts';

describe('where encryption is required', () => {
  it('nothing is sent when STARTTLS was taken out on the way', async () => {
    const server = await startScriptedSmtp({});
    const answer = await mailerTo(server.url).send(customerMail(), never);
    expect(answer).toMatchObject({
      kind: 'refused',
      code: 'MAIL_STARTTLS_MISSING',
      isFinal: false,
      isUncertain: false,
    });
    expect(server.lines.filter((line) => /^(?:MAIL|RCPT|DATA|AUTH)/.test(line))).toEqual([]);
  });

  it('nothing is sent when the server knows no more than HELO', async () => {
    const server = await startScriptedSmtp({ EHLO: '502 5.5.1 what?', HELO: '250 hello' });
    expect(codeOf(await mailerTo(server.url).send(customerMail(), never))).toBe('MAIL_STARTTLS_MISSING');
  });

  it('nothing is sent when STARTTLS is agreed on and then not spoken', async () => {
    const server = await startScriptedSmtp({
      EHLO: '250-scripted\r\n250 STARTTLS',
      STARTTLS: (socket) => {
        socket.write('220 go on\r\n');
        socket.once('data', () => socket.write('250 and this is no TLS\r\n'));
      },
    });
    expect(codeOf(await mailerTo(server.url).send(customerMail(), never))).toBe('MAIL_TLS_FAILED');
    expect(server.lines.filter((line) => line.startsWith('MAIL'))).toEqual([]);
  });

  it.each([false, true])(
    'nothing is sent to who shows a certificate of another authority (smtps: %s)',
    async (isImplicitTls) => {
      const server = await startMailServer({ isImplicitTls });
      const another = selfSignedCertificate(Date.now()).certificate;
      for (const ca of [another, undefined]) {
        const answer = await mailerTo(server.url, ca === undefined ? {} : { ca }).send(customerMail(), never);
        expect(codeOf(answer)).toBe('MAIL_CERTIFICATE_WRONG');
      }
      expect(server.received).toEqual([]);
    },
  );

  it.each([false, true])(
    'nothing is sent to who shows the certificate of another host (smtps: %s)',
    async (isImplicitTls) => {
      const server = await startMailServer({ isImplicitTls, host: '127.0.0.2' });
      expect(codeOf(await mailerTo(server.url, { ca: server.ca }).send(customerMail(), never))).toBe(
        'MAIL_CERTIFICATE_WRONG',
      );
    },
  );

  it('smtps:// to a server of STARTTLS is told as the mistake it is', async () => {
    const server = await startMailServer();
    const answer = await mailerTo(server.url.replace('smtp:', 'smtps:'), { ca: server.ca }).send(customerMail(), never);
    expect(answer).toMatchObject({
      code: 'MAIL_TLS_FAILED',
      message: expect.stringContaining('Write smtp://') as string,
    });
  });
});

describe('where encryption is optional', () => {
  it('is used with whoever offers it, with the same certificate checks', async () => {
    const server = await startMailServer();
    await mailerTo(server.url, { ca: server.ca, startTls: 'optional' }).send(customerMail(), never);
    expect(server.received[0]?.isEncrypted).toBe(true);
    const another = selfSignedCertificate(Date.now()).certificate;
    const answer = await mailerTo(server.url, { ca: another, startTls: 'optional' }).send(customerMail(), never);
    expect(codeOf(answer)).toBe('MAIL_CERTIFICATE_WRONG');
  });

  it('mail goes without, but no login does', async () => {
    const server = await startMailServer({ hasStartTls: false, login: { username: 'vdc', password: 'p' } });
    const login = { username: 'vdc', password: secret('p') };
    // What stays on this machine is read by nobody.
    expect(codeOf(await mailerTo(server.url, { startTls: 'optional', login }).send(customerMail(), never))).toBe(
      'accepted',
    );
    const elsewhere = server.url.replace('localhost', '0.0.0.0');
    const answer = await mailerTo(elsewhere, { startTls: 'optional', login }).send(customerMail(), never);
    expect(codeOf(answer)).toBe('MAIL_LOGIN_UNENCRYPTED');
    expect(server.seen.logins).toBe(1);
  });

  it('a server that insists on it is told where startTls is never', async () => {
    const server = await startScriptedSmtp({ MAIL: '530 5.7.0 Must issue a STARTTLS command first' });
    expect(codeOf(await mailerTo(server.url, { startTls: 'never' }).send(customerMail(), never))).toBe(
      'MAIL_STARTTLS_WANTED',
    );
  });
});
