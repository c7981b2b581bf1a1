const FIRST_MS = 250;
const LONGEST_MS = 8_000;

/** Milliseconds before attempt `attempt + 1`: anything between 0 and a bound that doubles with each attempt, so that those who failed together do not return together. */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)));
}

/** Milliseconds that a `Retry-After` header asks for (seconds, or an HTTP date seen from `now`), or null where there is none that can be read. */
export function retryAfterMs(header: string | readonly string[] | undefined, now: number): number | null {
  const text = (typeof header === 'string' ? header : header?.[0])?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
