/** One element of BER: its tag and what stands in it. */
export interface BerElement {
  readonly tag: number;
  readonly value: Buffer;
}

/** Thrown where bytes are no BER, or an element says that it is longer than what holds it. */
export class BerError extends Error {
  override readonly name = 'BerError';
}

interface BerHead {
  readonly valueAt: number;
  readonly end: number;
}

/**
 * How many bytes the element at the start of `bytes` has, head included; undefined while its head is not there yet. Definite
 * lengths of at most four bytes, as LDAP allows no other (RFC 4511, 5.1).
 */
export function elementLength(bytes: Buffer): number | undefined {
  return headAt(bytes, 0)?.end;
}

/** All elements side by side in `bytes`. Throws a BerError when they do not end exactly where `bytes` ends. */
export function readElements(bytes: Buffer): readonly BerElement[] {
  const elements: BerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const head = headAt(bytes, at);
    if (head === undefined || head.end > bytes.length) throw new BerError('an element is longer than what holds it');
    elements.push({ tag: bytes[at] ?? 0, value: bytes.subarray(head.valueAt, head.end) });
    at = head.end;
  }
  return elements;
}

/** A whole number of at most four bytes (INTEGER or ENUMERATED). */
export function readWhole(value: Buffer): number {
  if (value.length === 0 || value.length > 4) throw new BerError('a number of no or too many bytes');
  return value.readIntBE(0, value.length);
}

function headAt(bytes: Buffer, at: number): BerHead | undefined {
  const first = bytes[at + 1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { valueAt: at + 2, end: at + 2 + first };
  const size = first - 0x80;
  if (size === 0 || size > 4) throw new BerError('a length that LDAP does not know');
  if (bytes.length < at + 2 + size) return undefined;
  const valueAt = at + 2 + size;
  return { valueAt, end: valueAt + bytes.readUIntBE(at + 2, size) };
}
