import { BadMessage } from './element.ts';

const LARGEST = 10 * 1024 * 1024;

/** Cuts a stream into whole messages, however it arrives. Throws BadMessage for what can be none, or is larger than 10 MiB. */
export function createMessageReader(): (chunk: Buffer) => readonly Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const messages: Buffer[] = [];
    for (;;) {
      const length = messageLength(rest);
      if (length === null || length > rest.length) return messages;
      messages.push(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}

/** The length with its head; null while the head has not come whole. */
function messageLength(bytes: Buffer): number | null {
  const [tag, first] = bytes;
  if (tag !== undefined && tag !== 0x30) throw new BadMessage('A message begins with 0x30.');
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new BadMessage('A message says how long it is.');
  if (bytes.length < 2 + count) return null;
  const length = 2 + count + bytes.readUIntBE(2, count);
  if (length > LARGEST) throw new BadMessage('A message is at most 10 MiB long.');
  return length;
}
