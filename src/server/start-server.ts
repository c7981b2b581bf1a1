import { ControllerError } from '../model/controller-error.ts';
import { createApp } from './create-app.ts';
import { createEventHub } from './events/event-hub.ts';
import { explainListening } from './explain-listening.ts';
import { isLoopback, parseListen } from './listen-address.ts';
import type { Server, ServerOptions } from './server-options.ts';

/** For those who wait to be told that we stop; after it every connection is cut. */
const FAREWELL_MS = 1500;

/** The daemon's face to other programs. Throws when it cannot listen, and then has opened nothing. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { door, listen, token, log, now, sleep } = options;
  const { host, port } = parseListen(listen);
  // An empty one would open the door that it seems to close.
  if (token === '' || (token === undefined && !isLoopback(host)))
    throw new ControllerError(
      'SERVER_TOKEN_MISSING',
      `The server would answer on ${listen} to whoever asks, since server.token is empty or not set. Set it, or remove it and listen on 127.0.0.1.`,
    );
  const stopping = new AbortController();
  const events = createEventHub({ now, sleep });
  const app = await createApp({ ...options, events, stopping: stopping.signal });
  let address: string;
  try {
    address = await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    throw explainListening(cause, listen);
  }
  const unsubscribe = door.subscribe((event) => events.publish(event));
  const heartbeats = events.run(stopping.signal);
  log?.info({ address }, 'server listens');

  async function stop(): Promise<void> {
    unsubscribe();
    stopping.abort();
    await heartbeats;
    const gone = new AbortController();
    const closed = Promise.resolve(app.close()).finally(() => gone.abort());
    // Rejects when the wait is over because all have gone.
    await sleep(FAREWELL_MS, gone.signal).catch(() => undefined);
    app.server.closeAllConnections();
    await closed;
  }

  let stopped: Promise<void> | undefined;
  return { address, stop: () => (stopped ??= stop()) };
}
