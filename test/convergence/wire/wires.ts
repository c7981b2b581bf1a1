import { createServer, type Server } from 'node:http';
import { duplexPair, type Duplex } from 'node:stream';
import { Pool } from 'undici';
import type { Listen } from '../../../src/simulator/http/listening-server.ts';

/** Servers of one world that have no port, and the ways to them: HTTP/1.1 as on a socket, and nothing of the machine's network. */
export interface Wires {
  /** For a simulator. Its `port` is only a number by which `connect` finds it. */
  readonly listen: Listen;
  /** Connections to the server that has the port of this origin. TLS is left out: nobody is on the way. */
  connect(origin: string): Pool;
}

export function createWires(): Wires {
  const servers = new Map<number, Server>();
  return {
    async listen({ listener }) {
      const port = 40_001 + servers.size;
      const server = createServer({ keepAlive: true }, listener);
      server.on('clientError', (_error, socket) => socket.destroy());
      servers.set(port, server);
      return {
        port,
        reset: (request) => void request.socket.destroy(),
        async stop() {
          server.closeAllConnections();
        },
      };
    },
    connect(origin) {
      const port = Number(new URL(origin).port);
      return new Pool(origin, {
        connections: 8,
        pipelining: 1,
        allowH2: false,
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: (_, callback) => {
          const server = servers.get(port);
          if (server === undefined) throw new Error(`no server has the port ${port}`);
          const [near, far] = duplexPair().map((end) => asSocket(end, port));
          server.emit('connection', far);
          // undici takes any stream that behaves like a socket.
          queueMicrotask(() => callback(null, near as never));
        },
      });
    },
  };
}

/** What HTTP asks of a socket beside being a stream. */
function asSocket(end: Duplex, port: number): Duplex {
  const nothing = () => end;
  return Object.assign(end, {
    setKeepAlive: nothing,
    setNoDelay: nothing,
    setTimeout: nothing,
    ref: nothing,
    unref: nothing,
    localPort: port,
    remoteAddress: '127.0.0.1',
    remotePort: 1,
  });
}
