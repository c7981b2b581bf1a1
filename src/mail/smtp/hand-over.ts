import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { whileOpen } from './open-connection.ts';
import { factsOf, type SmtpFacts } from './smtp-error.ts';

export interface Message {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
}

export type Handed =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'failed';
      readonly facts: SmtpFacts;
      /** How much of the message had left: a server may have taken only one that left to its very end. */
      readonly left: 'nothing' | 'some' | 'all';
      /** The signal ended it, and the connection with it. */
      readonly isAborted: boolean;
    };

/** Gives one message to the server, once. Never throws. */
export async function handOver(
  connection: SMTPConnection,
  { from, to, raw }: Message,
  signal: AbortSignal,
): Promise<Handed> {
  // As a stream, since only that shows whether and how far it was read: it is not before the server asks for it.
  const source = new Readable({
    read() {
      this.push(raw);
      this.push(null);
    },
  });
  const left = () => (source.readableEnded ? 'all' : source.readableDidRead ? 'some' : 'nothing');
  const envelope = { from, to: [to], size: raw.length };
  try {
    const failure = await whileOpen(connection, signal, (done) =>
      connection.send(envelope, source, (error) => done(error)),
    );
    if (failure === undefined) return { kind: 'accepted' };
    return { kind: 'failed', facts: factsOf(failure), left: left(), isAborted: false };
  } catch (error) {
    return { kind: 'failed', facts: factsOf(error), left: left(), isAborted: true };
  }
}
