import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { askAnew, boundAnswers } from './bound-answers.ts';
import { type MailTimeLimits, type SmtpOptions, usualLimits } from '../mailer-options.ts';
import { explainConnection } from './explain-connection.ts';
import { refused, type Refused } from './refused.ts';
import { factsOf, replyOf } from './smtp-error.ts';
import { isLoopback, parseSmtpUrl, type SmtpPeer } from './smtp-peer.ts';

/** Ready for mails, encrypted and logged in as the settings want it; or why not. */
export type Opened = { readonly kind: 'open'; readonly connection: SMTPConnection } | Refused;

/** Throws only when `signal` is aborted. A login that is refused is refused for good: whoever calls must not try it again. */
export async function openConnection(options: SmtpOptions, signal: AbortSignal): Promise<Opened> {
  const peer = parseSmtpUrl(options.url);
  const connection = new SMTPConnection(connectionOptions(options, peer, options.limits ?? usualLimits));
  boundAnswers(connection);
  // Nodemailer tells each failure as an event too, and one that nobody hears ends the process.
  connection.on('error', () => undefined);
  const failure = await whileOpen(connection, signal, (done) => connection.connect((error) => done(error)));
  const answer =
    failure === undefined ? await logIn(connection, options, peer, signal) : explainConnection(factsOf(failure), peer);
  if (answer === undefined) return { kind: 'open', connection };
  connection.close();
  return answer;
}

function connectionOptions({ startTls, ca }: SmtpOptions, peer: SmtpPeer, limits: MailTimeLimits) {
  const { host, port, isImplicitTls } = peer;
  return {
    host,
    port,
    secure: isImplicitTls,
    requireTLS: !isImplicitTls && startTls === 'required',
    ignoreTLS: startTls === 'never',
    tls: { minVersion: 'TLSv1.2' as const, ...(ca !== undefined && { ca }) },
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    dnsTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    socketCloseTimeout: 1_000,
    maxResponseSize: 64 * 1024,
    // Its transcript holds what must stand nowhere.
    logger: false,
    debug: false,
    transactionLog: false,
  };
}

async function logIn(
  connection: SMTPConnection,
  { login }: SmtpOptions,
  peer: SmtpPeer,
  signal: AbortSignal,
): Promise<Refused | undefined> {
  if (login === undefined) return undefined;
  // Where STARTTLS is optional, whoever takes it out on the way would be handed the password.
  if (!connection.secure && !isLoopback(peer.host))
    return refused(
      'MAIL_LOGIN_UNENCRYPTED',
      `The connection to the mail server ${peer.name} is not encrypted, and a password is not sent over such a one. Write startTls: required, or do without username and password.`,
    );
  if (!connection.allowsAuth)
    return refused(
      'MAIL_LOGIN_NOT_OFFERED',
      `The mail server ${peer.name} offers no login, and mail.smtp.username names one. Use its port for submission (587 or 465), or remove username and password.`,
    );
  const credentials = { user: login.username, pass: login.password.reveal() };
  const failure = await whileOpen(connection, signal, (done) =>
    connection.login({ credentials }, (error) => done(error)),
  );
  if (failure === undefined) return undefined;
  const facts = factsOf(failure);
  if (facts.reply > 0 && facts.reply < 500) return explainConnection(facts, peer);
  if (facts.kind !== 'EAUTH')
    return refused(
      'MAIL_LOGIN_CUT',
      `The mail server ${peer.name} ended the connection while ${login.username} logged in, so that it is not known whether it refuses the login. After the second time in a row it is not tried again before a restart, so that the account is not locked. Look at the server's log, and at mail.smtp.username and its password.`,
    );
  return refused(
    'MAIL_LOGIN_REFUSED',
    `The mail server ${peer.name} refused the login of ${login.username}${facts.reply > 0 ? ` (${replyOf(facts)})` : ''}. It is not tried again before a restart, so that the account is not locked. Correct mail.smtp.username or its password.`,
  );
}

/** What `start` ends with: nothing, or the error that kept it from its end, whichever way nodemailer tells it. */
export function whileOpen(
  connection: SMTPConnection,
  signal: AbortSignal,
  start: (done: (error?: Error | null) => void) => void,
): Promise<Error | undefined> {
  signal.throwIfAborted();
  askAnew(connection);
  return new Promise((resolve, reject) => {
    const leave = () => {
      signal.removeEventListener('abort', abort);
      connection.off('error', end);
      connection.off('end', gone);
    };
    const end = (error?: Error | null) => {
      leave();
      resolve(error ?? undefined);
    };
    const gone = () => end(new Error('the connection ended'));
    const abort = () => {
      leave();
      connection.close();
      reject(signal.reason as Error);
    };
    connection.once('error', end);
    connection.once('end', gone);
    signal.addEventListener('abort', abort, { once: true });
    start(end);
  });
}
