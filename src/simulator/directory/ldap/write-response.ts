import { BerWriter } from 'ldapts';
import { TAG } from './element.ts';

/** What ends a request. */
export interface LdapResult {
  readonly result: number;
  readonly diagnostic: string;
  readonly matchedDn: string;
  readonly referrals: readonly string[];
  readonly controls?: readonly { readonly oid: string; readonly value: Buffer }[];
  /** Of an extended answer. */
  readonly value?: string;
}

export interface FoundEntry {
  readonly dn: string;
  readonly attributes: readonly { readonly name: string; readonly values: readonly (string | Buffer)[] }[];
}

const REFERRALS = 0xa3;
const CONTROLS = 0xa0;

export const RESPONSE = {
  bind: 0x61,
  search: 0x65,
  modify: 0x67,
  add: 0x69,
  delete: 0x6b,
  modifyDn: 0x6d,
  compare: 0x6f,
  extended: 0x78,
} as const;

export function writeResult(id: number, tag: number, end: LdapResult): Buffer {
  return writeMessage(id, (writer) => {
    writer.startSequence(tag);
    writer.writeEnumeration(end.result);
    writer.writeString(end.matchedDn);
    // A domain controller ends its text with a NUL.
    writer.writeString(end.diagnostic === '' ? '' : `${end.diagnostic}\0`);
    if (end.referrals.length > 0) {
      writer.startSequence(REFERRALS);
      for (const referral of end.referrals) writer.writeString(referral);
      writer.endSequence();
    }
    if (end.value !== undefined) writer.writeString(end.value, 0x8b);
    writer.endSequence();
    if (end.controls === undefined || end.controls.length === 0) return;
    writer.startSequence(CONTROLS);
    for (const { oid, value } of end.controls) {
      writer.startSequence();
      writer.writeString(oid);
      writer.writeBuffer(value, TAG.octets);
      writer.endSequence();
    }
    writer.endSequence();
  });
}

export function writeEntry(id: number, { dn, attributes }: FoundEntry): Buffer {
  return writeMessage(id, (writer) => {
    writer.startSequence(0x64);
    writer.writeString(dn);
    writer.startSequence();
    for (const { name, values } of attributes) {
      writer.startSequence();
      writer.writeString(name);
      writer.startSequence(TAG.set);
      for (const value of values) writer.writeBuffer(Buffer.isBuffer(value) ? value : Buffer.from(value), TAG.octets);
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
    writer.endSequence();
  });
}

export function writeReference(id: number, url: string): Buffer {
  return writeMessage(id, (writer) => {
    writer.startSequence(0x73);
    writer.writeString(url);
    writer.endSequence();
  });
}

/** `1.2.840.113556.1.4.319`: how many there are is 0, for "not said". */
export function writePagedValue(cookie: Buffer): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(0);
  writer.writeBuffer(cookie, TAG.octets);
  writer.endSequence();
  return writer.buffer;
}

function writeMessage(id: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  write(writer);
  writer.endSequence();
  return writer.buffer;
}
