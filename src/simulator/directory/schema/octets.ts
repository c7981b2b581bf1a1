/** The two values that a domain controller keeps as octets, and their texts. */

/** A GUID as its 16 octets: the first three groups with the least octet first. */
export function guidBytes(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  return Buffer.concat([reversed(bytes, 0, 4), reversed(bytes, 4, 6), reversed(bytes, 6, 8), bytes.subarray(8)]);
}

/** From octets, or from their text with dashes; null when it is neither. */
export function parseGuid(value: Buffer): string | null {
  if (value.length === 16) {
    const hex = guidBytes(value.toString('hex')).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }
  const text = value.toString('utf8').replace(/^\{(.*)\}$/, '$1');
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : null;
}

/** `S-1-5-21-…` as octets. */
export function sidBytes(sid: string): Buffer {
  const [, revision = '1', authority = '5', ...rest] = sid.split('-');
  const bytes = Buffer.alloc(8 + 4 * rest.length);
  bytes.writeUInt8(Number(revision), 0);
  bytes.writeUInt8(rest.length, 1);
  bytes.writeUIntBE(Number(authority), 2, 6);
  rest.forEach((part, i) => bytes.writeUInt32LE(Number(part), 8 + 4 * i));
  return bytes;
}

export function parseSidBytes(bytes: Buffer): string | null {
  const count = bytes.length >= 8 ? bytes.readUInt8(1) : -1;
  if (bytes.length !== 8 + 4 * count) return null;
  const parts = Array.from({ length: count }, (_, i) => bytes.readUInt32LE(8 + 4 * i));
  return ['S', bytes.readUInt8(0), bytes.readUIntBE(2, 6), ...parts].join('-');
}

function reversed(bytes: Buffer, from: number, to: number): Buffer {
  return Buffer.from(bytes.subarray(from, to)).reverse();
}
