import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { ServerCertificate } from './certificates.ts';

export interface NtlmAuthAcceptor extends AsyncDisposable {
  readonly url: string;
  /** How many connections were opened so far. */
  readonly connections: () => number;
  /** Cuts every open connection from the server's side. */
  readonly cutConnections: () => void;
}

interface CheckedConnection {
  readonly helper: ChildProcessWithoutNullStreams;
  readonly answers: AsyncIterator<string>;
  user: string | undefined;
}

export interface AcceptorBehaviour {
  readonly schemes?: readonly string[];
  /** Cuts the connection right after the challenge, as a proxy without kept connections does. */
  readonly cutAfterChallenge?: boolean;
  /** Changes the third message on its way to the checker. */
  readonly tamper?: (message: Buffer) => void;
  /** Forgets the login after each answer, as IIS does with `authPersistSingleRequest`. */
  readonly forgetful?: boolean;
  /** What somebody who is logged in gets, instead of the greeting. */
  readonly reply?: string;
}

/**
 * An HTTPS server whose NTLM and Negotiate checks are done by Samba's ntlm_auth, one helper for each TCP connection: NTLM proves
 * a connection, not a request. Answers `hello DOMAIN\user: METHOD PATH BODY`.
 */
export async function startNtlmAuthAcceptor(
  tls: ServerCertificate,
  ntlmAuth: readonly string[],
  behaviour: AcceptorBehaviour = {},
): Promise<NtlmAuthAcceptor> {
  const schemes = behaviour.schemes ?? ['Negotiate', 'NTLM'];
  const checked = new WeakMap<Socket, CheckedConnection>();
  const open = new Set<Socket>();
  let connections = 0;

  const server = createServer({ key: tls.key, cert: tls.cert }, (request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.on('secureConnection', (socket) => {
    connections++;
    open.add(socket);
    const [command = '', ...args] = ntlmAuth;
    const helper = spawn(command, args);
    helper.stderr.resume();
    checked.set(socket, { helper, answers: createInterface(helper.stdout)[Symbol.asyncIterator](), user: undefined });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      helper.kill();
      open.delete(socket);
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const connection = checked.get(request.socket);
    if (connection === undefined) throw new Error('a request without connection');
    const refuse = (challenges: readonly string[]): void => {
      response.writeHead(401, { 'www-authenticate': [...challenges] }).end();
    };
    const greet = (user: string): void => {
      response.end(behaviour.reply ?? `hello ${user}: ${request.method} ${request.url} ${body}`);
    };
    const [, scheme = '', token] = /^(NTLM|Negotiate) (\S+)$/iu.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined || !schemes.includes(scheme)) {
      if (connection.user === undefined) return refuse(schemes);
      greet(connection.user);
      return undefined;
    }
    const message = Buffer.from(token, 'base64');
    const isFirst = message.readUInt32LE(8) === 1;
    if (!isFirst) behaviour.tamper?.(message);
    if (isFirst && body !== '') throw new Error('the body came with the first leg');
    connection.helper.stdin.write(`${isFirst ? 'YR' : 'KK'} ${message.toString('base64')}\n`);
    const line = (await connection.answers.next()) as IteratorResult<string, undefined>;
    const [verdict, ...rest] = (line.value ?? 'BH the helper ended').split(' ');
    if (verdict === 'TT') {
      refuse([`${scheme} ${rest[0] ?? ''}`]);
      if (behaviour.cutAfterChallenge === true) response.on('finish', () => request.socket.destroy());
      return undefined;
    }
    if (verdict !== 'AF') return refuse(schemes);
    if (behaviour.forgetful !== true) connection.user = rest.join(' ');
    greet(rest.join(' '));
    return undefined;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cutConnections = (): void => open.forEach((socket) => socket.destroy());
  return {
    url: `https://localhost:${port}`,
    connections: () => connections,
    cutConnections,
    [Symbol.asyncDispose]: async () => {
      cutConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
