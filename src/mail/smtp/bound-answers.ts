import type SMTPConnection from 'nodemailer/lib/smtp-connection';

/** Far more than any server says to one question; what is announced at EHLO is a kilobyte. */
const mostBytes = 128 * 1024;

/** What nodemailer keeps to itself: how it takes what comes, and what it does with one answer that is too long. */
const takeData = '_onData';
const giveUp = '_onResponseTooLarge';
type Inside = Record<typeof takeData, (chunk: Buffer) => void> & Record<typeof giveUp, () => void>;

/** Bytes that each connection may still say to what it was asked last. */
const left = new WeakMap<SMTPConnection, number>();

/**
 * Nodemailer bounds a single answer but not their number: empty lines without end would be kept, each of them, and worked
 * off one by one long after the connection was closed. Whoever goes on talking is taken for what speaks no SMTP.
 */
export function boundAnswers(connection: SMTPConnection): void {
  const inside = connection as unknown as Inside; // its own methods, which its types do not tell
  const take = inside[takeData].bind(connection);
  inside[takeData] = (chunk) => {
    const rest = (left.get(connection) ?? mostBytes) - chunk.length;
    left.set(connection, rest);
    if (rest >= 0) take(chunk);
    else if (!connection.destroyed) inside[giveUp]();
  };
}

/** Something new is asked: what was said before counts no more. */
export function askAnew(connection: SMTPConnection): void {
  left.delete(connection);
}
