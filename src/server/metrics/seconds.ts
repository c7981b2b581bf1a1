/** Milliseconds in the unit of Prometheus. A clock that was set back yields no time rather than an error for whoever notes. */
export function seconds(ms: number): number {
  return Number.isFinite(ms) ? Math.max(0, ms) / 1000 : 0;
}
