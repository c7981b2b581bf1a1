import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** What the server says instead of taking it. */
export interface SmtpNo {
  readonly code: number;
  readonly words: string;
}

export interface MailServerWish {
  /** TLS from the first byte. */
  readonly isImplicitTls?: boolean;
  readonly hasStartTls?: boolean;
  /** Who is let in; absent: everybody, and no login is offered. */
  readonly login?: { readonly username: string; readonly password: string };
  readonly sender?: SmtpNo;
  readonly recipient?: SmtpNo;
  readonly message?: SmtpNo;
  readonly size?: number;
  /** Where it listens, and is found: 127.0.0.1 and localhost stand in its certificate. */
  readonly host?: '127.0.0.2';
}

export interface ReceivedMail {
  readonly raw: string;
  readonly mail: Email;
  /** Of the envelope. */
  readonly from: string;
  readonly to: readonly string[];
  readonly isEncrypted: boolean;
}

export interface MailServer {
  readonly url: string;
  readonly ca: string;
  readonly received: readonly ReceivedMail[];
  /** How many have connected, and how many logins were tried. */
  readonly seen: { connections: number; logins: number };
  /** Ends every connection; new ones are taken. */
  hangUp(): void;
}

/** An SMTP server of another make than what is tested, on 127.0.0.1, for the test that asks. */
export async function startMailServer(wish: MailServerWish = {}): Promise<MailServer> {
  const { certificate, key } = selfSignedCertificate(Date.now());
  const received: ReceivedMail[] = [];
  const seen = { connections: 0, logins: 0 };
  const { isImplicitTls = false, hasStartTls = true, login, size } = wish;
  const take = async (stream: Readable, session: SMTPServerSession, done: (error?: Error) => void) => {
    const raw = await text(stream);
    if (wish.message) return done(no(wish.message));
    const { mailFrom, rcptTo } = session.envelope;
    received.push({
      raw,
      mail: await PostalMime.parse(raw),
      from: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
      isEncrypted: session.secure,
    });
    return done();
  };
  const options: SMTPServerOptions = {
    cert: certificate,
    key,
    secure: isImplicitTls,
    disabledCommands: [...(hasStartTls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    authOptional: login === undefined,
    allowInsecureAuth: true,
    logger: false,
    ...(size !== undefined && { size }),
    onConnect(_session, done) {
      seen.connections += 1;
      done();
    },
    onAuth(auth, _session, done) {
      seen.logins += 1;
      if (auth.username === login?.username && auth.password === login?.password) done(null, { user: auth.username });
      else done(no({ code: 535, words: '5.7.8 Bad credentials' }));
    },
    onMailFrom: (_address, _session, done) => done(wish.sender && no(wish.sender)),
    onRcptTo: (_address, _session, done) => done(wish.recipient && no(wish.recipient)),
    onData: (stream, session, done) => void take(stream, session, done),
  };
  const server = new SMTPServer(options);
  // Whoever gives up on it, as some stories do, is no fault of the server.
  server.on('error', () => undefined);
  const listening = server.listen(0, wish.host ?? '127.0.0.1');
  await once(listening, 'listening');
  const sockets = new Set<Socket>();
  // Node 24.21 crashes (SIGSEGV) where the socket under one of TLS is destroyed after a failed handshake.
  listening.on(isImplicitTls ? 'secureConnection' : 'connection', (socket: Socket) => sockets.add(socket));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = listening.address() as AddressInfo;
  return {
    url: `${isImplicitTls ? 'smtps' : 'smtp'}://${wish.host ?? 'localhost'}:${port}`,
    ca: certificate,
    received,
    seen,
    hangUp: () => sockets.forEach((socket) => socket.destroy()),
  };
}

function no({ code, words }: SmtpNo): Error {
  return Object.assign(new Error(words), { responseCode: code });
}
