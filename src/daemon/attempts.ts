import type { VdcName } from '../model/virtual-data-center.ts';
import { backoffMs } from './backoff.ts';

/** How often a VDC was tried in a row without arriving, and when it is tried again by itself. */
export interface Attempt {
  readonly failures: number;
  readonly dueAtMs: number;
  /** What its spec said then: another one is a reason to try at once. */
  readonly wish: string | undefined;
}

/** The patience with each VDC that did not arrive: doubled from try to try, ended by success or another spec. */
export interface Attempts {
  failed(vdc: VdcName, wish: string | undefined, nowMs: number): Attempt;
  waiting(vdc: VdcName, wish: string | undefined, nowMs: number): Attempt;
  arrived(vdc: VdcName): void;
  of(vdc: VdcName): Attempt | undefined;
  isDue(vdc: VdcName, wish: string | undefined, nowMs: number): boolean;
  /** When the next of them is due. */
  nextDueAtMs(): number | undefined;
  /** Forgets those that are not among these. */
  keepOnly(vdcs: ReadonlySet<VdcName>): void;
}

const failing = { firstMs: 10_000, longestMs: 10 * 60_000 };
const awaited = { firstMs: 15_000, longestMs: 5 * 60_000 };

export function createAttempts(random: () => number): Attempts {
  const attempts = new Map<VdcName, Attempt>();

  function note(vdc: VdcName, wish: string | undefined, nowMs: number, range: typeof failing): Attempt {
    const before = attempts.get(vdc);
    const failures = before?.wish === wish ? (before?.failures ?? 0) + 1 : 1;
    const attempt = { failures, dueAtMs: nowMs + backoffMs(failures, random(), range), wish };
    attempts.set(vdc, attempt);
    return attempt;
  }

  return {
    failed: (vdc, wish, nowMs) => note(vdc, wish, nowMs, failing),
    waiting: (vdc, wish, nowMs) => note(vdc, wish, nowMs, awaited),
    arrived: (vdc) => void attempts.delete(vdc),
    of: (vdc) => attempts.get(vdc),
    isDue(vdc, wish, nowMs) {
      const attempt = attempts.get(vdc);
      return attempt === undefined || attempt.wish !== wish || nowMs >= attempt.dueAtMs;
    },
    nextDueAtMs() {
      let next: number | undefined;
      for (const { dueAtMs } of attempts.values()) next = Math.min(next ?? dueAtMs, dueAtMs);
      return next;
    },
    keepOnly(vdcs) {
      for (const name of attempts.keys()) if (!vdcs.has(name)) attempts.delete(name);
    },
  };
}
