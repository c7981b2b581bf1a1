import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type DrawnFaults, type FaultTarget } from '../faults/faults.ts';
import type { KeptMails } from './kept-mails.ts';

/** Who may hand over mail. */
export interface MailAccount {
  readonly username: string;
  readonly password: string;
}

export interface MailDoor {
  readonly mails: KeptMails;
  readonly account: MailAccount;
  readonly now: () => number;
  readonly latencyMs: () => number;
  readonly drawFaults: (target: FaultTarget) => DrawnFaults;
  /** Real time; ends early when the simulator stops. */
  readonly pause: (ms: number) => Promise<void>;
  /** `status` is SMTP's; 0 when no answer left the house. */
  readonly log: (event: {
    readonly method: 'AUTH' | 'RCPT' | 'DATA';
    readonly path: string;
    readonly status: number;
    readonly faults: readonly string[];
    readonly user: string | null;
  }) => void;
}

export interface MailCatcher {
  readonly port: number;
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const LARGEST = 10 * 1024 * 1024;

/**
 * A mail server that delivers nothing: it keeps what it takes. Encryption by STARTTLS and then a login are required, on the
 * loopback only. Rejects when the port is taken.
 */
export async function listenSmtp(
  door: MailDoor,
  options: {
    readonly port: number;
    readonly certificate: { readonly certificatePem: string; readonly privateKeyPem: string };
  },
): Promise<MailCatcher> {
  const sockets = new Map<number, Socket>();
  const resetOf = (session: SMTPServerSession) => (): void => void sockets.get(session.remotePort)?.resetAndDestroy();
  const server = new SMTPServer({
    name: 'mail.corp.example',
    banner: 'simulated, nothing is delivered',
    cert: options.certificate.certificatePem,
    key: options.certificate.privateKeyPem,
    minVersion: 'TLSv1.2',
    size: LARGEST,
    authMethods: ['PLAIN', 'LOGIN'],
    // Before STARTTLS no login is taken, and without a login no mail.
    allowInsecureAuth: false,
    authOptional: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onAuth(login, _session, callback) {
      const [username, password] = [login.username ?? '', login.password ?? ''];
      const isRight = username === door.account.username && isSame(password, door.account.password);
      door.log({ method: 'AUTH', path: `/${username}`, status: isRight ? 235 : 535, faults: [], user: username });
      if (isRight) callback(null, { user: username });
      else callback(smtpError(535, '5.7.8 Error: authentication failed'));
    },
    onRcptTo({ address }, session, callback) {
      void tell(checkRecipient(door, address, session), callback);
    },
    onData(stream, session, callback) {
      void tell(takeMail(door, stream, session, resetOf(session)), callback);
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  const listening = server.listen(options.port, LOOPBACK);
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(resolve));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}

/** What the library wants to be called with. A fault of ours is told to the client too, and as one that passes. */
async function tell(work: Promise<Taken>, callback: (error: Error | null, message?: string) => void): Promise<void> {
  let taken: Taken;
  try {
    taken = await work;
  } catch (error) {
    taken = {
      error: smtpError(451, `4.3.0 A defect of the simulator: ${error instanceof Error ? error.name : 'unknown'}`),
    };
  }
  callback(taken.error, taken.message);
}

async function checkRecipient(door: MailDoor, address: string, { user }: SMTPServerSession): Promise<Taken> {
  const latencyMs = door.latencyMs();
  if (latencyMs > 0) await door.pause(latencyMs);
  const target = { method: 'RCPT', path: `/${address}`, kind: 'recipient' } as const;
  const faults = door.drawFaults(target);
  const error = faults.has('mail-refused')
    ? smtpError(550, `5.1.1 <${address}>: Recipient address rejected: User unknown`)
    : faults.has('mail-greylist')
      ? smtpError(450, `4.2.0 <${address}>: Recipient address rejected: Greylisted, try again later`)
      : null;
  const { method, path } = target;
  door.log({ method, path, status: error?.responseCode ?? 250, faults: [...faults.keys()], user: user ?? null });
  return { error };
}

interface Taken {
  readonly error: Error | null;
  readonly message?: string;
}

async function takeMail(
  door: MailDoor,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  reset: () => void,
): Promise<Taken> {
  const { mailFrom, rcptTo } = session.envelope;
  const to = rcptTo.map(({ address }) => address);
  const target = { method: 'DATA', path: `/${to.join(',')}`, kind: 'mail' } as const;
  const faults = door.drawFaults(target);
  const log = (status: number): void => {
    const { method, path } = target;
    door.log({ method, path, status, faults: [...faults.keys()], user: session.user ?? null });
  };
  const refuse = (status: number, text: string): Taken => {
    log(status);
    return { error: smtpError(status, text) };
  };
  if (faults.has('mail-cut')) {
    log(0);
    reset();
    return { error: new Error('cut') };
  }
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  if (stream.sizeExceeded) return refuse(552, '5.3.4 Error: message too large');
  const rejected = faults.get('mail-rejected')?.['status'];
  if (rejected !== undefined)
    return refuse(Number(rejected), `${String(rejected).charAt(0)}.7.1 Error: message refused`);
  const from = mailFrom === false ? '' : mailFrom.address;
  const mail = await door.mails.keep({ receivedAt: door.now(), from, to, source: Buffer.concat(pieces) });
  const slowMs = faults.get('mail-slow')?.['ms'];
  if (slowMs !== undefined) await door.pause(Number(slowMs));
  if (faults.has('mail-lost-reply')) {
    log(0);
    reset();
    return { error: new Error('cut') };
  }
  log(250);
  return { error: null, message: `2.0.0 Ok: kept as ${mail.id}` };
}

function smtpError(responseCode: number, message: string): Error & { readonly responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
