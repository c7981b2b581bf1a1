/** AV_PAIR ids of MS-NLMP 2.2.2.1, as far as we read or add them. */
export const AV = {
  end: 0x0000,
  computerName: 0x0001,
  domainName: 0x0002,
  flags: 0x0006,
  timestamp: 0x0007,
  targetName: 0x0009,
  channelBindings: 0x000a,
} as const;

export interface AvPair {
  readonly id: number;
  readonly value: Buffer;
}

/** The pairs before the end mark; undefined when the list is cut short or has no end. */
export function readAvPairs(targetInfo: Buffer): readonly AvPair[] | undefined {
  const pairs: AvPair[] = [];
  let offset = 0;
  while (offset + 4 <= targetInfo.length) {
    const id = targetInfo.readUInt16LE(offset);
    const end = offset + 4 + targetInfo.readUInt16LE(offset + 2);
    if (id === AV.end) return pairs;
    if (end > targetInfo.length) return undefined;
    pairs.push({ id, value: targetInfo.subarray(offset + 4, end) });
    offset = end;
  }
  return undefined;
}

export function writeAvPairs(pairs: readonly AvPair[]): Buffer {
  return Buffer.concat(
    [...pairs, { id: AV.end, value: Buffer.alloc(0) }].flatMap(({ id, value }) => [head(id, value.length), value]),
  );
}

function head(id: number, length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16LE(id, 0);
  bytes.writeUInt16LE(length, 2);
  return bytes;
}
