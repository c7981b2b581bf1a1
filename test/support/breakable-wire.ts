import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

export interface BreakableWire extends AsyncDisposable {
  /** The address to use in place of the server's own. */
  readonly url: string;
  /** Cuts every connection that is open now; new ones get through. */
  cut(): void;
}

/** Passes bytes to and from a server on this machine, TLS and all, until it is told to cut. */
export async function openBreakableWire(to: string): Promise<BreakableWire> {
  const sockets = new Set<Socket>();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    const far = connect(Number(new URL(to).port), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    const ignore = (): void => undefined;
    pipeline(near, far, ignore);
    pipeline(far, near, ignore);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    cut,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
