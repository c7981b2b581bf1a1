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
  return {
    share(text) {
      const known = young.get(text);
      if (known !== undefined) return known;
      const kept = old.get(text) ?? text;
      young.set(kept, kept);
      return kept;
    },
    turn() {
      old = young;
      young = new Map();
    },
  };
}
