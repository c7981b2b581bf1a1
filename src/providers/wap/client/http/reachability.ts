/** After giving up, one request a second still tries; the others fail at once rather than each after its own wait. */
const PROBE_EVERY_MS = 1_000;

export interface Reachability {
  answered(): void;
  /** An attempt that began at `startedAt` heard nothing. */
  failed(startedAt: number): void;
  /** How much longer it is worth trying, in milliseconds: all of `giveUpMs` while there are answers, then what silence has left of it. */
  patienceMs(): number;
  /** Whether patience has run out and somebody has just tried again in vain. */
  isHopeless(): boolean;
}

/**
 * How long an endpoint has been silent, over all requests together: when it dies in the middle of a thousand requests, they
 * must not wait a thousand times before they give up. Silence that nobody has listened to for `giveUpMs` is forgotten.
 */
export function createReachability(giveUpMs: number, now: () => number): Reachability {
  let lastAnswerAt = Number.NEGATIVE_INFINITY;
  let lastFailureAt = Number.NEGATIVE_INFINITY;
  let silentSince: number | null = null;

  /** A clock that was set back must not make silence, or its memory, last for hours. */
  const elapsed = (since: number): number => (now() < since ? giveUpMs : now() - since);
  const isForgotten = (): boolean => silentSince === null || elapsed(lastFailureAt) > giveUpMs;
  const patienceMs = (): number =>
    silentSince === null || isForgotten() ? giveUpMs : Math.max(0, giveUpMs - elapsed(silentSince));

  return {
    answered() {
      lastAnswerAt = now();
      silentSince = null;
    },
    failed(startedAt) {
      if (silentSince === null || isForgotten()) silentSince = Math.max(startedAt, lastAnswerAt);
      lastFailureAt = now();
    },
    patienceMs,
    isHopeless: () => patienceMs() === 0 && elapsed(lastFailureAt) < PROBE_EVERY_MS,
  };
}
