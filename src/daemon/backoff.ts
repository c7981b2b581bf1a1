export interface BackoffRange {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * The next delay after `failures` in a row (from 1): doubled each time up to the longest, and spread over its upper half by
 * `random` (0 to 1), so that VDCs which failed together do not come back together.
 */
export function backoffMs(failures: number, random: number, { firstMs, longestMs }: BackoffRange): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 40));
  return Math.round(full / 2 + (full / 2) * random);
}

/** A regular distance, a tenth of it earlier or later: daemons that were started together do not march in step. */
export function jitterMs(ms: number, random: number): number {
  return Math.round(ms * (0.9 + 0.2 * random));
}
