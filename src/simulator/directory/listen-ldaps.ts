import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:tls';
import { type DirectoryDoor, serveConnection } from './ldap/serve-connection.ts';

export interface ListeningDoor {
  readonly port: number;
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** LDAP over TLS 1.2 and up, on the loopback only. Rejects when the port is taken. */
export async function listenLdaps(
  door: DirectoryDoor,
  options: {
    readonly port: number;
    readonly certificate: { readonly certificatePem: string; readonly privateKeyPem: string };
  },
): Promise<ListeningDoor> {
  const { certificatePem, privateKeyPem } = options.certificate;
  const server = createServer({ cert: certificatePem, key: privateKeyPem, minVersion: 'TLSv1.2', noDelay: true });
  // A TLS socket cannot be reset, only the TCP socket below it can; the two share the remote port.
  const sockets = new Map<number, Socket>();
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  server.on('tlsClientError', () => undefined);
  server.on('secureConnection', (secure) => {
    const below = sockets.get(secure.remotePort ?? -1);
    serveConnection(door, secure, () => {
      below?.resetAndDestroy();
      secure.destroy();
    });
  });
  server.listen(options.port, LOOPBACK);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}
