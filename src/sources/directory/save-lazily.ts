import type { SpecCache } from '../../spec/spec-cache.ts';
import type { Sleep } from './quiet-time.ts';
import type { SpecCacheFile } from './spec-cache-file.ts';

/** After an edit nobody should wait until ten thousand others are written down as well. */
const laterMs = 2_000;

/** The same file for who looks again and again: what was learned counts at once, and is written a little later. */
export function saveLazily(file: SpecCacheFile, sleep: Sleep): SpecCacheFile {
  const never = new AbortController().signal;
  let latest: SpecCache | undefined;
  let isWaiting = false;
  return {
    load: async () => latest ?? file.load(),
    async save(cache) {
      latest = cache;
      if (isWaiting) return;
      isWaiting = true;
      const write = (): void => {
        isWaiting = false;
        void file.save(latest ?? cache);
      };
      sleep(laterMs, never).then(write, write);
    },
  };
}
