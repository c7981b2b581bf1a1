export interface Turns {
  /** Waits for a place. Throws when `signal` is aborted meanwhile. */
  enter(signal: AbortSignal): Promise<void>;
  leave(): void;
}

/** So many at once, the others in the order in which they came. */
export function createTurns(places: number): Turns {
  let free = places;
  const waiting: (() => void)[] = [];
  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const abort = () => {
          waiting.splice(waiting.indexOf(proceed), 1);
          reject(signal.reason as Error);
        };
        const proceed = () => {
          signal.removeEventListener('abort', abort);
          resolve();
        };
        signal.addEventListener('abort', abort, { once: true });
        waiting.push(proceed);
      });
    },
    leave() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
