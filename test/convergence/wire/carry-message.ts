import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import type { Attempt, Outgoing } from '../../../src/providers/wap/client/http/exchange.ts';

/**
 * One request and its answer as messages of HTTP: method, target, headers, body; status, headers, body. What bytes they would
 * be on a connection is left out, which saves a third of the time of a run; every eighth run has the bytes too.
 */
export function carryMessage(listener: RequestListener, outgoing: Outgoing, port: number): Promise<Attempt> {
  const { method, path, headers, body, maxBytes } = outgoing;
  return new Promise((resolve) => {
    const cut = (): void => {
      socket.destroyed = true;
      resolve({ kind: 'silence', error: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) });
    };
    const socket = { destroyed: false, localPort: port, remotePort: 1, destroy: cut };
    const bytes = body === null ? undefined : Buffer.from(body);
    const request = {
      method,
      url: path,
      headers: {
        host: `localhost:${port}`,
        ...headers,
        ...(bytes && { 'content-length': String(bytes.length) }),
      },
      socket,
      async *[Symbol.asyncIterator]() {
        if (bytes !== undefined) yield bytes;
      },
    };
    const response = new Answer(cut, ({ status, headers: told, chunks }) => {
      const whole = Buffer.concat(chunks);
      resolve(
        whole.length > maxBytes
          ? { kind: 'too-large', status, maxBytes }
          : { kind: 'answer', status, headers: told, text: whole.toString(), bytes: whole.length },
      );
    });
    // The simulator asks of them no more than this.
    listener(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  });
}

interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly chunks: readonly Buffer[];
}

class Answer extends Writable {
  readonly #chunks: Buffer[] = [];
  readonly #told: (told: Told) => void;
  readonly #cut: () => void;
  #status = 200;
  #headers: Readonly<Record<string, string | string[]>> = {};

  constructor(cut: () => void, told: (told: Told) => void) {
    super();
    this.#cut = cut;
    this.#told = told;
  }

  writeHead(status: number, headers: Readonly<Record<string, string | string[]>>): this {
    this.#status = status;
    this.#headers = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return this;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    this.#told({ status: this.#status, headers: this.#headers, chunks: this.#chunks });
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (error !== null) this.#cut();
    done(null);
  }
}
