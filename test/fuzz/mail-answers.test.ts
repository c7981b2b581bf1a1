import type { Socket } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailAnswer } from '../../src/mail/mailer.ts';
import { secret } from '../../src/model/secret.ts';
import { customerMail, PASSWORD } from '../support/customer-mails.ts';
import { fuzzSeed, mutated, runs } from '../support/fuzz.ts';
import { mailerTo, never } from '../support/mail-story.ts';
import { type Reply, startScriptedSmtp } from '../support/scripted-smtp.ts';

const ours = 'Login-pass<w0rd>';
/** Each of them ends a mail; together they are far from what a test may take. */
const limits = { connectMs: 100, silenceMs: 100, mailMs: 300 };

/** What honest servers say, in the order in which they are asked. */
const honest = {
  greeting: ['220 mx.example ESMTP', '220-mx.example\r\n220 no UCE'],
  EHLO: [
    '250 mx',
    '250-mx\r\n250-8BITMIME\r\n250-SIZE 35882577\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN CRAM-MD5',
    '502 no',
  ],
  HELO: ['250 mx'],
  STARTTLS: ['220 2.0.0 go ahead', '454 4.7.0 not now'],
  AUTH: [
    '235 2.7.0 in',
    '334 VXNlcm5hbWU6',
    '334 ',
    '334 PDE4OTYuNjk3QG14Pg==',
    '535 5.7.8 {last}',
    '432 4.7.12 {all}',
  ],
  MAIL: ['250 2.1.0 ok', '530 5.7.0 {all}', '452 4.3.1 {last}'],
  RCPT: ['250 2.1.5 ok', '550-5.1.1 unknown\r\n550 5.1.1 {all}', '450 4.2.0 greylisted'],
  DATA: ['354 go on', '554 5.5.1 {all}'],
  '.': ['250 2.0.0 queued as 1', '552 5.3.4 {all}', '451 4.3.0 {last}'],
  QUIT: ['221 2.0.0 bye'],
  other: ['334 UGFzc3dvcmQ6', '235 2.7.0 in', '250 ok', '535 5.7.8 {last}', '500 5.5.2 {all}'],
} as const;

/** `{last}` and `{all}`: what the server was told, as it came and as a text of base64 is meant. */
const pieces = [
  '\r\n',
  '\n',
  '\r',
  '250',
  '250-',
  '250 ',
  '354 ',
  '421 ',
  '999',
  '-1 ',
  ' ',
  '-',
  '5.7.1',
  '=',
  '\0',
  'ä',
  '{last}',
  '{all}',
  '334 ',
  'AUTH',
  'x',
];

interface Said {
  readonly text: string;
  /** Written in pieces of that size. */
  readonly size: number;
  readonly after: 'stay' | 'end' | 'destroy';
  readonly encoding: 'utf8' | 'latin1';
}

const said = (valid: readonly string[]): fc.Arbitrary<Said> =>
  fc.record({
    text: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...valid).map((text) => `${text}\r\n`) },
      {
        weight: 2,
        arbitrary: mutated(
          valid.map((text) => `${text}\r\n`),
          pieces,
        ),
      },
    ),
    size: fc.constantFrom(1, 7, 1_000_000),
    after: fc.oneof(
      { weight: 20, arbitrary: fc.constant('stay' as const) },
      fc.constantFrom('end' as const, 'destroy' as const),
    ),
    encoding: fc.constantFrom('utf8' as const, 'latin1' as const),
  });

const scripts = fc.record(
  Object.fromEntries(Object.entries(honest).map(([command, valid]) => [command, said(valid)])),
) as fc.Arbitrary<Readonly<Record<keyof typeof honest, Said>>>;

const settings = fc.record({
  startTls: fc.constantFrom('never' as const, 'optional' as const, 'required' as const),
  isLogin: fc.boolean(),
});

/** Everything that is wrong with how an answer is told. */
function faultsOf(answer: MailAnswer): readonly string[] {
  if (answer.kind === 'accepted') return [];
  const { code, message } = answer;
  const told = [ours, PASSWORD].flatMap(formsOf).filter((form) => message.includes(form));
  return [
    ...told.map((form) => `tells ${form}: ${message}`),
    ...(/^MAIL_[A-Z_]+$/.test(code) ? [] : [`no code: ${code}`]),
    ...(message.length < 1_000 ? [] : [`${message.length} characters`]),
    ...(/[\p{Cc}\u2028\u2029]/u.test(message) ? [`control characters: ${JSON.stringify(message)}`] : []),
  ];
}

/** As it is, and as base64 has it wherever in a longer text it begins. */
function formsOf(password: string): readonly string[] {
  return [
    password,
    ...[0, 1, 2].map((at) =>
      Buffer.from(' '.repeat(at) + password)
        .toString('base64')
        .slice(at === 0 ? 0 : 4, -4),
    ),
  ];
}

describe(`what a mail server answers (VDC_TEST_SEED=${fuzzSeed})`, () => {
  it('is an answer to the mail within its time, in words of ours that hold no password', async () => {
    let script: Readonly<Record<string, Said>> = {};
    let heardBefore = 0;
    const server = await startScriptedSmtp(
      new Proxy({}, { get: (_, command) => replyTo(script[String(command)] ?? script['other']) }),
    );
    function heard(): readonly string[] {
      return server.lines.slice(heardBefore);
    }
    function replyTo(one: Said | undefined): Reply {
      if (one === undefined) return '500 no';
      const words = one.text
        .slice(0, 200_000)
        .replaceAll('{last}', heard().at(-1) ?? '')
        .replaceAll('{all}', () => heard().slice(-6).join(' '))
        .slice(0, 300_000);
      const bytes = Buffer.from(words, one.encoding);
      // As bytes, by which the server knows that the text of a mail follows.
      return one.size >= bytes.length && one.after === 'stay' ? bytes : (socket) => speak(socket, bytes, one);
    }
    await fc.assert(
      fc.asyncProperty(scripts, settings, async (answers, { startTls, isLogin }) => {
        script = answers;
        heardBefore = server.lines.length;
        const login = { username: 'svc-mail', password: secret(ours) };
        const mailer = mailerTo(server.url, { startTls, limits, ...(isLogin && { login }) });
        expect(faultsOf(await mailer.send(customerMail(), never))).toEqual([]);
        server.hangUp();
        await mailer.close();
      }),
      runs(80),
    );
  });

  it.each(['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', '.'])(
    'to %s without end is listened to for a moment, and not kept',
    async (command) => {
      for (const piece of ['x'.repeat(10_000), `250-${'x'.repeat(500)}\r\n`.repeat(20), '\r\n'.repeat(5_000)]) {
        const before = process.memoryUsage().rss;
        const server = await startScriptedSmtp({
          EHLO: '250-mx\r\n250 AUTH PLAIN',
          AUTH: '235 in',
          [command]: (socket) => floodWith(piece, socket),
        });
        const login = { username: 'svc-mail', password: secret(ours) };
        const mailer = mailerTo(server.url, { startTls: 'never', limits, login });
        const answer = await mailer.send(customerMail(), never);
        expect(answer.kind).toBe('refused');
        expect(faultsOf(answer)).toEqual([]);
        expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
        server.hangUp();
        await mailer.close();
      }
    },
  );
});

function speak(socket: Socket, bytes: Buffer, { size, after }: Said): void {
  // Thousands of packets would say no more than hundreds.
  const step = Math.max(size, Math.ceil(bytes.length / 200));
  socket.setNoDelay(true);
  for (let at = 0; at < bytes.length; at += step) socket.write(bytes.subarray(at, at + step));
  if (after === 'end') socket.end();
  if (after === 'destroy') socket.destroy();
}

function floodWith(piece: string, socket: Socket): void {
  const more = () => {
    while (!socket.destroyed && socket.writable && socket.write(piece)) continue;
  };
  socket.on('drain', more);
  more();
}
