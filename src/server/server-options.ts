import type { DaemonDoor } from './daemon-door.ts';
import type { Metrics } from './metrics/metrics.ts';

export interface ServerOptions {
  readonly door: DaemonDoor;
  /** `127.0.0.1:9090`; port 0 takes a free one. */
  readonly listen: string;
  /** Absent: only where nobody but this machine can reach the server. */
  readonly token?: string;
  /** Absent: there is no webhook. */
  readonly webhookSecret?: string;
  /** The branch that specs come from: pushes that name only others are not passed on. */
  readonly branch?: string;
  readonly version: string;
  readonly metrics: Metrics;
  readonly log?: ServerLog;
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface ServerLog {
  readonly info: (keys: Readonly<Record<string, unknown>>, text: string) => void;
  readonly warn: (keys: Readonly<Record<string, unknown>>, text: string) => void;
  readonly error: (keys: Readonly<Record<string, unknown>>, text: string) => void;
}

export interface Server {
  /** `http://127.0.0.1:9090`: with the port that was taken. */
  readonly address: string;
  /** Ends event streams and those who wait, then every connection, within two seconds. */
  stop(): Promise<void>;
}
