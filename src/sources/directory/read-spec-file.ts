import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { reasonOf } from './reason-of.ts';

export type ReadFile =
  | { readonly bytes: Uint8Array; readonly contentHash: string }
  | { readonly unreadable: string }
  /** It vanished or changed while it was read: worth another look. */
  | { readonly moved: string };

/** One byte more than is accepted shows that there is more; the rest of a huge file is never read. */
const MOST_BYTES = 1024 * 1024 + 1;

/** One file whole, or why not. Never waits for the other end of a pipe. */
export async function readSpecFile(path: string): Promise<ReadFile> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return await readOpened(handle);
  } catch (cause) {
    const reason = reasonOf(cause);
    return reason === 'ENOENT' ? { moved: 'it vanished while it was read' } : { unreadable: reason };
  } finally {
    await handle?.close();
  }
}

async function readOpened(handle: FileHandle): Promise<ReadFile> {
  const before = await handle.stat({ bigint: true });
  if (!before.isFile()) return { unreadable: 'it is no regular file' };
  const buffer = Buffer.alloc(Math.min(Number(before.size) + 1, MOST_BYTES));
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    length += bytesRead;
    // A short answer is the end of a regular file; had it grown meanwhile, its size below would say so.
    if (bytesRead === 0 || BigInt(length) === before.size) break;
  }
  const isCut = length === MOST_BYTES;
  const after = await handle.stat({ bigint: true });
  const isSteady = after.mtimeNs === before.mtimeNs && after.size === before.size;
  if (!isSteady || (!isCut && BigInt(length) !== before.size)) return { moved: 'it kept changing while it was read' };
  const bytes = buffer.subarray(0, length);
  return { bytes, contentHash: createHash('sha256').update(bytes).digest('hex') };
}
