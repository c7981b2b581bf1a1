import type { VdcName } from '../model/virtual-data-center.ts';
import { backoffMs } from './backoff.ts';
import type { DaemonClock } from './session.ts';

/** How often a VDC was tried in a row without arriving, and when it is tried again by itself. */
export interface Attempt {
  readonly failures: number;
  /** By the clock that nobody can set. */
  readonly dueAt: number;
  /** What its spec said then: another one is a reason to try at once. */
  readonly wish: string | undefined;
}

/** The patience with each VDC that did not arrive: doubled from try to try, ended by success or another spec. */
export interface Attempts {
  failed(vdc: VdcName, wish: string | undefined): Attempt;
  waiting(vdc: VdcName, wish: string | undefined): Attempt;
  arrived(vdc: VdcName): void;
  of(vdc: VdcName): Attempt | undefined;
  isDue(vdc: VdcName, wish: string | undefined): boolean;
  isAnyDue(): boolean;
  /** Forgets those that are not among these. */
  keepOnly(vdcs: ReadonlySet<VdcName>): void;
}

const failing = { firstMs: 10_000, longestMs: 10 * 60_000 };
const awaited = { firstMs: 15_000, longestMs: 5 * 60_000 };

export function createAttempts({ elapsed, random }: Pick<DaemonClock, 'elapsed' | 'random'>): Attempts {
  const attempts = new Map<VdcName, Attempt>();

  function note(vdc: VdcName, wish: string | undefined, range: typeof failing): Attempt {
    const before = attempts.get(vdc);
    const failures = before?.wish === wish ? (before?.failures ?? 0) + 1 : 1;
    const attempt = { failures, dueAt: elapsed() + backoffMs(failures, random(), range), wish };
    attempts.set(vdc, attempt);
    return attempt;
  }

  return {
    failed: (vdc, wish) => note(vdc, wish, failing),
    waiting: (vdc, wish) => note(vdc, wish, awaited),
    arrived: (vdc) => void attempts.delete(vdc),
    of: (vdc) => attempts.get(vdc),
    isDue(vdc, wish) {
      const attempt = attempts.get(vdc);
      return attempt === undefined || attempt.wish !== wish || elapsed() >= attempt.dueAt;
    },
    isAnyDue() {
      const now = elapsed();
      for (const { dueAt } of attempts.values()) if (dueAt <= now) return true;
      return false;
    },
    keepOnly(vdcs) {
      for (const name of attempts.keys()) if (!vdcs.has(name)) attempts.delete(name);
    },
  };
}
