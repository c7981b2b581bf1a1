import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface BlackHole {
  readonly port: number;
  /** Resolves when somebody has connected. */
  readonly nextVisit: Promise<unknown>;
  /** Resolves when everybody who connected is gone again. */
  readonly left: () => Promise<void>;
}

/** Accepts every connection of 127.0.0.1 and never says a word. */
export async function openBlackHole(): Promise<BlackHole> {
  const visitors = new Set<Socket>();
  const server = createServer((socket) => {
    visitors.add(socket);
    socket.resume();
    socket.on('error', () => undefined);
    socket.on('close', () => visitors.delete(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of visitors) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    nextVisit: once(server, 'connection'),
    left: async () => void (await Promise.all([...visitors].map((socket) => once(socket, 'close')))),
  };
}
