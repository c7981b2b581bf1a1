import { NtlmRefused } from './ntlm-refused.ts';

/** Ids of MS-NLMP 2.2.2.1. */
export const avId = {
  endOfList: 0,
  netbiosComputer: 1,
  netbiosDomain: 2,
  dnsComputer: 3,
  dnsDomain: 4,
  flags: 6,
  timestamp: 7,
  channelBindings: 10,
} as const;

export function writeAvPairs(pairs: readonly (readonly [id: number, value: Buffer])[]): Buffer {
  const all = [...pairs, [avId.endOfList, Buffer.alloc(0)] as const];
  return Buffer.concat(
    all.flatMap(([id, value]) => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(id, 0);
      head.writeUInt16LE(value.length, 2);
      return [head, value];
    }),
  );
}

/** The pairs by id, up to the end-of-list mark. Refuses a list without it, and one that says a thing twice. */
export function readAvPairs(list: Buffer): ReadonlyMap<number, Buffer> {
  const pairs = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= list.length;) {
    const id = list.readUInt16LE(at);
    const end = at + 4 + list.readUInt16LE(at + 2);
    if (id === avId.endOfList) return pairs;
    if (end > list.length || pairs.has(id)) break;
    pairs.set(id, list.subarray(at + 4, end));
    at = end;
  }
  throw new NtlmRefused('malformed message');
}

/** 100 ns steps since 1601, as Windows counts time. */
export function fileTime(ms: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((BigInt(ms) + 11_644_473_600_000n) * 10_000n);
  return bytes;
}
