export interface RequestGateOptions {
  /** Requests in flight at once, at least 1. */
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  /** Milliseconds; a clock that is set back does not make anybody wait longer. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface GateFigures {
  readonly inFlight: number;
  readonly queued: number;
  readonly entered: number;
  /** Milliseconds that requests have waited for a free slot, in sum. */
  readonly slotWaitMs: number;
  /** Milliseconds that requests have waited for the rate, or because WAP asked all of us to wait, in sum. */
  readonly rateWaitMs: number;
}

export interface RequestGate {
  /** Waits for a slot and for the rate, first come first served. Returns how long that took, in milliseconds; then `leave` is owed. */
  enter(signal: AbortSignal): Promise<number>;
  leave(): void;
  /** Lets nobody in for `ms`: WAP has asked one request to wait, and it meant all of them. */
  holdFor(ms: number): void;
  figures(): GateFigures;
}

interface Waiter {
  readonly admit: () => void;
}

/**
 * Bounds how many requests are in flight and how many leave in a second.
 *
 * The rate is kept by handing out departure times at even distances; up to `concurrency` of them may be saved up while
 * nothing leaves, so that a pass starts with all its connections at once. Even so no second ever sees more than it may.
 */
export function createRequestGate(options: RequestGateOptions): RequestGate {
  const { concurrency, requestsPerSecond, now, sleep } = options;
  const intervalMs = 1000 / requestsPerSecond;
  const savedMs = intervalMs * (Math.max(1, Math.min(concurrency, requestsPerSecond)) - 1);
  const waiters = new Set<Waiter>();
  let inFlight = 0;
  let entered = 0;
  let slotWaitMs = 0;
  let rateWaitMs = 0;
  let nextDeparture = Number.NEGATIVE_INFINITY;
  /** When the last ones left, or are to: as many as may leave in a second, in a ring. */
  const departures = new Float64Array(Math.max(1, Math.floor(requestsPerSecond))).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  let lastSeen = now();

  /** The present, having moved the departure times along when the clock was set back. */
  function present(): number {
    const time = now();
    if (time < lastSeen) {
      nextDeparture -= lastSeen - time;
      for (const index of departures.keys()) departures[index] = (departures[index] ?? 0) - (lastSeen - time);
    }
    lastSeen = time;
    return time;
  }

  function leave(): void {
    const next = waiters.values().next().value;
    // A slot goes straight to the longest waiting request, so that nobody who comes later can overtake it.
    if (next === undefined) inFlight -= 1;
    else {
      waiters.delete(next);
      next.admit();
    }
  }

  async function takeSlot(signal: AbortSignal): Promise<void> {
    if (inFlight < concurrency) {
      inFlight += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { admit: resolve };
    const giveUp = (): void => {
      if (waiters.delete(waiter)) reject(signal.reason as Error);
    };
    waiters.add(waiter);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  async function awaitDeparture(signal: AbortSignal): Promise<void> {
    const time = present();
    const saved = Math.max(nextDeparture, time - savedMs);
    const departure = Math.max(saved, (departures[oldest] ?? 0) + 1000);
    nextDeparture = departure + intervalMs;
    departures[oldest] = Math.max(departure, time);
    oldest = (oldest + 1) % departures.length;
    if (departure > time) await sleep(departure - time, signal);
  }

  return {
    async enter(signal) {
      signal.throwIfAborted();
      const arrived = now();
      await takeSlot(signal);
      const admitted = now();
      try {
        await awaitDeparture(signal);
      } catch (error) {
        leave();
        throw error;
      }
      const departed = now();
      entered += 1;
      slotWaitMs += Math.max(0, admitted - arrived);
      rateWaitMs += Math.max(0, departed - admitted);
      return Math.max(0, departed - arrived);
    },
    leave,
    holdFor(ms) {
      nextDeparture = Math.max(nextDeparture, present() + ms);
    },
    figures: () => ({ inFlight, queued: waiters.size, entered, slotWaitMs, rateWaitMs }),
  };
}
