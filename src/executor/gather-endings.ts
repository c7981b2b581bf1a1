import type { Ending, StateStore } from '../state/state-store.ts';

export interface EndingGatherer {
  /** One more ending will come. */
  expect(): void;
  /** Resolves when the ending is durable. */
  add(ending: Ending): Promise<void>;
  /** Writes at once what was gathered. */
  flush(): void;
}

export interface GathererOptions {
  readonly store: Pick<StateStore, 'end'>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const mostTogether = 256;
/**
 * An ending that is lost in a crash only leaves its intent open: that much later is no danger. Each commit holds up the
 * process for some milliseconds, so there should be few of them in a second.
 */
const longestDelayMs = 100;

/** Endings come one by one, as answers do; the store commits together only what is given together. */
export function gatherEndings({ store, sleep }: GathererOptions): EndingGatherer {
  let pending: { readonly ending: Ending; readonly settle: (written: Promise<void>) => void }[] = [];
  let timer: AbortController | undefined;
  let expected = 0;

  function flush(): void {
    timer?.abort();
    timer = undefined;
    const group = pending;
    pending = [];
    for (const { ending, settle } of group) settle(store.end(ending));
  }

  function flushLater(): void {
    const started = new AbortController();
    timer = started;
    const due = () => {
      if (!started.signal.aborted) flush();
    };
    // However the sleep ends, what was gathered is written.
    sleep(longestDelayMs, started.signal).then(due, due);
  }

  return {
    expect() {
      expected += 1;
    },
    add(ending) {
      expected -= 1;
      return new Promise<void>((resolve, reject) => {
        pending.push({ ending, settle: (written) => void written.then(resolve, reject) });
        if (pending.length >= mostTogether || expected === 0) flush();
        else if (timer === undefined) flushLater();
      });
    },
    flush,
  };
}
