import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { ControllerError } from '../../model/controller-error.ts';
import type { Snapshot, SnapshotFile, SpecSource } from '../spec-source.ts';
import { listSpecFiles, type ListedFile } from './list-spec-files.ts';
import { readSpecFile, type ReadFile } from './read-spec-file.ts';

export interface DirectorySourceOptions {
  /** Absolute, or relative to where the program runs. A single file is accepted as well. */
  readonly directory: string;
  /** How a person would type a path. */
  readonly shownAs?: (path: string) => string;
  /** All files together; more would not fit into the memory of a controller. */
  readonly maxTotalBytes?: number;
}

const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
const READERS = 16;
const ATTEMPTS = 3;

/**
 * Specs in a folder: every `*.yaml` and `*.yml` below it, names that begin with a dot left out. A snapshot names each file
 * there is; one that cannot be read, or a folder that cannot be listed, stands in it as unreadable.
 */
export function openDirectorySource(options: DirectorySourceOptions): SpecSource {
  const { directory, shownAs = (path) => path, maxTotalBytes = MAX_TOTAL_BYTES } = options;
  return {
    async load(signal) {
      for (let attempt = 1; ; attempt++) {
        const listed = await listSpecFiles(directory, await isFolder(directory, shownAs), signal);
        const read = await readAll(listed, maxTotalBytes, signal);
        // Somebody is saving right now: what vanished or changed under our eyes is looked at again, and in the end told.
        const isCalm = read.every(({ file }) => !('moved' in file));
        if (isCalm || attempt === ATTEMPTS) return snapshotOf(read, shownAs);
      }
    },
  };
}

async function isFolder(directory: string, shownAs: (path: string) => string): Promise<boolean> {
  const found = await stat(directory).catch((cause: unknown) => {
    throw new ControllerError(
      'SPECS_MISSING',
      `The specs at ${shownAs(directory)} cannot be reached, and specs that are out of sight are not gone: nothing is planned. Look at specs.directory in the settings, and at the mount.`,
      { cause },
    );
  });
  if (found.isDirectory()) return true;
  if (found.isFile()) return false;
  throw new ControllerError(
    'SPECS_NOT_A_DIRECTORY',
    `${shownAs(directory)} is neither a folder nor a file. Name the folder that holds the specs.`,
  );
}

interface ReadEntry {
  readonly listed: ListedFile;
  readonly file: ReadFile;
}

/** Side by side, but never more than a few at once: a network share answers slowly, and descriptors are few. */
async function readAll(
  listed: readonly ListedFile[],
  maxTotalBytes: number,
  signal: AbortSignal,
): Promise<ReadEntry[]> {
  const read: ReadEntry[] = [];
  let next = 0;
  let total = 0;
  const reader = async (): Promise<void> => {
    for (let index = next++; index < listed.length; index = next++) {
      const entry = listed[index];
      if (entry === undefined) return;
      signal.throwIfAborted();
      const file = 'unreadable' in entry ? entry : await readSpecFile(entry.path);
      if ('bytes' in file) total += file.bytes.length;
      if (total > maxTotalBytes) throw tooLarge(maxTotalBytes);
      read[index] = { listed: entry, file };
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return read;
}

function tooLarge(maxTotalBytes: number): ControllerError {
  return new ControllerError(
    'SPECS_TOO_LARGE',
    `The specs are more than ${Math.floor(maxTotalBytes / 1024 / 1024)} MiB together, which no number of VDCs explains. Is specs.directory the right folder?`,
  );
}

function snapshotOf(read: readonly ReadEntry[], shownAs: (path: string) => string): Snapshot {
  const revision = createHash('sha256');
  const files = read.map(({ listed, file }): SnapshotFile => {
    const path = shownAs(listed.path);
    // By the path inside the folder: the same specs are the same revision wherever they were checked out.
    revision.update(`${listed.name}\0${'bytes' in file ? file.contentHash : 'unreadable'}\n`);
    if ('bytes' in file) return { path, bytes: file.bytes, contentHash: file.contentHash };
    return { path, unreadable: 'moved' in file ? file.moved : file.unreadable };
  });
  return {
    revision: `sha256:${revision.digest('hex')}`,
    files: files.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)),
  };
}
