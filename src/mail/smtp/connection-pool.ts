import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpOptions } from '../mailer-options.ts';
import { createTurns } from './turns.ts';
import { openConnection } from './open-connection.ts';
import type { Refused } from './refused.ts';

export type Taken =
  /** `isKept`: it served before, and the server may have ended it unnoticed. */
  { readonly kind: 'open'; readonly connection: SMTPConnection; readonly isKept: boolean } | Refused;

export interface ConnectionPool {
  /** Give each back, or discard it. Throws only when `signal` is aborted. */
  take(wish: 'any' | 'fresh', signal: AbortSignal): Promise<Taken>;
  /** For the next mail; after a refusal the session is reset first. */
  giveBack(connection: SMTPConnection, isClean: boolean): void;
  discard(connection: SMTPConnection): void;
  /** Ends kept connections, within two seconds; those in use end when they are given back. */
  close(): Promise<void>;
}

/** Servers count the connections of a sender; a few are as quick as many. */
const MOST_CONNECTIONS = 4;

/** A broken line ends a login now and then; a server that does so each time may well be counting them. */
const MOST_CUTS = 2;

/**
 * Connections that are kept between mails. Nodemailer has a pool too, which opens several connections at once, each with its
 * login, and repeats what a closed connection left undecided; here one login is tried at a time, and a refused one never again.
 */
export function createConnectionPool(options: SmtpOptions): ConnectionPool {
  const idle: SMTPConnection[] = [];
  const places = createTurns(MOST_CONNECTIONS);
  const opening = createTurns(1);
  let loginRefused: Refused | undefined;
  /** Logins in a row that ended with the connection. */
  let cuts = 0;
  /** Why nobody could be reached, and when. */
  let last: { readonly refused: Refused; readonly atMs: number } | undefined;
  let isClosed = false;
  // A thousand mails are not to wait a thousand times for a server that is away. A clock that was set back ends the rest.
  const isResting = (): boolean => last !== undefined && Math.abs(options.now() - last.atMs) < (options.restMs ?? 0);

  const open = async (signal: AbortSignal): Promise<Taken> => {
    await opening.enter(signal);
    try {
      if (loginRefused !== undefined) return loginRefused;
      if (last !== undefined && isResting()) return last.refused;
      const opened = await openConnection(options, signal);
      if (opened.kind === 'refused') {
        if (opened.code === 'MAIL_LOGIN_CUT') cuts += 1;
        if (opened.code === 'MAIL_LOGIN_REFUSED' || cuts >= MOST_CUTS) loginRefused = opened;
        last = { refused: opened, atMs: options.now() };
        return opened;
      }
      last = undefined;
      cuts = 0;
      opened.connection.once('end', () => {
        const at = idle.indexOf(opened.connection);
        if (at !== -1) idle.splice(at, 1);
      });
      return { ...opened, isKept: false };
    } finally {
      opening.leave();
    }
  };
  const keep = (connection: SMTPConnection) => {
    if (isClosed) void sayGoodbye(connection);
    else idle.push(connection);
  };
  return {
    async take(wish, signal) {
      await places.enter(signal);
      const kept = wish === 'any' ? idle.pop() : undefined;
      if (kept !== undefined) return { kind: 'open', connection: kept, isKept: true };
      let taken: Taken | undefined;
      try {
        return (taken = await open(signal));
      } finally {
        if (taken?.kind !== 'open') places.leave();
      }
    },
    giveBack(connection, isClean) {
      places.leave();
      if (connection.destroyed) return;
      if (isClean) keep(connection);
      else connection.reset((error) => (error ? connection.close() : keep(connection)));
    },
    discard(connection) {
      places.leave();
      connection.close();
    },
    async close() {
      isClosed = true;
      await Promise.all(idle.splice(0).map(sayGoodbye));
    },
  };
}

const GOODBYE_MS = 2_000;

function sayGoodbye(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => connection.close(), GOODBYE_MS);
    connection.once('end', () => {
      clearTimeout(timer);
      resolve();
    });
    connection.quit();
  });
}
