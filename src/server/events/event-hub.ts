import type { ServerResponse } from 'node:http';
import type { DaemonEvent } from '../../model/daemon-event.ts';
import { eventFace } from '../faces/event-face.ts';
import { isoTime } from '../faces/iso-time.ts';
import { createEventClient, type EventClient } from './event-client.ts';
import { createEventRing } from './event-ring.ts';

const HEARTBEAT_MS = 15_000;
/** A pass that changes ten thousand VDCs at once fits, so that nobody who reads is dropped for it; no more is kept, however many listen. */
const LIMITS = { count: 16_384, bytes: 8 * 1024 * 1024 };
const MOST_CLIENTS = 64;

export interface EventHub {
  publish(event: DaemonEvent): void;
  hasRoom(): boolean;
  /** Events go to `response` from now on, or from behind `lastId` on. Its head has been written. */
  attach(response: ServerResponse, lastId: string | undefined): void;
  /** Heartbeats, until `signal` aborts; then every stream is ended. */
  run(signal: AbortSignal): Promise<void>;
}

export interface HubOptions {
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function createEventHub({ now, sleep }: HubOptions): EventHub {
  const ring = createEventRing(LIMITS);
  const clients = new Set<EventClient>();
  // Numbers begin anew with every process: an id of one before us must not look like one of ours.
  const epoch = now().toString(36);

  /** The number behind which a client that had `lastId` goes on; undefined where that is no longer known. */
  function placeOf(lastId: string): number | undefined {
    const [, of, digits] = /^([0-9a-z]+)-([0-9]{1,15})$/.exec(lastId) ?? [];
    const number = Number(digits);
    if (of !== epoch || number > ring.newest()) return undefined;
    return number === ring.newest() || ring.get(number + 1) !== undefined ? number : undefined;
  }

  function greeting(place: number | undefined): string {
    const retry = 'retry: 2000\n\n';
    if (place !== undefined) return retry;
    return retry + frameOf(`${epoch}-${ring.newest()}`, 'reset', { at: isoTime(now()), kind: 'reset' });
  }

  return {
    publish(event) {
      const data = eventFace(event);
      ring.add((number) => frameOf(`${epoch}-${number}`, event.kind, data));
      for (const client of clients) client.pump();
    },
    hasRoom: () => clients.size < MOST_CLIENTS,
    attach(response, lastId) {
      const place = lastId === undefined ? ring.newest() : placeOf(lastId);
      response.write(greeting(place));
      const client = createEventClient(response, ring, place ?? ring.newest());
      clients.add(client);
      response.on('error', () => undefined).once('close', () => clients.delete(client));
      client.pump();
    },
    async run(signal) {
      while (!signal.aborted) {
        await sleep(HEARTBEAT_MS, signal).catch(() => undefined);
        for (const client of clients)
          if (signal.aborted) client.end();
          else client.beat();
      }
    },
  };
}

function frameOf(id: string, kind: string, data: unknown): string {
  return `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
