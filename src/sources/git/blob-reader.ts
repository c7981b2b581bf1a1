/** One byte more than is accepted shows that there is more; the rest of a huge file is not kept. */
const MOST_BYTES = 1024 * 1024 + 1;

export interface BlobReader {
  /** Throws where something else is said than blobs. */
  readonly take: (chunk: Buffer) => void;
  /** What was read whole so far, by its id. */
  readonly read: ReadonlyMap<string, Buffer>;
  readonly isBetweenBlobs: () => boolean;
}

interface Body {
  readonly id: string;
  readonly kept: Buffer[];
  /** How many bytes are still kept, and how many still come. */
  keep: number;
  left: number;
}

/** Reads what `git cat-file --batch` says, in pieces of any size: `<id> blob <size>`, a line feed, the bytes, a line feed. */
export function createBlobReader(lost: (what: string) => Error): BlobReader {
  const read = new Map<string, Buffer>();
  let head = '';
  let body: Body | undefined;

  const takeHead = (chunk: Buffer): number => {
    const end = chunk.indexOf('\n');
    head += chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
    if (end === -1) return chunk.length;
    const [, id = '', size] = /^([0-9a-f]+) blob (\d+)$/.exec(head) ?? [];
    if (size === undefined) throw lost(head.slice(0, 80));
    head = '';
    // With the line feed behind it.
    body = { id, kept: [], keep: Math.min(Number(size), MOST_BYTES), left: Number(size) + 1 };
    return end + 1;
  };
  const takeBody = (chunk: Buffer, into: Body): number => {
    const kept = chunk.subarray(0, into.keep);
    // A chunk is larger than most specs, and would be held whole by a piece of it.
    if (kept.length > 0) into.kept.push(Buffer.from(kept));
    into.keep -= kept.length;
    const taken = Math.min(chunk.length, into.left);
    into.left -= taken;
    if (into.left > 0) return taken;
    read.set(into.id, Buffer.concat(into.kept));
    body = undefined;
    return taken;
  };
  return {
    read,
    isBetweenBlobs: () => body === undefined && head === '',
    take: (chunk) => {
      for (let at = 0; at < chunk.length;) {
        const rest = chunk.subarray(at);
        at += body === undefined ? takeHead(rest) : takeBody(rest, body);
      }
    },
  };
}
