import type { SearchOperation } from './ldap-request.ts';

/** What is left of searches that come page by page, on one connection. */
export interface PagedSearches {
  /** Keeps the rest and returns the cookie by which it is asked for; an empty one when nothing is left. */
  keep(rest: readonly string[], search: SearchOperation): Buffer;
  /** The rest of that cookie, once; null when there is none, or it was another search. */
  take(cookie: Buffer, search: SearchOperation): readonly string[] | null;
}

interface Kept {
  readonly rest: readonly string[];
  readonly about: string;
}

const MOST = 32;

export function createPagedSearches(): PagedSearches {
  const kept = new Map<string, Kept>();
  let next = 1;
  return {
    keep(rest, search) {
      if (rest.length === 0) return Buffer.alloc(0);
      const cookie = `page-${next++}`;
      kept.set(cookie, { rest, about: essence(search) });
      // Who leaves searches unfinished loses the oldest.
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
      return Buffer.from(cookie);
    },
    take(cookie, search) {
      const found = kept.get(cookie.toString('utf8'));
      if (found === undefined || found.about !== essence(search)) return null;
      kept.delete(cookie.toString('utf8'));
      return found.rest;
    },
  };
}

/** Of the next page everything but the size must be as it was. */
function essence({ base, scope, filter }: SearchOperation): string {
  return JSON.stringify([base, scope, filter]);
}
