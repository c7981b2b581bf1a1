/**
 * Keeps one copy of each text however often it is read. Ten thousand plans cut from one template carry the same settings,
 * four kilobytes each; and texts that did not change between two listings become the very same string, so that comparing
 * them costs nothing.
 */
export interface TextPool {
  share(text: string): string;
  /** Forgets every text that was not shared since the last turn. */
  turn(): void;
}

export function createTextPool(): TextPool {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  // Most texts of one length are one text. To compare two costs a fraction of what it costs to hash one for a lookup.
  const latest = new Map<number, string>();
  return {
    share(text) {
      const twin = latest.get(text.length);
      if (twin === text) return twin;
      const shared = find(text);
      latest.set(text.length, shared);
      return shared;
    },
    turn() {
      old = young;
      young = new Map();
      latest.clear();
    },
  };

  function find(text: string): string {
    const known = young.get(text);
    if (known !== undefined) return known;
    const kept = old.get(text) ?? text;
    young.set(kept, kept);
    return kept;
  }
}
