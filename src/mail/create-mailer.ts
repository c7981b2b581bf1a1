import type { CustomerMail } from '../model/customer-mail.ts';
import { parseSender, readRecipient } from './addresses.ts';
import { composeMessage } from './compose-message.ts';
import type { MailAnswer, Mailer } from './mailer.ts';
import { type MailerOptions, usualLimits } from './mailer-options.ts';
import { type ConnectionPool, createConnectionPool } from './smtp/connection-pool.ts';
import { explainConnection } from './smtp/explain-connection.ts';
import { explainRefusal } from './smtp/explain-refusal.ts';
import { type Handed, handOver, type Message } from './smtp/hand-over.ts';
import { refused } from './smtp/refused.ts';
import { factsOf } from './smtp/smtp-error.ts';
import { parseSmtpUrl } from './smtp/smtp-peer.ts';
import { renderMail } from './templates/render-mail.ts';

/**
 * The way to customers' mailboxes over one mail server. Connections are opened when the first mail is sent and kept until
 * `close()`. A mail is repeated by itself only where a kept connection turned out to be dead before anything of it had left.
 */
export function createMailer(options: MailerOptions): Mailer {
  const pool = createConnectionPool(options);
  const sender = parseSender(options.from);
  const limitMs = (options.limits ?? usualLimits).mailMs;
  return {
    async send(mail, signal) {
      signal.throwIfAborted();
      const to = readRecipient(mail.to);
      if (to === undefined) return noAddress;
      const message = { from: sender.address, to, raw: await putIntoWords(mail, to, options) };
      return withinTime(limitMs, signal, options, (both) => deliver(message, pool, options, both));
    },
    close: () => pool.close(),
  };
}

async function putIntoWords(mail: CustomerMail, to: string, options: MailerOptions): Promise<Buffer> {
  const { from, templates, language, portal, now } = options;
  const context = { from, language, ...(portal !== undefined && { portal }) };
  return composeMessage(renderMail(mail, templates, context), mail, { from, to, atMs: now() });
}

async function deliver(
  message: Message,
  pool: ConnectionPool,
  options: MailerOptions,
  signal: AbortSignal,
): Promise<MailAnswer> {
  for (let wish: 'any' | 'fresh' = 'any'; ; wish = 'fresh') {
    const taken = await pool.take(wish, signal);
    if (taken.kind === 'refused') return taken;
    const { connection, isKept } = taken;
    const handed = await handOver(connection, message, signal);
    if (handed.kind === 'failed' && isHangUp(handed)) pool.discard(connection);
    else pool.giveBack(connection, handed.kind === 'accepted');
    if (handed.kind === 'accepted') return handed;
    if (isKept && !handed.isAborted && handed.left === 'nothing' && isHangUp(handed)) continue;
    if (handed.isAborted && handed.left !== 'all') signal.throwIfAborted();
    return explain(handed, message, options, connection.secure);
  }
}

/** No answer to this mail, but the end of the connection; 421 announces it. */
function isHangUp({ facts, isAborted }: Extract<Handed, { kind: 'failed' }>): boolean {
  return isAborted || facts.reply === 421 || (facts.reply === 0 && facts.kind !== 'EMESSAGE');
}

function explain(
  { facts, left }: Extract<Handed, { kind: 'failed' }>,
  { from, to }: Message,
  { url, login }: MailerOptions,
  isEncrypted: boolean,
): MailAnswer {
  const peer = parseSmtpUrl(url);
  if (left === 'all' && (facts.reply < 400 || facts.reply > 599)) return answerLost(peer.name, to);
  const about = { from, to, server: peer.name, isEncrypted, ...(login && { password: login.password }) };
  return explainRefusal(facts, about) ?? explainConnection(facts, peer);
}

/** A server that goes on saying something for ever is not waited for for ever. */
async function withinTime(
  ms: number,
  signal: AbortSignal,
  { url }: MailerOptions,
  work: (signal: AbortSignal) => Promise<MailAnswer>,
): Promise<MailAnswer> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error('the time for this mail is over')), ms);
  try {
    // Also when the signal was aborted meanwhile: what became of a mail that has left is worth more than that we stop.
    return await work(AbortSignal.any([signal, limit.signal]));
  } catch (error) {
    signal.throwIfAborted();
    if (!limit.signal.aborted) throw error;
    return explainConnection({ ...factsOf(undefined), kind: 'ETIMEDOUT' }, parseSmtpUrl(url));
  } finally {
    clearTimeout(timer);
  }
}

function answerLost(server: string, to: string): MailAnswer {
  return refused(
    'MAIL_ANSWER_LOST',
    `The mail to ${to} was handed over to the mail server ${server} whole, and the connection ended before the answer, so that it may arrive or not. The log of the server tells which.`,
    'uncertain',
  );
}

const noAddress = refused(
  'MAIL_ADDRESS_INVALID',
  'The mail is not sent, since where it goes is not exactly one e-mail address, and whoever else is named would read what is in it. Correct spec.owner.email.',
  'final',
);
