import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to a request: it goes through, it is lost, or it arrives and its answer is lost. */
export type Cut = 'request-lost' | 'answer-lost';

export interface CuttingProxy extends AsyncDisposable {
  readonly port: number;
  /** Connections that were made through it. */
  readonly connections: () => number;
  /** Bursts of bytes from the client so far, over all connections. */
  readonly bursts: () => number;
  /** Cuts the connection at the n-th burst from now on (1: the very next), once. */
  cutAt(burst: number, cut: Cut): void;
  /** Ends all connections, as a server does that has seen nothing for a while. */
  dropAll(): void;
}

/**
 * Stands between a client and a server that speak TLS, and cuts. It sees bursts of bytes and not requests; a client that waits
 * for each answer sends one burst a request, and two or three for TLS itself.
 */
export async function startCuttingProxy(host: string, port: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let bursts = 0;
  let armed: { readonly at: number; readonly cut: Cut } | undefined;
  const server = createServer((near) => {
    connections += 1;
    const far = connect(port, host);
    let isDeaf = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    far.on('data', (bytes) => isDeaf || near.write(bytes));
    near.on('data', (bytes) => {
      bursts += 1;
      if (armed?.at !== bursts) {
        far.write(bytes);
        return;
      }
      const { cut } = armed;
      armed = undefined;
      isDeaf = true;
      if (cut === 'request-lost') near.destroy();
      // The far end's answer is the sign that it has done what was asked.
      else far.once('data', () => near.destroy()).write(bytes);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    bursts: () => bursts,
    cutAt(burst, cut) {
      armed = { at: bursts + burst, cut };
    },
    dropAll() {
      for (const socket of sockets) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
