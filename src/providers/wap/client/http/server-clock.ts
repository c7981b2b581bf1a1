type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What a server's answers tell of its clock. */
export interface ServerClock {
  /** An answer came to a request that left at `leftAtMs`, by our clock. */
  heard(headers: Headers, leftAtMs: number, nowMs: number): void;
  /** Milliseconds by which our clock is ahead of the server's (negative: behind), by its last answer; undefined: it does not tell. */
  aheadMs(): number | undefined;
}

/**
 * Reads `Date` (RFC 9110, 6.6.1), which servers with a clock send with every answer, to the second. Whatever lies between
 * question and answer counts as agreeing; what a cache answers (`Age`) tells of the past and is not listened to.
 */
export function createServerClock(): ServerClock {
  let ahead: number | undefined;
  return {
    heard(headers, leftAtMs, nowMs) {
      const { date, age } = headers;
      const atMs = typeof date === 'string' && age === undefined ? Date.parse(date) : Number.NaN;
      if (Number.isNaN(atMs)) return;
      if (atMs + 1_000 <= leftAtMs) ahead = leftAtMs - atMs;
      else ahead = Math.min(0, nowMs - atMs);
    },
    aheadMs: () => ahead,
  };
}
