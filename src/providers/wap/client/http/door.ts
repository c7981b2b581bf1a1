import { openConnectionPool, type ConnectionPoolOptions } from './connection-pool.ts';
import { exchange, type Attempt, type Outgoing } from './exchange.ts';

/** The way to one endpoint. What it sends it sends once, whatever the answer: to judge and to repeat is the transport's part. */
export interface Door {
  /** Rejects with the signal's reason when it aborts, and with a ControllerError where nothing was sent because nothing more may be. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Attempt>;
  close(): Promise<void>;
}

export type OpenDoor = (to: ConnectionPoolOptions) => Promise<Door>;

/** Any free connection will do: each request carries its own proof. */
export async function openPooledDoor(to: ConnectionPoolOptions): Promise<Door> {
  const connections = await openConnectionPool(to);
  return {
    send: (outgoing, signal) => exchange(connections, outgoing, signal),
    close: () => connections.pool.destroy(),
  };
}
