/** Waits; rejects when the signal is aborted meanwhile. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface QuietTime {
  /** Something happened. */
  readonly stir: () => void;
  /** Resolves when the signal was aborted. */
  readonly ended: Promise<void>;
}

/** An editor saves in up to five steps some milliseconds apart. */
const QUIET_MS = 40;
/** Somebody who writes without ever pausing is listened to all the same. */
const PATIENCE_MS = 500;

/** Turns a burst into one call of `tell`, as soon as nothing stirred for a moment. */
export function createQuietTime(tell: () => void, sleep: Sleep, signal: AbortSignal): QuietTime {
  let hasStirred = false;
  let wake = (): void => undefined;
  signal.addEventListener('abort', () => wake(), { once: true });
  /** Whether it was slept through; ended early by `signal`, or by whatever wakes. */
  const rest = async (ms: number, ending: AbortSignal): Promise<boolean> =>
    sleep(ms, ending).then(
      () => true,
      () => false,
    );
  const untilQuiet = async (): Promise<void> => {
    const over = new AbortController();
    const patience = rest(PATIENCE_MS, AbortSignal.any([signal, over.signal])).finally(() => over.abort());
    let isQuiet = false;
    while (!isQuiet && !over.signal.aborted && !signal.aborted) {
      const stirred = new AbortController();
      wake = () => stirred.abort();
      isQuiet = await rest(QUIET_MS, AbortSignal.any([signal, over.signal, stirred.signal]));
    }
    over.abort();
    await patience;
  };
  const listen = async (): Promise<void> => {
    while (!signal.aborted) {
      if (!hasStirred) await new Promise<void>((resolve) => (wake = resolve));
      await untilQuiet();
      hasStirred = false;
      if (!signal.aborted) tell();
    }
  };
  return {
    stir: () => {
      hasStirred = true;
      wake();
    },
    ended: listen(),
  };
}
