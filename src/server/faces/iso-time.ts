/** `2026-11-24T10:04:11.000Z`. A number that is no time becomes the end of time rather than an error that hides the rest. */
export function isoTime(ms: number): string {
  return new Date(Math.abs(ms) <= LAST_MS ? ms : LAST_MS).toISOString();
}

const LAST_MS = 8.64e15;
