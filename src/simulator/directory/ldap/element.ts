import { BerReader } from 'ldapts';

/** What the bytes of a client are not. The connection is of no use after it. */
export class BadMessage extends Error {
  override readonly name = 'BadMessage';
}

/** A reader of BER that never reads past the element it was opened for, and never takes a missing one for an empty one. */
export interface Element {
  readonly isAtEnd: () => boolean;
  readonly nextTag: () => number;
  /** Whatever has this tag, as a reader of what is in it. */
  readonly open: (tag: number) => Element;
  readonly octets: (tag?: number) => Buffer;
  readonly text: (tag?: number) => string;
  readonly number: () => number;
  readonly choice: () => number;
  readonly flag: (tag?: number) => boolean;
}

export const TAG = { boolean: 0x01, octets: 0x04, sequence: 0x30, set: 0x31 } as const;

export function createElement(bytes: Buffer): Element {
  const reader = new BerReader(bytes);
  const octets = (tag: number = TAG.octets): Buffer => there(attempt(() => reader.readString(tag, true)));
  return {
    isAtEnd: () => reader.remain === 0,
    nextTag: () => reader.peek() ?? -1,
    open: (tag) => createElement(octets(tag)),
    octets,
    text: (tag) => octets(tag).toString('utf8'),
    number: () => there(attempt(() => reader.readInt())),
    choice: () => there(attempt(() => reader.readEnumeration())),
    flag: (tag = TAG.boolean) => octets(tag).some((octet) => octet !== 0),
  };
}

function there<T>(value: T | null): T {
  if (value === null) throw new BadMessage('The message ends where a value should be.');
  return value;
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new BadMessage('The message is no BER.', { cause });
  }
}
