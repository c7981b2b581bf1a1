/** Milliseconds since 1970 as the directory writes them. */

const SINCE_1601_MS = 11_644_473_600_000n;

/** `20261128120000.0Z` */
export function generalizedTime(ms: number): string {
  return `${new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}.0Z`;
}

/** Steps of 100 ns since 1601, as text: it does not fit into a number. */
export function fileTime(ms: number): string {
  return String((BigInt(Math.round(ms)) + SINCE_1601_MS) * 10_000n);
}

/** Milliseconds since 1970 of such a text. */
export function fromFileTime(text: string): number {
  return Number(BigInt(text) / 10_000n - SINCE_1601_MS);
}
