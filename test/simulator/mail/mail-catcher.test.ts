import { connect } from 'node:net';
import { once } from 'node:events';
import { createTransport } from 'nodemailer';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FaultRule } from '../../../src/simulator/faults/fault-rule.ts';
import type { SimulatorOptions } from '../../../src/simulator/simulator-options.ts';
import { runSimulator, type RunningSimulator } from '../../support/running-simulator.ts';

const MAIL = {
  from: 'Cloud <cloud@provider.example>',
  to: 'ops@acme.example',
  subject: 'Ihr Rechenzentrum “acme” ist bereit',
  text: 'Grüße.\n\nPasswort: Nine-green-Bottles-7\n',
};

async function runCatcher(faults: readonly FaultRule[] = [], options: SimulatorOptions = {}) {
  const running = await runSimulator({}, { mail: true, faults, ...options });
  const { simulator } = running;
  const send = (different: object = {}, transport: object = {}) => {
    const url = new URL(simulator.urls.mail ?? '');
    const mailer = createTransport({
      host: url.hostname,
      port: Number(url.port),
      requireTLS: true,
      tls: { ca: simulator.ca },
      auth: { user: simulator.mailAccount.username, pass: simulator.mailAccount.password },
      ...transport,
    });
    onTestFinished(() => mailer.close());
    return mailer.sendMail({ ...MAIL, ...different });
  };
  return { ...running, send };
}

const CUT = /ECONNRESET|closed|hang up/i;

const statuses = ({ simulator }: RunningSimulator): readonly string[] =>
  simulator.requests.recent().map(({ method, status }) => `${method} ${status}`);

describe('the mail catcher', () => {
  it('keeps a mail as its reader would see it', async () => {
    const { simulator, send } = await runCatcher();
    const { response } = await send({ html: '<p>Grüße</p>', messageId: '<key@vdc>' });
    expect(response).toMatch(/^250 /);
    expect(simulator.mails.list()).toMatchObject([
      {
        from: 'cloud@provider.example',
        to: ['ops@acme.example'],
        subject: MAIL.subject,
        text: expect.stringContaining(MAIL.text),
        html: expect.stringContaining('<p>Grüße</p>'),
        messageId: '<key@vdc>',
      },
    ]);
  });

  it('wants encryption, then a login, and the right one', async () => {
    const catcher = await runCatcher();
    const { send, simulator } = catcher;
    await expect(send({}, { requireTLS: false, ignoreTLS: true })).rejects.toMatchObject({ responseCode: 538 });
    await expect(send({}, { requireTLS: false, ignoreTLS: true, auth: undefined })).rejects.toMatchObject({
      responseCode: 530,
    });
    await expect(send({}, { auth: undefined })).rejects.toMatchObject({ responseCode: 530 });
    await expect(send({}, { auth: { user: 'vdc', pass: 'wrong' } })).rejects.toMatchObject({
      code: 'EAUTH',
      responseCode: 535,
    });
    await expect(send({}, { tls: {} })).rejects.toMatchObject({ code: 'ESOCKET' });
    expect(simulator.mails.list()).toEqual([]);
    expect(statuses(catcher)).toEqual(['AUTH 535']);
  });

  it('refuses a recipient for now, and takes it the next time', async () => {
    const catcher = await runCatcher([{ name: 'mail-greylist', count: 1 }]);
    await expect(catcher.send()).rejects.toMatchObject({ code: 'EENVELOPE', responseCode: 450 });
    await catcher.send();
    expect(statuses(catcher)).toEqual(['AUTH 235', 'RCPT 450', 'AUTH 235', 'RCPT 250', 'DATA 250']);
  });

  it('refuses one recipient for good, and nobody else', async () => {
    const { send } = await runCatcher([{ name: 'mail-refused', route: '/*@acme.example' }]);
    await expect(send()).rejects.toMatchObject({ code: 'EENVELOPE', responseCode: 550 });
    await send({ to: 'somebody@else.example' });
  });

  it('refuses a mail that came whole', async () => {
    const { send, simulator } = await runCatcher([{ name: 'mail-rejected', params: { status: 552 } }]);
    await expect(send()).rejects.toMatchObject({ code: 'EMESSAGE', responseCode: 552 });
    expect(simulator.mails.list()).toEqual([]);
  });

  it('loses the answer to a mail that it has kept, or the mail with its connection', async () => {
    const catcher = await runCatcher([{ name: 'mail-lost-reply', count: 1 }]);
    await expect(catcher.send()).rejects.toThrow(CUT);
    expect(catcher.simulator.mails.list()).toHaveLength(1);
    catcher.simulator.faults.add({ name: 'mail-cut', count: 1 });
    await expect(catcher.send()).rejects.toThrow(CUT);
    expect(catcher.simulator.mails.list()).toHaveLength(1);
    await catcher.send();
    expect(catcher.simulator.mails.list()).toHaveLength(2);
  });

  it('takes its time, and none any more when the simulator stops', async () => {
    const { send, simulator } = await runCatcher([{ name: 'mail-slow', params: { ms: 600_000 } }]);
    const ending = send().then(
      () => 'sent',
      (error: unknown) => String(error),
    );
    while (simulator.mails.list().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await simulator.stop();
    expect(await ending).toMatch(CUT);
  });

  it('keeps the last 200, and none after a reset of the simulator', async () => {
    const { send, simulator } = await runCatcher();
    for (let i = 0; i < 3; i += 1) await send({ subject: `mail ${i}` });
    const source = Buffer.from('Subject: from inside\r\n\r\ntext\r\n');
    const inside = { receivedAt: 0, from: '', to: [], source };
    for (let i = 0; i < 198; i += 1) await simulator.mails.keep(inside);
    expect(simulator.mails.list()).toHaveLength(200);
    expect(simulator.mails.list()[0]?.subject).toBe('mail 1');
    simulator.reset();
    expect(simulator.mails.list()).toEqual([]);
  });

  it('is not shaken by what speaks no SMTP', async () => {
    const { send, simulator } = await runCatcher();
    const socket = connect(simulator.ports.mail, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'data');
    socket.end(Buffer.from([0x16, 0x03, 0x01, 0, 0xff, 0x0a, 0x0d, 0x0a]));
    await once(socket.resume(), 'close');
    await send();
    expect(simulator.mails.list()).toHaveLength(1);
  });

  it('leaves no port open when another is taken', async () => {
    const { simulator } = await runCatcher();
    const { startSimulator } = await import('../../../src/simulator/start-simulator.ts');
    await expect(startSimulator({ mail: true, ports: { mail: simulator.ports.mail } })).rejects.toThrow('EADDRINUSE');
  });
});
