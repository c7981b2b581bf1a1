/** What it costs VMM to show all machines, and to show one, as learnt from how long it took. */
export interface LookCosts {
  ofListing<T>(list: () => Promise<readonly T[]>): Promise<readonly T[]>;
  ofLook<T>(look: () => Promise<T>): Promise<T>;
  /** Whether to list everything is less than to look at so many machines one by one. */
  readonly isListingLess: (looks: number) => boolean;
}

/** As long as not both have been tried: so many machines of a listing are taken for as much work as one that is asked for alone. */
const rowsPerLook = 50;

/** `now` in milliseconds; without it only the number of machines counts. */
export function createLookCosts(now?: () => number): LookCosts {
  let size = 0;
  let listingMs = 0;
  /** The least that one took: a look that was slow once would otherwise never be tried again. */
  let lookMs = Number.POSITIVE_INFINITY;
  const timed = async <T>(read: () => Promise<T>, note: (ms: number) => void): Promise<T> => {
    const beganAtMs = now?.() ?? 0;
    const answer = await read();
    note((now?.() ?? 0) - beganAtMs);
    return answer;
  };
  return {
    async ofListing(list) {
      const all = await timed(list, (ms) => {
        listingMs = ms;
      });
      size = all.length;
      return all;
    },
    ofLook: (look) =>
      timed(look, (ms) => {
        if (ms > 0) lookMs = Math.min(lookMs, ms);
      }),
    isListingLess(looks) {
      // A clock that was set back has taught nothing.
      return listingMs > 0 && lookMs < Number.POSITIVE_INFINITY
        ? looks * lookMs > listingMs
        : looks * rowsPerLook > size;
    },
  };
}
