import { onTestFinished } from 'vitest';
import type { Watching } from '../../src/sources/spec-source.ts';

export interface Watched {
  /** Calls of `changed` so far. */
  readonly changes: () => number;
  readonly troubles: readonly unknown[];
  /** Resolves at the next call of `changed` from now on. */
  readonly nextChange: () => Promise<void>;
  readonly nextTrouble: () => Promise<unknown>;
  /** As a webhook would. */
  readonly hear: () => void;
  /** Ends the watch and waits until it has closed everything. */
  readonly stop: () => Promise<void>;
}

/** Watches until the test ends, and tells what it is told. */
export function watched(watch: (watching: Watching, signal: AbortSignal) => Promise<void>): Watched {
  const stopping = new AbortController();
  const troubles: unknown[] = [];
  let changes = 0;
  let look = (): void => undefined;
  const waiting: { readonly change: (() => void)[]; readonly trouble: ((error: unknown) => void)[] } = {
    change: [],
    trouble: [],
  };
  const ended = watch(
    {
      changed: () => {
        changes += 1;
        for (const tell of waiting.change.splice(0)) tell();
      },
      trouble: (error) => {
        troubles.push(error);
        for (const tell of waiting.trouble.splice(0)) tell(error);
      },
      onHeard: (heard) => (look = heard),
    },
    stopping.signal,
  );
  const stop = async (): Promise<void> => {
    stopping.abort(new Error('the test is over'));
    await ended;
  };
  onTestFinished(stop);
  return {
    changes: () => changes,
    troubles,
    nextChange: () => new Promise((resolve) => void waiting.change.push(resolve)),
    nextTrouble: () => new Promise((resolve) => void waiting.trouble.push(resolve)),
    hear: () => look(),
    stop,
  };
}
