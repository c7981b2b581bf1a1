export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
  /** What a constructed value holds; stops at the first thing that cannot be read. */
  children(): readonly Der[];
}

/** The first value of these bytes (ITU X.690, definite lengths up to 4 bytes); undefined when it is cut short. */
export function readDer(bytes: Uint8Array): Der | undefined {
  return readAt(bytes, 0)?.value;
}

/** `1.2.840…`; undefined when this is no object identifier. */
export function oidOf({ tag, content }: Der): string | undefined {
  if (tag !== 0x06 || content.length === 0) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - 40 * root, ...rest].join('.');
}

/** A value with its head; for the few structures we write ourselves. */
export function writeDer(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const size = Buffer.from(length.toString(16).padStart(length > 0xffff ? 6 : length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | size.length), size, content]);
}

function readAt(bytes: Uint8Array, offset: number): { readonly value: Der; readonly end: number } | undefined {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return undefined;
  const sizeLength = first < 0x80 ? 0 : first & 0x7f;
  if (sizeLength > 4 || first === 0x80) return undefined;
  let length = sizeLength === 0 ? first : 0;
  for (let i = 0; i < sizeLength; i++) length = length * 256 + (bytes[offset + 2 + i] ?? 0);
  const start = offset + 2 + sizeLength;
  const end = start + length;
  if (end > bytes.length) return undefined;
  const content = bytes.subarray(start, end);
  return { value: { tag, content, children: () => childrenOf(content) }, end };
}

function childrenOf(content: Uint8Array): readonly Der[] {
  const found: Der[] = [];
  for (let next = readAt(content, 0); next !== undefined; next = readAt(content, next.end)) found.push(next.value);
  return found;
}
