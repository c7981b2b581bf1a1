import { ControllerError } from '../model/controller-error.ts';
import type { Lease } from '../state/state-store.ts';

export interface LeaseClock {
  /** Milliseconds since 1970; goes on while the machine sleeps. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody can set. */
  readonly elapsed: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface LeaseTimes {
  readonly ttlMs: number;
  /** Before the lease ends nothing new is sent for so long: a request must not be under way when the next one begins. */
  readonly marginMs: number;
  readonly renewEveryMs: number;
}

export interface KeptLease {
  /** Aborted when the lease is lost, or cannot be known to be held any longer. */
  readonly signal: AbortSignal;
  /** Throws LEASE_LOST unless it is certainly ours now: asked before each request that changes something. */
  assertHeld(): void;
  stop(): Promise<void>;
}

/**
 * Renews a lease for as long as it can. A process that was frozen learns of it before anything else: by both clocks, since
 * one can be set and the other stands still while the machine sleeps.
 */
export function keepLease(lease: Lease, { now, elapsed, sleep }: LeaseClock, times: LeaseTimes): KeptLease {
  const { ttlMs, marginMs, renewEveryMs } = times;
  const lost = new AbortController();
  const ended = new AbortController();
  let renewedAt = { wallMs: now(), elapsedMs: elapsed() };

  function isHeld(): boolean {
    if (lease.isForLife === true) return true;
    const age = Math.max(now() - renewedAt.wallMs, elapsed() - renewedAt.elapsedMs);
    return age < ttlMs - marginMs;
  }
  function lose(): void {
    if (!lost.signal.aborted && !ended.signal.aborted) lost.abort(leaseLost());
  }

  const renewing = (async () => {
    while (!ended.signal.aborted && !lost.signal.aborted) {
      await sleep(renewEveryMs, ended.signal).catch(() => undefined);
      if (ended.signal.aborted) return;
      if (!isHeld()) return lose();
      const asked = { wallMs: now(), elapsedMs: elapsed() };
      // While the store cannot be reached nobody else can take the lease from it either; what is left of it still counts.
      const answer = await lease.renew().catch(() => 'unknown' as const);
      if (answer === false) return lose();
      if (answer === true) renewedAt = asked;
    }
  })();

  return {
    signal: lost.signal,
    assertHeld() {
      if (!lost.signal.aborted && isHeld()) return;
      lose();
      throw leaseLost();
    },
    async stop() {
      ended.abort();
      await renewing;
      if (!lost.signal.aborted) await lease.release().catch(() => undefined);
    },
  };
}

function leaseLost(): ControllerError {
  return new ControllerError(
    'LEASE_LOST',
    'This daemon no longer has the lease on its state, so another one may be acting: nothing more is sent. It stands by and takes over again when the lease is free. If this happens often, look at the connection to the state store and at pauses of this process.',
    { retry: 'later' },
  );
}
