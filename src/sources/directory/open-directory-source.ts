import { hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ControllerError } from '../../model/controller-error.ts';
import type { Snapshot, SnapshotFile, SpecSource } from '../spec-source.ts';
import { listSpecFiles, type ListedFile } from './list-spec-files.ts';
import { createKnownFiles, type KnownFiles } from './known-files.ts';
import type { Sleep } from './quiet-time.ts';
import { createReadingRoom, readSpecFile, readSpecFileAtOnce, type ReadFile } from './read-spec-file.ts';

export interface DirectorySourceOptions {
  /** Absolute, or relative to where the program runs. A single file is accepted as well. */
  readonly directory: string;
  /** How a person would type a path. */
  readonly shownAs?: (path: string) => string;
  /** All files together; more would not fit into the memory of a controller. */
  readonly maxTotalBytes?: number;
  /** Milliseconds of any clock: shows whether files come quickly enough to wait for each. */
  readonly elapsed: () => number;
  readonly sleep: Sleep;
}

const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
/** How long the process is held up before everybody else gets a turn. */
const SLICE_MS = 5;
/** After so long it is clear how quickly files come, and slower than one in a millisecond is slow. */
const TRIAL_MS = 50;
const READERS = 16;
const ATTEMPTS = 3;

/**
 * Specs in a folder: every `*.yaml` and `*.yml` below it, names that begin with a dot left out. A snapshot names each file
 * there is; one that cannot be read, or a folder that cannot be listed, stands in it as unreadable.
 */
export function openDirectorySource(options: DirectorySourceOptions): SpecSource {
  const { directory, shownAs = (path) => path, maxTotalBytes = MAX_TOTAL_BYTES, elapsed, sleep } = options;
  // Only who looks again and again has something of it; a single look would merely keep what it read for longer.
  let known: KnownFiles | undefined;
  return {
    async load(signal) {
      for (let attempt = 1; ; attempt++) {
        const listed = await listSpecFiles(directory, await isFolder(directory, shownAs), signal);
        const read = await readAll(listed, { maxTotalBytes, elapsed, known }, signal);
        known?.sweep();
        // Somebody is saving right now: what vanished or changed under our eyes is looked at again, and in the end told.
        const isCalm = read.every(({ file }) => !('moved' in file));
        if (isCalm || attempt === ATTEMPTS) return snapshotOf(read, shownAs);
      }
    },
    async watch(watching, signal) {
      const path = resolve(directory);
      known ??= createKnownFiles(elapsed);
      const { watchPath } = await import('./watch-path.ts');
      await watchPath({ path, isIgnored: (inner) => isIgnored(path, inner), sleep, shownAs }, watching, signal);
    },
  };
}

/**
 * What the listing leaves out, and yet not the folders that begin with two dots: turning a link to one of them is how a
 * ConfigMap gets its new content. What lies inside of them is seen by way of that link.
 */
function isIgnored(root: string, path: string): boolean {
  if (!path.startsWith(root + sep)) return false;
  const steps = path.slice(root.length + 1).split(sep);
  return steps.some((step, index) => step.startsWith('.') && !(step.startsWith('..') && index === steps.length - 1));
}

async function isFolder(directory: string, shownAs: (path: string) => string): Promise<boolean> {
  const found = await stat(directory).catch((cause: unknown) => {
    throw new ControllerError(
      'SPECS_MISSING',
      `The specs at ${shownAs(directory)} cannot be reached, and specs that are out of sight are not gone: nothing is planned. Look at the path (specs.directory in the settings), and at the mount.`,
      { cause },
    );
  });
  if (found.isDirectory()) return true;
  if (found.isFile()) return false;
  throw new ControllerError(
    'SPECS_NOT_A_DIRECTORY',
    `${shownAs(directory)} is neither a folder nor a file, so no specs can be read from it. Name the folder that holds them (specs.directory in the settings).`,
  );
}

interface ReadEntry {
  readonly listed: ListedFile;
  readonly file: ReadFile;
}

/**
 * One after the other as long as they come quickly, since that costs a tenth of the processor time; where they do not, on
 * a network share, the rest side by side.
 */
async function readAll(
  listed: readonly ListedFile[],
  {
    maxTotalBytes,
    elapsed,
    known,
  }: { readonly maxTotalBytes: number; readonly elapsed: () => number; readonly known: KnownFiles | undefined },
  signal: AbortSignal,
): Promise<readonly ReadEntry[]> {
  const read: ReadEntry[] = [];
  let total = 0;
  const keep = (index: number, one: ListedFile, file: ReadFile): void => {
    if ('bytes' in file) total += file.bytes.length;
    if (total > maxTotalBytes) throw tooLarge(maxTotalBytes);
    read[index] = { listed: one, file };
  };
  const room = createReadingRoom();
  let next = 0;
  let heldUpMs = 0;
  while (next < listed.length && (heldUpMs < TRIAL_MS || heldUpMs < next)) {
    signal.throwIfAborted();
    const startedAt = elapsed();
    let tookMs = 0;
    for (let one = listed[next]; one !== undefined && tookMs < SLICE_MS; one = listed[next]) {
      keep(next, one, 'unreadable' in one ? one : readOrKnow(one.path, room, known));
      next += 1;
      tookMs = elapsed() - startedAt;
    }
    heldUpMs += tookMs;
    await nextTurn();
  }
  const reader = async (): Promise<void> => {
    for (let index = next++; index < listed.length; index = next++) {
      const one = listed[index];
      if (one === undefined) return;
      signal.throwIfAborted();
      keep(index, one, 'unreadable' in one ? one : await readSpecFile(one.path));
    }
  };
  // Never more than a few at once: descriptors are few.
  await Promise.all(Array.from({ length: READERS }, reader));
  return read;
}

function readOrKnow(path: string, room: Buffer, known: KnownFiles | undefined): ReadFile {
  const before = known?.find(path);
  if (before !== undefined) return before;
  const note = known?.look(path);
  const file = readSpecFileAtOnce(path, room);
  note?.(file);
  return file;
}

function tooLarge(maxTotalBytes: number): ControllerError {
  return new ControllerError(
    'SPECS_TOO_LARGE',
    `The specs are more than ${Math.floor(maxTotalBytes / 1024 / 1024)} MiB together, which no number of VDCs explains, so nothing is planned. Is specs.directory the right folder?`,
  );
}

function snapshotOf(read: readonly ReadEntry[], shownAs: (path: string) => string): Snapshot {
  let contents = '';
  const files = read.map(({ listed, file }): SnapshotFile => {
    const path = shownAs(listed.path);
    // By the path inside the folder: the same specs are the same revision wherever they were checked out.
    contents += `${listed.name}\0${'bytes' in file ? file.contentHash : 'unreadable'}\n`;
    if ('bytes' in file) return { path, bytes: file.bytes, contentHash: file.contentHash };
    return { path, unreadable: 'moved' in file ? file.moved : file.unreadable };
  });
  return {
    revision: `sha256:${hash('sha256', contents)}`,
    files: files.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)),
  };
}
