const hourMs = 3_600_000;

/** Valid for `days` days and one hour, the hour being in the past: a client's clock may be behind ours. */
export function validity(nowMs: number, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const start = nowMs - hourMs;
  return { notBefore: new Date(start), notAfter: new Date(nowMs + days * 24 * hourMs) };
}
