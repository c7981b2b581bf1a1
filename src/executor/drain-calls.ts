export interface Drain {
  /** Aborted when calls in flight are no longer waited for. */
  readonly callSignal: AbortSignal;
  stop(): void;
}

/** After `signal` is aborted, calls that are under way may still end by themselves for `drainMs`. */
export function drainCalls(
  signal: AbortSignal,
  drainMs: number,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
): Drain {
  const calls = new AbortController();
  const over = new AbortController();
  const giveUp = () => {
    if (!over.signal.aborted) calls.abort();
  };
  const startDraining = () => void sleep(drainMs, over.signal).then(giveUp, giveUp);
  if (signal.aborted) startDraining();
  else signal.addEventListener('abort', startDraining, { once: true });
  return {
    callSignal: calls.signal,
    stop() {
      over.abort();
      signal.removeEventListener('abort', startDraining);
    },
  };
}
