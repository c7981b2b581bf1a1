import { type Stats, statSync } from 'node:fs';
import type { ReadFile } from './read-spec-file.ts';

/** What was read before, for as long as the file system says that nothing was written since. */
export interface KnownFiles {
  /** The file as it was read, when it certainly has not changed. */
  find(path: string): ReadFile | undefined;
  /** Must be called before the file is read. Returns what takes note of what was read. */
  look(path: string): (file: ReadFile) => void;
  /** Forgets what was neither found nor read since the last call. */
  sweep(): void;
}

interface Known {
  readonly stamp: Stats;
  /** When this stamp was seen first. */
  readonly sinceMs: number;
  /** Read at least `settledMs` after that. */
  readonly settled: ReadFile | undefined;
}

/**
 * Times of files have the grain of the system that keeps them; two seconds is the coarsest there is. A file that is read so
 * long after its stamp was first seen cannot be written again under the same stamp. No two clocks are compared for that.
 */
const settledMs = 2_000;

/** `elapsed`: milliseconds of any clock. */
export function createKnownFiles(elapsed: () => number): KnownFiles {
  let known = new Map<string, Known>();
  let met = new Map<string, Known>();
  return {
    find(path) {
      const before = known.get(path);
      if (before?.settled === undefined || !isSame(stampOf(path), before.stamp)) return undefined;
      met.set(path, before);
      return before.settled;
    },
    look(path) {
      const stamp = stampOf(path);
      const lookedAtMs = elapsed();
      return (file) => {
        if (stamp === undefined || !('bytes' in file)) return;
        const before = known.get(path);
        const sinceMs = before !== undefined && isSame(stamp, before.stamp) ? before.sinceMs : elapsed();
        const isSettled = lookedAtMs - sinceMs >= settledMs;
        met.set(path, { stamp, sinceMs, settled: isSettled ? file : undefined });
      };
    },
    sweep() {
      known = met;
      met = new Map();
    },
  };
}

/** Everything that changes when a file is written or another one is put in its place; undefined when it cannot be asked. */
function stampOf(path: string): Stats | undefined {
  try {
    const found = statSync(path);
    return found.isFile() ? found : undefined;
  } catch {
    return undefined; // reading it will say why
  }
}

function isSame(one: Stats | undefined, other: Stats): boolean {
  return (
    one !== undefined &&
    one.ctimeMs === other.ctimeMs &&
    one.mtimeMs === other.mtimeMs &&
    one.size === other.size &&
    one.ino === other.ino &&
    one.dev === other.dev
  );
}
