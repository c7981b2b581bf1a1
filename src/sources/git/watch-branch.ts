import { ControllerError } from '../../model/controller-error.ts';
import type { Watching } from '../spec-source.ts';
import type { Sleep } from './run-git.ts';

export interface BranchWatch {
  readonly intervalMs: number;
  readonly sleep: Sleep;
  /** From 0 to below 1: keeps many controllers from asking one server in step. */
  readonly random: () => number;
  /** Asks the server; whether there is something that nobody was told of. */
  readonly look: (signal: AbortSignal) => Promise<boolean>;
  /** Somebody says that there is something new: what is known by now may be old. */
  readonly heard: () => void;
}

/** How many intervals pass at most until a login that was refused is tried again: accounts get locked. */
const MOST_INTERVALS = 16;

/** Asks at intervals, and at once when somebody says that there is something new; never twice at a time. */
export async function watchBranch(watch: BranchWatch, watching: Watching, signal: AbortSignal): Promise<void> {
  let isHeard = false;
  let intervals = 1;
  let wake = (): void => undefined;
  watching.onHeard(() => {
    watch.heard();
    isHeard = true;
    wake();
  });
  while (!signal.aborted) {
    // Whoever spoke while we asked may have meant what came after.
    if (!isHeard) {
      const woken = new AbortController();
      wake = () => woken.abort();
      const pauseMs = watch.intervalMs * intervals * (0.9 + 0.2 * watch.random());
      await watch.sleep(pauseMs, AbortSignal.any([signal, woken.signal])).catch(() => undefined);
    }
    if (signal.aborted) return;
    isHeard = false;
    try {
      if (await watch.look(signal)) watching.changed();
      intervals = 1;
    } catch (error) {
      const isRefused = error instanceof ControllerError && error.code === 'SPECS_GIT_LOGIN_REFUSED';
      intervals = isRefused ? Math.min(intervals * 2, MOST_INTERVALS) : 1;
      if (!signal.aborted) watching.trouble(error);
    }
  }
}
