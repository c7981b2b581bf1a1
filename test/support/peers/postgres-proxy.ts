import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What happens to the next COMMIT: it arrives and its answer is lost; it is lost itself; or it is held back as by a process that
 * froze before it could send it.
 */
export type CommitFault = 'answer-lost' | 'lost' | 'held';

export interface PostgresProxy extends AsyncDisposable {
  readonly port: number;
  /** For the next COMMIT that comes by, once. Resolves when it came by. */
  arm(fault: CommitFault): Promise<void>;
  /** From now on nothing goes either way, and nobody says so. */
  goSilent(): void;
}

/** Stands between a store and PostgreSQL and does what networks do. */
export async function startPostgresProxy(port: number): Promise<PostgresProxy> {
  const sockets = new Set<Socket>();
  let armed: { readonly fault: CommitFault; readonly met: () => void } | undefined;
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => [near, far].forEach((one) => one.destroy()));
    }
    let isDeaf = false;
    let isHeld = false;
    far.on('data', (bytes) => isSilent || isDeaf || near.write(bytes));
    near.on('data', (bytes) => {
      if (isSilent || isHeld) return;
      if (armed === undefined || !bytes.includes('COMMIT\0')) {
        far.write(bytes);
        return;
      }
      const { fault, met } = armed;
      armed = undefined;
      isHeld = fault === 'held';
      if (fault === 'lost') near.destroy();
      if (fault === 'answer-lost') {
        isDeaf = true;
        far.once('data', () => near.destroy()).write(bytes);
      }
      met();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    arm: (fault) =>
      new Promise((met) => {
        armed = { fault, met };
      }),
    goSilent: () => {
      isSilent = true;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
