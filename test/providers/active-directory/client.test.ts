import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BerError } from '../../../src/providers/active-directory/client/ber.ts';
import { readDiagnostic } from '../../../src/providers/active-directory/client/diagnostic.ts';
import { createFrameReader } from '../../../src/providers/active-directory/client/frame-reader.ts';
import { readMessage } from '../../../src/providers/active-directory/client/read-message.ts';

/** The answer to a search: one object, with an id of fifteen bytes. */
const entry = Buffer.from(
  '303b02010264360411434e3d612c44433d636f72702c44433d783021301f040a6f626a656374475549443111040f000102030405060708090a0b0c0d0e',
  'hex',
);

/** What was read; what was refused in the one way in which anything may be refused. */
function readOrRefuse(bytes: Buffer): unknown {
  try {
    return readMessage(bytes);
  } catch (error) {
    return error instanceof BerError ? 'refused' : error;
  }
}

describe('a message of the server', () => {
  it('is read in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        const stream = Buffer.concat([entry, entry, entry]);
        const reader = createFrameReader(1_000);
        const frames: Buffer[] = [];
        let at = 0;
        for (let turn = 0; at < stream.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          frames.push(...reader.read(stream.subarray(at, at + size)));
          at += size;
        }
        expect(frames).toEqual([entry, entry, entry]);
      }),
    );
  });

  it('is read with its attributes by their names in lower case', () => {
    expect(readMessage(entry)).toMatchObject({ kind: 'entry', id: 2, entry: { dn: 'CN=a,DC=corp,DC=x' } });
    const message = readMessage(entry);
    const attributes = message.kind === 'entry' ? message.entry.attributes : new Map();
    expect([...attributes.keys()]).toEqual(['objectguid']);
  });

  it('is refused by its head when it is too long to hold', () => {
    expect(() => createFrameReader(1_000).read(Buffer.from('308203e9', 'hex'))).toThrow(BerError);
  });

  /** A length that lies once made a reader go round for ever; so every byte is turned into every other. */
  it('that was garbled anywhere is read or refused, and never hangs', () => {
    for (let at = 0; at < entry.length; at += 1) {
      for (let byte = 0; byte < 256; byte += 1) {
        const garbled = Buffer.from(entry);
        garbled[at] = byte;
        expect(readOrRefuse(garbled)).not.toBeInstanceOf(Error);
      }
    }
  });

  it('of any bytes is read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readOrRefuse(Buffer.from(bytes))).not.toBeInstanceOf(Error);
      }),
    );
  });
});

describe('the diagnostic text', () => {
  it.each([
    ['80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data 52e, v4563\0', '80090308', '52e'],
    ['0000052D: AtrErr: DSID-03190F00, #1:', '0000052D', ''],
    ['00002071: samldb: Account name already in use', '00002071', ''],
    ['no code', '', ''],
    ['', '', ''],
  ])('%j holds %j and %j', (text, hex, data) => {
    expect(readDiagnostic(text)).toMatchObject({ hex, data });
  });

  it('is shown on one short line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_000 }), (text) => {
        const { shown } = readDiagnostic(text);
        expect(shown.length).toBeLessThanOrEqual(160);
        expect(shown).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
