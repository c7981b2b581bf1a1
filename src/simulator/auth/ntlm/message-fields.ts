import { NtlmRefused } from './ntlm-refused.ts';

const signature = Buffer.from('NTLMSSP\0', 'latin1');

/** The type number of an NTLMSSP message, undefined when the bytes are none. */
export function messageType(message: Buffer): number | undefined {
  if (message.length < 12 || !message.subarray(0, 8).equals(signature)) return undefined;
  return message.readUInt32LE(8);
}

/** The bytes that the length, maximum and offset at `position` point to. Refuses what points into the header or past the end. */
export function payloadField(message: Buffer, position: number, headerLength: number): Buffer {
  const length = message.readUInt16LE(position);
  const offset = message.readUInt32LE(position + 4);
  if (length === 0) return Buffer.alloc(0);
  if (offset < headerLength || offset + length > message.length) throw new NtlmRefused('malformed message');
  return message.subarray(offset, offset + length);
}

/** Where the payload begins: the smallest offset of the non-empty fields at `positions`. */
export function payloadStart(message: Buffer, positions: readonly number[]): number {
  const offsets = positions
    .filter((position) => message.readUInt16LE(position) > 0)
    .map((position) => message.readUInt32LE(position + 4));
  return Math.min(message.length, ...offsets);
}

export function header(type: number, length: number): Buffer {
  const message = Buffer.alloc(length);
  message.set(signature);
  message.writeUInt32LE(type, 8);
  return message;
}
