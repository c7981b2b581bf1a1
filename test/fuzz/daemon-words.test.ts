import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readToldEvent, readToldStatus, readToldVdc } from '../../src/cli/daemon/read-daemon-answer.ts';
import { readEventStream } from '../../src/cli/daemon/read-event-stream.ts';
import { isAuthentic } from '../../src/server/webhook/is-authentic.ts';
import { pushedBranches } from '../../src/server/webhook/pushed-branches.ts';
import { toldStatus, toldVdc } from '../support/daemon-words.ts';
import { fuzzSeed, mutated, mutatedJson, readSoon, readSoonAsync, runs } from '../support/fuzz.ts';

const deliveries = [
  { ref: 'refs/heads/main' },
  { push: { changes: [{ new: { type: 'branch', name: 'main' }, old: { type: 'tag', name: 'v1' } }] } },
  { changes: [{ ref: { id: 'refs/heads/main' } }] },
];
const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  'data:',
  'data: ',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  'event: x\n',
  '{"kind":"x"}',
  '\0',
  '\ufeff',
];

describe(`what reaches the daemon, and what it tells (VDC_TEST_SEED=${fuzzSeed})`, () => {
  it('as a delivery names branches or none, and is signed or not', () => {
    const header = fc.oneof(fc.string(), fc.constantFrom('sha256=', `sha256=${'0'.repeat(64)}`, '0'.repeat(64)));
    const names = [
      'x-hub-signature-256',
      'x-hub-signature',
      'x-gitea-signature',
      'x-forgejo-signature',
      'x-gitlab-token',
    ];
    fc.assert(
      fc.property(
        fc.oneof(mutated(deliveries.map(textOf), pieces), mutatedJson(deliveries).map(textOf)),
        fc.constantFrom(...names),
        header,
        (text, name, signature) => {
          const body = Buffer.from(text);
          for (const branch of readSoon(() => pushedBranches(body)) as readonly string[])
            expect(branch).toBeTypeOf('string');
          expect(isAuthentic({ [name]: signature }, body, 'the secret of the forge')).toBe(false);
        },
      ),
      runs(250),
    );
  });

  it('as a stream of events, in pieces of any size', async () => {
    const streams = [
      'event: x\ndata: {"kind":"pass-started","at":"2026-11-24T10:00:00Z"}\n\n',
      ': keep\n\ndata: {\ndata: "kind": "x" }\n\n',
    ];
    await fc.assert(
      fc.asyncProperty(mutated(streams, pieces), fc.integer({ min: 1, max: 5_000 }), async (text, size) => {
        const bytes = new TextEncoder().encode(text);
        async function* chunks() {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        }
        await readSoonAsync(() => readEventStream(chunks(), (event) => expect(event.kind).toBeTypeOf('string')));
      }),
      runs(200),
    );
  });

  it('as statuses', () => {
    fc.assert(
      fc.property(mutatedJson([toldStatus(), toldVdc()]), (wire) => {
        for (const read of [readToldStatus, readToldVdc, readToldEvent])
          expect(readSoon(() => read(wire)) ?? {}).toBeTypeOf('object');
      }),
      runs(250),
    );
  });
});

/** Empty for what is too deep to be written. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
