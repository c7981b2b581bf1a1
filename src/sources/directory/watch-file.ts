import { statSync } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';
import type { Sleep } from './quiet-time.ts';
import { reasonOf } from './reason-of.ts';
import { watchPath, type PathWatching } from './watch-path.ts';

export interface WatchedFile {
  /** Absolute. */
  readonly path: string;
  readonly sleep: Sleep;
  readonly shownAs?: (path: string) => string;
}

/**
 * Calls `changed` when a file was written, replaced, removed or put back, also where it is a link (or behind one) that is
 * turned, as in a ConfigMap; never for its neighbours. Resolves when the signal is aborted and everything is closed.
 */
export async function watchFile(file: WatchedFile, watching: PathWatching, signal: AbortSignal): Promise<void> {
  const folder = dirname(file.path);
  // At once: what is written from now on counts, even before the watch stands.
  let seen = faceOf(file.path);
  const changed = (): void => {
    const face = faceOf(file.path);
    if (face === seen || signal.aborted) return;
    seen = face;
    watching.changed();
  };
  // The folder is watched, not the file: a link in it is turned by a rename that the file itself never hears of.
  await watchPath({ ...file, path: folder, destination: file.path, isIgnored }, { ...watching, changed }, signal);

  function isIgnored(path: string): boolean {
    if (path === folder) return false;
    const inner = relative(folder, path);
    return inner !== basename(file.path) && !(inner.startsWith('..') && !inner.includes(sep));
  }
}

/** What tells one content from another without reading it; empty where there is no file. */
function faceOf(path: string): string {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? '' : [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(':');
  } catch (cause) {
    return reasonOf(cause); // no rights, say: whoever reads it will be told
  }
}
