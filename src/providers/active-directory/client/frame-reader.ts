import { BerError, elementLength } from './ber.ts';

export interface FrameReader {
  /** Hands on each message that is whole by now. Throws a BerError for what can be none, or none that we are willing to hold. */
  read(chunk: Buffer): readonly Buffer[];
}

const SEQUENCE = 0x30;

/** Cuts a stream into LDAP messages of at most `maxBytes` each; what is longer is refused by its head, before it is there. */
export function createFrameReader(maxBytes: number): FrameReader {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = 0;

  return {
    read(chunk) {
      chunks.push(chunk);
      held += chunk.length;
      // Joined only once a message is whole: to join at every chunk costs the square of a long message.
      if (held < wanted) return [];
      let bytes = Buffer.concat(chunks);
      const frames: Buffer[] = [];
      for (;;) {
        if (bytes.length > 0 && bytes[0] !== SEQUENCE) throw new BerError('no LDAP message');
        const length = elementLength(bytes);
        if (length !== undefined && length > maxBytes) throw new BerError(`a message of ${length} bytes`);
        wanted = length ?? 0;
        if (length === undefined || bytes.length < length) break;
        frames.push(bytes.subarray(0, length));
        bytes = bytes.subarray(length);
      }
      chunks = bytes.length === 0 ? [] : [bytes];
      held = bytes.length;
      return frames;
    },
  };
}
