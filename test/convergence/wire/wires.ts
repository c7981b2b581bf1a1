import { createServer, type RequestListener, type Server } from 'node:http';
import { duplexPair, type Duplex } from 'node:stream';
import { Pool } from 'undici';
import { exchange, type Attempt, type Outgoing } from '../../../src/providers/wap/client/http/exchange.ts';
import type { Listen } from '../../../src/simulator/http/listening-server.ts';
import { carryMessage } from './carry-message.ts';

/** Sends one request to one site, and reads the answer. */
export type Carry = (outgoing: Outgoing) => Promise<Attempt>;

/** Servers of one world that have no port, and the ways to them: HTTP/1.1, and nothing of the machine's network. */
export interface Wires {
  /** For a simulator. Its `port` is only a number by which it is found. */
  readonly listen: Listen;
  /** The way to the server that has the port of this origin. TLS is left out: nobody else is on the way. */
  wayTo(origin: string): Carry;
  close(): Promise<void>;
}

const unending = new AbortController().signal;

/** `hasBytes`: as on a socket, through the real client's and the real server's parsers. */
export function createWires(hasBytes: boolean): Wires {
  const listeners = new Map<number, RequestListener>();
  const pools: Pool[] = [];
  return {
    async listen({ listener }) {
      const port = 40_001 + listeners.size;
      listeners.set(port, listener);
      return {
        port,
        reset: (request) => void request.socket.destroy(),
        stop: async () => undefined,
      };
    },
    wayTo(origin) {
      const port = Number(new URL(origin).port);
      const listener = listeners.get(port);
      if (listener === undefined) throw new Error(`no server has the port ${port}`);
      if (!hasBytes) return (outgoing) => carryMessage(listener, outgoing, port);
      const pool = openPool(origin, createServer({ keepAlive: true }, listener), port);
      pools.push(pool);
      return (outgoing) => exchange({ pool, cameBeforeSending: () => false }, outgoing, unending);
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

function openPool(origin: string, server: Server, port: number): Pool {
  server.on('clientError', (_error, socket) => socket.destroy());
  return new Pool(origin, {
    connections: 8,
    pipelining: 1,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_, callback) => {
      const [near, far] = duplexPair().map((end) => asSocket(end, port));
      server.emit('connection', far);
      // undici takes any stream that behaves like a socket.
      queueMicrotask(() => callback(null, near as never));
    },
  });
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
