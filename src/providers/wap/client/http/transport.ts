import type { OpenDoor } from './door.ts';
import type { GateFigures } from './request-gate.ts';
import type { Tokens } from './tokens.ts';

/**
 * What may be done again when nobody knows whether the first try was carried out: `safe` repeats it (reading, setting a
 * state, deleting, creating what has an identity of ours); `look-first` leaves that to a caller who looks at the world
 * before; `never` is not even repeated where the server says it was too busy to begin.
 */
export type Repeat = 'safe' | 'look-first' | 'never';

export interface WapRequest {
  /** `MERGE` is OData's own word for PATCH (wire: vm-clouds 4.1). */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'MERGE' | 'DELETE';
  /** Below the base URL, beginning with `/`, its segments already encoded. */
  readonly path: string;
  /** The path with its variable parts named, `/plans/{id}`, for metrics and error details; the path itself when absent. */
  readonly route?: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON; absent: no body at all. */
  readonly body?: unknown;
  readonly repeat: Repeat;
  readonly signal: AbortSignal;
  /** The longest answer that is read; longer ones are an error. */
  readonly maxBytes?: number;
  /** Acts on behalf of this user in place of the token's own name. */
  readonly principal?: string;
  /** `xml-too` returns an XML answer as `text`; otherwise an answer that is no JSON is an error. */
  readonly accepts?: 'json' | 'xml-too';
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WapResponse {
  readonly status: number;
  /** The parsed body; undefined when it was empty, or XML. */
  readonly json: unknown;
  /** The body as it came, only where it is XML and XML was accepted. */
  readonly text?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What happened to one attempt; no path with its ids, no body, no token. */
export interface RequestReport {
  readonly method: string;
  readonly route: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly attempt: number;
  readonly durationMs: number;
  /** How long it waited for a slot and for the rate before it left. */
  readonly waitedMs: number;
  readonly bytes: number;
}

/** What to do about a status, in sentences, where an endpoint has other cures than WAP's own interfaces. */
export interface StatusAdvice {
  readonly 403?: string;
}

export interface TransportOptions {
  readonly baseUrl: string;
  /** PEM of the authorities to trust; absent: the machine's own. */
  readonly ca?: string;
  readonly tokens?: Tokens;
  /** Whose endpoint it is, as it reads in an error: `the Admin API`. */
  readonly purpose?: string;
  readonly advice?: StatusAdvice;
  /** How requests leave; a pool of connections when absent. */
  readonly openDoor?: OpenDoor;
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  /** The longest a single call may take, answer included: a billing adapter may have to approve it. */
  readonly timeoutMs?: number;
  readonly connectTimeoutMs?: number;
  /** When nothing has been heard for so long, the endpoint counts as unreachable and nothing is tried any more. */
  readonly giveUpMs?: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onRequest?: (report: RequestReport) => void;
  /** Asked right before a request that changes something leaves, each time; throws where it may not. */
  readonly assertMayWrite?: () => void;
}

/**
 * HTTP to one endpoint of WAP: authenticated, bounded in number, rate, size and time, repeated only where that is harmless.
 *
 * `request` resolves for a 2xx answer that can be read, and rejects with a ControllerError for everything else; when `signal`
 * aborts, with the signal's reason. Redirects are never followed.
 */
export interface Transport {
  request(request: WapRequest): Promise<WapResponse>;
  figures(): GateFigures;
  /** Milliseconds by which our clock is ahead of the endpoint's, by its last answer; undefined where it does not tell. */
  serverAheadMs(): number | undefined;
  /** Drops the connections; requests under way fail. */
  close(): Promise<void>;
}
