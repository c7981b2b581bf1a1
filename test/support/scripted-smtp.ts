import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What is said to a command: an answer of one line or of these very bytes, or something that is done to the connection. */
export type Reply = string | Buffer | ((socket: Socket) => void);

export interface ScriptedSmtp {
  readonly url: string;
  /** Every line that came, the text of mails among them. */
  readonly lines: readonly string[];
  readonly connections: () => number;
  /** Ends every connection; new ones are taken. */
  hangUp(): void;
}

const usual: Readonly<Record<string, Reply>> = {
  greeting: '220 scripted ESMTP',
  EHLO: '250 scripted',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  '.': '250 2.0.0 taken',
  RSET: '250 2.0.0 ok',
  QUIT: '221 2.0.0 bye',
};

/** Answers as a story wants it, unencrypted, on 127.0.0.1: for what no honest server does. The text of a mail counts as the command `.`. */
export async function startScriptedSmtp(script: Readonly<Record<string, Reply>>): Promise<ScriptedSmtp> {
  const lines: string[] = [];
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    const say = (command: string) => {
      const reply = script[command] ?? usual[command] ?? '502 5.5.1 not here';
      if (typeof reply === 'function') reply(socket);
      else socket.write(typeof reply === 'string' ? `${reply}\r\n` : reply);
    };
    let rest = '';
    let isText = false;
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\r\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        if (isText && line !== '.') continue;
        isText = /^DATA$/i.test(line) && String(script['DATA'] ?? usual['DATA']).startsWith('354');
        say(line === '.' ? '.' : (line.split(' ', 1)[0] ?? '').toUpperCase());
      }
    });
    say('greeting');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines,
    connections: () => connections,
    hangUp: () => sockets.forEach((socket) => socket.destroy()),
  };
}
