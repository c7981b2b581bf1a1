import { once } from 'node:events';
import { createServer as createPlainServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface ListeningServer {
  readonly port: number;
  /** TCP reset of the connection that the request came on. */
  reset(request: IncomingMessage): void;
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** 0: a free one. */
  readonly port: number;
  /** null: plain HTTP, for the control site, where a browser would not know our authority. */
  readonly certificate: { readonly certificatePem: string; readonly privateKeyPem: string } | null;
  readonly listener: RequestListener;
}

/** How a site is opened. Rejects when its port is taken. */
export type Listen = (options: ServerOptions) => Promise<ListeningServer>;

const LOOPBACK = '127.0.0.1';

/** A real server on the loopback only, TLS 1.2 and up, keep-alive on. Rejects when the port is taken. */
export async function listenOnLoopback({ port, certificate, listener }: ServerOptions): Promise<ListeningServer> {
  const kept = { keepAlive: true, noDelay: true };
  const server =
    certificate === null
      ? createPlainServer(kept, listener)
      : createServer(
          { ...kept, cert: certificate.certificatePem, key: certificate.privateKeyPem, minVersion: 'TLSv1.2' },
          listener,
        );
  server.keepAliveTimeout = 60_000;
  // A TLS socket cannot be reset, only the TCP socket below it can; the two share the remote port.
  const sockets = new Map<number, Socket>();
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  server.on('tlsClientError', () => undefined);
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    reset(request) {
      const socket = sockets.get(request.socket.remotePort ?? -1);
      if (socket === undefined) request.socket.destroy();
      else socket.resetAndDestroy();
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}
