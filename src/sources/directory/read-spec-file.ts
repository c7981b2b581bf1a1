import { hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { reasonOf } from './reason-of.ts';

export type ReadFile =
  | { readonly bytes: Uint8Array; readonly contentHash: string }
  | { readonly unreadable: string }
  /** It vanished or changed while it was read: worth another look. */
  | { readonly moved: string };

/** One byte more than is accepted shows that there is more; the rest of a huge file is never read. */
const MOST_BYTES = 1024 * 1024 + 1;
/** A pipe is opened without waiting for its other end. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/** Room for one file at a time. */
export function createReadingRoom(): Buffer {
  return Buffer.allocUnsafeSlow(MOST_BYTES);
}

/**
 * One file whole, or why not, while the process waits: through the thread pool the same five calls cost ten times the
 * processor time, which at ten thousand files is more than everything else in a quiet pass.
 */
export function readSpecFileAtOnce(path: string, room: Buffer): ReadFile {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, FLAGS);
    const before = fstatSync(descriptor);
    if (!before.isFile()) return noFile;
    const most = roomFor(before);
    let length = 0;
    // A file that ends where it said is not asked for more: had it grown meanwhile, its size would say so.
    while (length < most && (length === 0 || length !== before.size)) {
      const count = readSync(descriptor, room, length, most - length, length);
      if (count === 0) break;
      length += count;
    }
    return judge(Buffer.from(room.subarray(0, length)), before, fstatSync(descriptor));
  } catch (cause) {
    return judgeFailure(cause);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The same without holding up the process: for places that answer slowly, where many are asked side by side. */
export async function readSpecFile(path: string): Promise<ReadFile> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, FLAGS);
    const before = await handle.stat();
    if (!before.isFile()) return noFile;
    const buffer = Buffer.alloc(roomFor(before));
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return judge(buffer.subarray(0, length), before, await handle.stat());
  } catch (cause) {
    return judgeFailure(cause);
  } finally {
    await handle?.close();
  }
}

const noFile: ReadFile = { unreadable: 'it is no regular file' };

function roomFor({ size }: Stats): number {
  return Math.min(size + 1, MOST_BYTES);
}

function judge(bytes: Buffer, before: Stats, after: Stats): ReadFile {
  const isSteady = after.mtimeMs === before.mtimeMs && after.ctimeMs === before.ctimeMs && after.size === before.size;
  const isCut = bytes.length === MOST_BYTES;
  if (!isSteady || (!isCut && bytes.length !== before.size)) return { moved: 'it kept changing while it was read' };
  return { bytes, contentHash: hash('sha256', bytes) };
}

function judgeFailure(cause: unknown): ReadFile {
  const reason = reasonOf(cause);
  return reason === 'ENOENT' ? { moved: 'it vanished while it was read' } : { unreadable: reason };
}
