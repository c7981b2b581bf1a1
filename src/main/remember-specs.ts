import type { PassDoors } from '../reconciler/pass-doors.ts';
import type { SpecCache } from '../spec/spec-cache.ts';

/** What was parsed stays in memory too: a daemon need not read its cache anew for each pass. */
export function rememberSpecs(file: PassDoors['specCache']): PassDoors['specCache'] {
  let known: SpecCache | undefined;
  return {
    load: async () => (known ??= await file.load()),
    async save(cache) {
      known = cache;
      await file.save(cache);
    },
  };
}
