import type { ServerResponse } from 'node:http';
import type { EventRing } from './event-ring.ts';

/** Somebody who listens. Nothing is kept for one: each reads the ring at its own pace, and whoever falls behind it is dropped. */
export interface EventClient {
  /** Writes what it has not had yet, as much as its connection takes. */
  pump(): void;
  /** A comment, so that nobody on the way thinks the connection dead. One who has not read since the last is dropped. */
  beat(): void;
  end(): void;
}

export function createEventClient(response: ServerResponse, ring: EventRing, after: number): EventClient {
  let sent = after;
  let beatsUnread = 0;

  function pump(): void {
    while (sent < ring.newest() && !response.writableNeedDrain && !response.destroyed) {
      const frame = ring.get(sent + 1);
      if (frame === undefined) return drop();
      response.write(frame);
      sent += 1;
    }
    // It would lose events the moment it reads on: better that it comes back and is told so.
    if (response.writableNeedDrain && sent < ring.newest() && ring.get(sent + 1) === undefined) drop();
  }

  function drop(): void {
    response.destroy();
  }

  response.on('drain', () => {
    beatsUnread = 0;
    pump();
  });
  return {
    pump,
    beat() {
      if (!response.writableNeedDrain) response.write(':\n\n');
      else if (++beatsUnread > 1) drop();
    },
    end: () => void response.end(),
  };
}
