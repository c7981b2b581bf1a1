/** One element of DER: its tag and what it holds. */
export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content, as they came. */
  readonly whole: Buffer;
}

/** The elements that follow each other in `bytes`; undefined when a length leads astray or a tag has more than one byte. */
export function readDer(bytes: Buffer): readonly DerElement[] | undefined {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const element = readElement(bytes.subarray(at));
    if (element === undefined) return undefined;
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
}

function readElement(bytes: Buffer): DerElement | undefined {
  const [tag, short] = bytes;
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
  // Two bytes count to 64 KiB, more than any HTTP header may hold.
  if (short === 0x80 || lengthBytes > 2 || bytes.length < 2 + lengthBytes) return undefined;
  const length = lengthBytes === 0 ? short : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  if (bytes.length < start + length) return undefined;
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) };
}

export function writeDer(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.of(tag, body.length), body]);
  if (body.length < 0x100) return Buffer.concat([Buffer.of(tag, 0x81, body.length), body]);
  return Buffer.concat([Buffer.of(tag, 0x82, body.length >> 8, body.length & 0xff), body]);
}
