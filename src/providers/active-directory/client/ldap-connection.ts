import type { TLSSocket } from 'node:tls';
import { UnbindRequest, type Message } from 'ldapts';
import { ControllerError } from '../../../model/controller-error.ts';
import { createFrameReader } from './frame-reader.ts';
import type { LdapAnswer, LdapEntry } from './ldap-answer.ts';
import { readMessage, type ServerMessage } from './read-message.ts';

export type MakeMessage = (messageId: number) => Message;

/** One connection. What is asked over it is asked once; whatever the server says is an answer. */
export interface LdapConnection {
  isOpen(): boolean;
  /**
   * Rejects with a ControllerError when no answer can come any more, or with the reason of `signal`: then the answer, when it
   * comes, is nobody's.
   */
  ask(make: MakeMessage, signal: AbortSignal): Promise<LdapAnswer>;
  close(): void;
}

export interface ConnectionBounds {
  /** For the whole of an answer, in milliseconds. */
  readonly operationTimeoutMs: number;
  /** Of all that belongs to one answer. */
  readonly maxAnswerBytes: number;
}

interface Waiting {
  readonly entries: LdapEntry[];
  references: number;
  bytes: number;
  readonly resolve: (answer: LdapAnswer) => void;
  readonly reject: (error: unknown) => void;
}

const LAST_MESSAGE_ID = 2 ** 31 - 1;

/** Speaks LDAP over a connected socket, which from then on belongs to it. */
export function speakLdap(socket: TLSSocket, origin: string, bounds: ConnectionBounds): LdapConnection {
  const waiting = new Map<number, Waiting>();
  const frames = createFrameReader(bounds.maxAnswerBytes);
  let lastId = 0;
  let isOver = false;

  function end(error: ControllerError): void {
    if (isOver) return;
    isOver = true;
    socket.destroy();
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  }

  function receive(chunk: Buffer): void {
    try {
      for (const frame of frames.read(chunk)) take(readMessage(frame), frame.length);
    } catch (cause) {
      end(notLdap(origin, cause));
    }
  }

  function take(message: ServerMessage, bytes: number): void {
    const one = waiting.get(message.id);
    if (one === undefined) return; // given up, or a notice to nobody in particular (id 0)
    one.bytes += bytes;
    if (one.bytes > bounds.maxAnswerBytes) {
      end(tooLarge(origin, bounds.maxAnswerBytes));
      return;
    }
    if (message.kind === 'entry') one.entries.push(message.entry);
    else if (message.kind === 'reference') one.references += 1;
    else {
      waiting.delete(message.id);
      const { result, text, cookie } = message;
      const { entries, references } = one;
      one.resolve({ result, text, entries, references, ...(cookie === undefined ? {} : { cookie }) });
    }
  }

  socket
    .on('data', receive)
    .on('error', (cause: Error) => end(lost(origin, cause)))
    .on('end', () => end(lost(origin)))
    .on('close', () => end(lost(origin)));
  socket.setKeepAlive(true, 60_000);

  return {
    isOpen: () => !isOver,
    async ask(make, signal) {
      signal.throwIfAborted();
      if (isOver) throw lost(origin);
      lastId = lastId === LAST_MESSAGE_ID ? 1 : lastId + 1;
      const id = lastId;
      const { promise, resolve, reject } = Promise.withResolvers<LdapAnswer>();
      const timer = setTimeout(() => {
        // The answer may still come; what it would be an answer to could not be told any more on this connection.
        reject(timedOut(origin, bounds.operationTimeoutMs));
        end(lost(origin));
      }, bounds.operationTimeoutMs);
      const abandon = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', abandon, { once: true });
      waiting.set(id, { entries: [], references: 0, bytes: 0, resolve, reject });
      socket.write(make(id).write());
      try {
        return await promise;
      } finally {
        waiting.delete(id);
        clearTimeout(timer);
        signal.removeEventListener('abort', abandon);
      }
    },
    close() {
      if (isOver) return;
      lastId += 1;
      socket.write(new UnbindRequest({ messageId: lastId }).write());
      end(
        new ControllerError('CALL_ABANDONED', 'The directory is not asked any more: its connection was closed.', {
          retry: 'later',
        }),
      );
    },
  };
}

function lost(origin: string, cause?: Error): ControllerError {
  return new ControllerError(
    'CONNECTION_LOST',
    `The connection to the domain controller (${origin}) was cut before the answer was there. It is tried again later.`,
    { cause, retry: 'later', details: { origin } },
  );
}

function timedOut(origin: string, ms: number): ControllerError {
  return new ControllerError(
    'CALL_TIMED_OUT',
    `The domain controller (${origin}) did not answer within ${Math.round(ms / 1000)} s. It is asked again later.`,
    { retry: 'later', details: { origin } },
  );
}

function tooLarge(origin: string, bytes: number): ControllerError {
  return new ControllerError(
    'DIRECTORY_ANSWER_INVALID',
    `The domain controller (${origin}) sent more than ${Math.round(bytes / 1024)} KiB for one request, which no page of accounts needs. Nothing of it was used. Is this a domain controller?`,
    { retry: 'later', details: { origin } },
  );
}

function notLdap(origin: string, cause: unknown): ControllerError {
  return new ControllerError(
    'DIRECTORY_ANSWER_INVALID',
    `What answers at ${origin} does not speak LDAP, or its answer was garbled on the way. Nothing of it was used. Check address and port of \`directory.url\`, and what stands in between.`,
    { cause, retry: 'later', details: { origin } },
  );
}
