import { untilAborted } from '../until-aborted.ts';

/**
 * Work that is done once for all who want its result at the same time. Whoever gives up waiting leaves alone: the work goes on,
 * because what it finds out (a refused password) must be known even if nobody waits any more.
 */
export interface SingleFlight<T> {
  join(signal: AbortSignal): Promise<T>;
}

export function singleFlight<T>(work: () => Promise<T>): SingleFlight<T> {
  let flying: Promise<T> | undefined;
  return {
    join: (signal) => {
      if (flying === undefined) {
        const started = work().finally(() => {
          flying = undefined;
        });
        started.catch(() => undefined); // each who joined gets the error; if all have left, nobody needs it
        flying = started;
      }
      return untilAborted(flying, signal);
    },
  };
}
