import { createAnswerBytes } from './answer-bytes.ts';
import type { ControllerError } from '../../../../model/controller-error.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { WapRequest } from './transport.ts';

/**
 * What became of one attempt. `unsent` never left this machine; after `silence` nobody knows whether it was carried out;
 * `refused` was not even looked at, because the login before it failed.
 */
export type Attempt =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | string[] | undefined>>;
      readonly text: string;
      readonly bytes: number;
    }
  | { readonly kind: 'unsent'; readonly error: unknown }
  | { readonly kind: 'silence'; readonly error: unknown }
  | { readonly kind: 'too-large'; readonly status: number; readonly maxBytes: number }
  | { readonly kind: 'refused'; readonly status: number; readonly error: ControllerError };

export interface Outgoing {
  readonly method: WapRequest['method'];
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly maxBytes: number;
  /** Milliseconds until the answer begins, connecting included. */
  readonly beginWithinMs: number;
  /** Milliseconds until the answer is whole. */
  readonly endWithinMs: number;
}

/** Sends once and reads the whole answer. Rejects only when `signal` aborts, with its reason. */
export async function exchange(connections: ConnectionPool, outgoing: Outgoing, signal: AbortSignal): Promise<Attempt> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const abandon = (): void => stop.abort(signal.reason);
  const overdue = (): void => stop.abort(new DOMException('no answer in time', 'TimeoutError'));
  const begin = setTimeout(overdue, outgoing.beginWithinMs);
  const end = setTimeout(overdue, outgoing.endWithinMs);
  signal.addEventListener('abort', abandon, { once: true });
  try {
    const { method, path, headers, body } = outgoing;
    // undici gives a connection up after a body with a method that it does not know, such as MERGE, unless it is told not to.
    const answer = await connections.pool.request({ method, path, headers, body, reset: false, signal: stop.signal });
    clearTimeout(begin);
    return await readAnswer(answer, outgoing.maxBytes);
  } catch (error) {
    signal.throwIfAborted();
    return { kind: connections.cameBeforeSending(error) ? 'unsent' : 'silence', error };
  } finally {
    clearTimeout(begin);
    clearTimeout(end);
    signal.removeEventListener('abort', abandon);
  }
}

export type Answer = Awaited<ReturnType<ConnectionPool['pool']['request']>>;

/** A body that is not read to its end, or destroyed, blocks its connection for ever. */
export function readAnswer({ statusCode: status, headers, body }: Answer, maxBytes: number): Promise<Attempt> {
  const content = createAnswerBytes(Math.min(maxBytes, Number(headers['content-length'] ?? 0)));
  return new Promise((resolve, reject) => {
    body.on('data', (chunk: Buffer) => {
      if (content.length() + chunk.length > maxBytes) {
        resolve({ kind: 'too-large', status, maxBytes });
        body.destroy();
      } else content.add(chunk);
    });
    body.once('end', () => {
      const bytes = content.length();
      resolve({ kind: 'answer', status, headers, text: content.takeText(), bytes });
    });
    body.once('error', reject);
    body.once('close', () => {
      // An error is costly to make, and most answers end well.
      if (!body.readableEnded) reject(new Error('The answer ended before it was whole.'));
    });
  });
}
