import { ControllerError } from '../../model/controller-error.ts';
import { DamagedClone } from './damaged-clone.ts';
import type { Clone } from './open-clone.ts';

/** One byte more than is accepted shows that there is more; the rest of a huge file is not kept. */
const MOST_BYTES = 1024 * 1024 + 1;

/** The bytes of each blob, by one process. All of them or it throws. */
export async function readBlobs(
  clone: Clone,
  blobs: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Buffer>> {
  if (blobs.length === 0) return new Map();
  const reader = createBlobReader();
  await clone.read(['cat-file', '--batch'], signal, { input: `${blobs.join('\n')}\n`, take: reader.take });
  const lost = blobs.find((blob) => !reader.read.has(blob));
  if (lost !== undefined || !reader.isBetweenBlobs()) throw lostObject(lost ?? 'the last one');
  return reader.read;
}

/** Takes what `git cat-file --batch` says, in pieces of any size: `<id> blob <size>`, a line feed, the bytes, a line feed. */
function createBlobReader() {
  const read = new Map<string, Buffer>();
  let head = '';
  let body: { readonly id: string; readonly kept: Buffer[]; keep: number; left: number } | undefined;

  const takeHead = (chunk: Buffer): number => {
    const end = chunk.indexOf('\n');
    head += chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.length;
    const [, id = '', size] = /^([0-9a-f]+) blob (\d+)$/.exec(head) ?? [];
    if (size === undefined) throw lostObject(head.slice(0, 80));
    head = '';
    // With the line feed behind it.
    body = { id, kept: [], keep: Math.min(Number(size), MOST_BYTES), left: Number(size) + 1 };
    return end + 1;
  };
  const takeBody = (chunk: Buffer, into: NonNullable<typeof body>): number => {
    const kept = chunk.subarray(0, into.keep);
    // A chunk is larger than most specs, and would be held whole by a piece of it.
    if (kept.length > 0) into.kept.push(Buffer.from(kept));
    into.keep -= kept.length;
    const taken = Math.min(chunk.length, into.left);
    into.left -= taken;
    if (into.left === 0) {
      read.set(into.id, into.kept.length === 1 && into.kept[0] ? into.kept[0] : Buffer.concat(into.kept));
      body = undefined;
    }
    return taken;
  };
  return {
    read,
    isBetweenBlobs: () => body === undefined && head === '',
    take: (chunk: Buffer): void => {
      for (let at = 0; at < chunk.length;) {
        const rest = chunk.subarray(at);
        at += body === undefined ? takeHead(rest) : takeBody(rest, body);
      }
    },
  };
}

function lostObject(which: string): DamagedClone {
  return new DamagedClone(
    new ControllerError(
      'SPECS_GIT_FAILED',
      `The repository lacks an object that its newest commit needs (${which}), also after a fresh clone, so the specs are not whole and nothing is planned. \`git fsck\` on the server tells more.`,
    ),
  );
}
