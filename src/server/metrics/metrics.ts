import type { DaemonEvent } from '../../model/daemon-event.ts';
import type { DaemonDoor } from '../daemon-door.ts';

/** One request to a remote system, as its client reports it. */
export interface RequestNote {
  /** Which interface: `admin`, `tenant`, `spf`, `sts`, … A closed list, never an address. */
  readonly endpoint: string;
  readonly method: string;
  /** A template such as `/subscriptions/{id}`, never a path. */
  readonly route: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly durationMs: number;
  /** How long it waited for a slot and for the rate before it left. */
  readonly waitedMs: number;
  /** From 1. */
  readonly attempt: number;
}

/** What Prometheus may know. Never throws at whoever notes, and never names a VDC. */
export interface Metrics {
  note(event: DaemonEvent): void;
  noteRequest(note: RequestNote): void;
  /** The text that Prometheus reads. VDCs are counted in the background, so that it is there at once however many there are. */
  scrape(door: ScrapedDoor, nowMs: number): Promise<string>;
  readonly contentType: string;
  /** Every metric there is, those of the process too. */
  names(): readonly string[];
}

export type ScrapedDoor = Pick<DaemonDoor, 'status' | 'readStatuses'>;
