import type { EventHub } from './events/event-hub.ts';
import type { ServerOptions } from './server-options.ts';

/** What every route is given. */
export interface ServerContext extends ServerOptions {
  /** Aborted when the server stops: whoever waits is answered now. */
  readonly stopping: AbortSignal;
  readonly events: EventHub;
}
