import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountFromEntry } from '../../src/providers/active-directory/account-from-entry.ts';
import { BerError } from '../../src/providers/active-directory/client/ber.ts';
import { explainBindRefusal } from '../../src/providers/active-directory/client/explain-bind-refusal.ts';
import { explainRefusal } from '../../src/providers/active-directory/client/explain-refusal.ts';
import { createFrameReader } from '../../src/providers/active-directory/client/frame-reader.ts';
import { readMessage } from '../../src/providers/active-directory/client/read-message.ts';
import { domainOf, isBelow, splitDn } from '../../src/providers/active-directory/dn.ts';
import { fuzzSeed, mutated, mutatedBytes, readSoon, runs } from '../support/fuzz.ts';

const ou = 'OU=Tenants,DC=corp,DC=example';
const attempt = { origin: 'ldaps://dc1', doing: 'create the account vdc-acme' };

function ber(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const value = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = value.length < 0x80 ? [value.length] : [0x82, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}
const id = ber(0x02, Buffer.from([1]));
const attribute = (name: string, value: Buffer | string) => ber(0x30, ber(0x04, name), ber(0x31, ber(0x04, value)));
const attributes = [
  attribute('objectGUID', Buffer.alloc(16, 7)),
  attribute('sAMAccountName', 'vdc-acme'),
  attribute('userAccountControl', '512'),
  attribute('mail', 'a@x.example'),
];
const entry = ber(0x30, id, ber(0x64, ber(0x04, `CN=vdc-acme,${ou}`), ber(0x30, ...attributes)));
const text = '00002071: UpdErr: DSID-03050328, problem 6005 (ENTRY_EXISTS), data 52e, v2580';
const result = ber(0x30, id, ber(0x65, ber(0x0a, Buffer.from([53])), ber(0x04), ber(0x04, text)));
const paged = ber(
  0x30,
  ber(0x04, '1.2.840.113556.1.4.319'),
  ber(0x04, ber(0x30, ber(0x02, Buffer.from([0])), ber(0x04, 'cookie'))),
);
const withCookie = ber(0x30, id, ber(0x65, ber(0x0a, Buffer.from([0])), ber(0x04), ber(0x04)), ber(0xa0, paged));

/** Undefined for what is no LDAP. */
function orNoLdap<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof BerError) return undefined;
    throw error;
  }
}

describe(`what a domain controller answers (VDC_TEST_SEED=${fuzzSeed})`, () => {
  it('is understood as it stands here', () => {
    expect([entry, result, withCookie].map((bytes) => readMessage(bytes).kind)).toEqual(['entry', 'result', 'result']);
  });

  it('is a message or none, an account or an error', () => {
    fc.assert(
      fc.property(mutatedBytes([entry, result, withCookie]), (bytes) => {
        const message = readSoon(() => orNoLdap(() => readMessage(bytes)));
        if (message === undefined || !('kind' in message)) return;
        if (message.kind === 'entry') readSoon(() => accountFromEntry(message.entry, ou));
        if (message.kind !== 'result') return;
        for (const error of [explainRefusal(message, attempt), explainBindRefusal(message, 'ldaps://dc1')]) {
          expect(error.message.length).toBeLessThan(2_000);
          expect(error.message).not.toMatch(/\p{Cc}/u);
        }
      }),
      runs(3000),
    );
  });

  it('in pieces of any size is cut into the same messages, and no more is kept than one may have', () => {
    const most = 400;
    const stream = fc
      .array(mutatedBytes([entry, result, withCookie]), { maxLength: 6 })
      .map((all) => Buffer.concat(all));
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 700 }), (bytes, size) => {
        const whole = cut(bytes, bytes.length || 1);
        const pieces = cut(bytes, size);
        expect(pieces.frames.slice(0, whole.frames.length)).toEqual(whole.frames);
        expect(pieces.mostHeld).toBeLessThanOrEqual(most + size + 6);
      }),
      runs(500),
    );

    function cut(bytes: Buffer, size: number): { readonly frames: readonly string[]; readonly mostHeld: number } {
      const reader = createFrameReader(most);
      const frames: string[] = [];
      let held = 0;
      let mostHeld = 0;
      for (let at = 0; at < bytes.length; at += size) {
        const chunk = bytes.subarray(at, at + size);
        const read = orNoLdap(() => reader.read(chunk));
        if (read === undefined) break;
        held += chunk.length - read.reduce((sum, frame) => sum + frame.length, 0);
        mostHeld = Math.max(mostHeld, held);
        frames.push(...read.map((frame) => frame.toString('hex')));
      }
      return { frames, mostHeld };
    }
  });

  it('as names and as texts', () => {
    const pieces = [',', '=', '\\', '"', 'DC=', 'OU=', ' ', ', ', 'data ', '0', '\0', '\u202e', 'a'];
    fc.assert(
      fc.property(mutated([ou, text], pieces), (said) => {
        expect(readSoon(() => isBelow(said, ou))).toBeTypeOf('boolean');
        readSoon(() => splitDn(said));
        readSoon(() => domainOf(said));
        for (const code of [19, 53, 1, 49])
          readSoon(() => [
            explainRefusal({ result: code, text: said }, attempt),
            explainBindRefusal({ result: code, text: said }, 'x'),
          ]);
      }),
      runs(120),
    );
  });
});
