import type { FSWatcher } from 'chokidar';
import { ControllerError } from '../../model/controller-error.ts';
import { linksOnTheWay } from './links-on-the-way.ts';
import { createQuietTime, type Sleep } from './quiet-time.ts';

export interface WatchedPath {
  /** A folder with all that lies below, or a file; it may be missing, come, go, and come back. */
  readonly path: string;
  /** Links on the way to here are watched as well; the path itself where nothing else is said. */
  readonly destination?: string;
  /** What below it is of no interest. */
  readonly isIgnored?: (path: string) => boolean;
  readonly sleep: Sleep;
  /** How a person would type the path. */
  readonly shownAs?: (path: string) => string;
}

export interface PathWatching {
  /** Once per burst; also once when the watch stands, since something may have happened until then. */
  readonly changed: () => void;
  readonly trouble: (error: unknown) => void;
  readonly onHeard?: (look: () => void) => void;
}

/** Watches until the signal is aborted, and then closes all that it opened. */
export async function watchPath(watched: WatchedPath, watching: PathWatching, signal: AbortSignal): Promise<void> {
  const { changed, trouble, onHeard } = watching;
  const quiet = createQuietTime(changed, watched.sleep, signal);
  onHeard?.(quiet.stir);
  const tell = (cause: unknown): void => trouble(unwatched(watched, cause));
  while (!signal.aborted) {
    const turned = new AbortController();
    const opened: FSWatcher[] = [];
    try {
      await open(watched, { opened, stir: quiet.stir, turn: () => turned.abort(), tell });
      quiet.stir();
      await aborted(AbortSignal.any([signal, turned.signal]));
    } catch (cause) {
      tell(cause);
      // Whoever cannot watch is not spun for: an interval notices what a watch would have.
      await aborted(signal);
    } finally {
      await Promise.all(opened.map((watcher) => watcher.close()));
    }
  }
  await quiet.ended;
}

interface Opening {
  readonly opened: FSWatcher[];
  readonly stir: () => void;
  /** A link on the way leads elsewhere now: everything is to be opened anew. */
  readonly turn: () => void;
  readonly tell: (cause: unknown) => void;
}

async function open(
  { path, destination = path, isIgnored }: WatchedPath,
  { opened, stir, turn, tell }: Opening,
): Promise<void> {
  const { watch } = await import('chokidar');
  const links = await linksOnTheWay(destination);
  const start = (paths: readonly string[], options: object, hear: () => void): Promise<void> => {
    // Without `atomic: false` a file that is gone would be told 100 ms late. Bursts are ours to gather.
    const watcher = watch([...paths], { ignoreInitial: true, atomic: false, ...options });
    opened.push(watcher);
    watcher.on('all', hear).on('error', tell);
    return new Promise((resolve) => void watcher.once('ready', resolve));
  };
  await Promise.all([
    start([path], isIgnored ? { ignored: isIgnored } : {}, stir),
    ...(links.length > 0 ? [start(links, { followSymlinks: false, depth: 0 }, turn)] : []),
  ]);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function unwatched({ path, shownAs = (name) => name }: WatchedPath, cause: unknown): ControllerError {
  const isFull = cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EMFILE');
  const cure = isFull
    ? 'The system allows no more watches: raise fs.inotify.max_user_watches and fs.inotify.max_user_instances.'
    : 'Look at the permissions and the mount.';
  return new ControllerError(
    'FILES_UNWATCHED',
    `${shownAs(path)} cannot be watched in full, so that changes are noticed only at the next interval. ${cure}`,
    { cause, retry: 'later' },
  );
}
