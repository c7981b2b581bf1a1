import { describe, expect, it } from 'vitest';
import { readToldStatus, readToldVdc } from '../../../src/cli/daemon/read-daemon-answer.ts';
import { readEventStream } from '../../../src/cli/daemon/read-event-stream.ts';
import { toldStatus, toldVdc } from '../../support/daemon-words.ts';

describe('what a daemon answers', () => {
  it('is what it is inside, its times as milliseconds again', () => {
    expect(readToldStatus(toldStatus())).toMatchObject({
      startedAtMs: Date.UTC(2026, 10, 24, 7),
      lastPass: { startedAtMs: Date.UTC(2026, 10, 24, 10, 3, 59), tookMs: 1234 },
      nextPassAtMs: Date.UTC(2026, 10, 24, 10, 8, 11),
    });
    const conditions = [{ type: 'Ready', status: true, since: '2026-11-24T10:00:00Z', reason: 'AsDeclared' }];
    expect(readToldVdc(toldVdc({ conditions }))).toMatchObject({
      sinceMs: Date.UTC(2026, 10, 21, 10, 4, 11),
      atMs: Date.UTC(2026, 10, 24, 10, 3, 59),
      nextLookAtMs: Date.UTC(2026, 10, 24, 10, 8, 11),
      conditions: [{ sinceMs: Date.UTC(2026, 10, 24, 10), reason: 'AsDeclared' }],
    });
  });

  it('keeps the words of the spec as they are', () => {
    const observed = { since: '2026-11-24T10:00:00Z', madeAt: '2026-11-24T10:00:00Z' };
    expect(readToldVdc(toldVdc({ observed }))?.observed).toEqual(observed);
  });

  it('is not lists within lists', () => {
    const wire: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect(readToldStatus(wire)).toBeUndefined();
    expect(readToldVdc(wire)).toBeUndefined();
  });

  it.each([undefined, null, [], 'text', {}, { version: 1 }, { name: 'acme' }])('is not %j', (wire) => {
    expect(readToldStatus(wire)).toBeUndefined();
    expect(readToldVdc(wire)).toBeUndefined();
  });
});

describe('an event stream', () => {
  async function readInPieces(text: string, size: number): Promise<readonly unknown[]> {
    const bytes = new TextEncoder().encode(text);
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const events: unknown[] = [];
    await readEventStream(pieces(), (event) => events.push(event));
    return events;
  }

  it.each(['x', 'data: x\n'])('that never ends an event is not kept for ever (%j)', async (piece) => {
    const chunk = new TextEncoder().encode(piece.repeat(10_000));
    let given = 0;
    async function* endless() {
      for (; given < 5_000_000; given += chunk.length) yield chunk;
    }
    await readEventStream(endless(), () => undefined);
    expect(given).toBeLessThan(2_500_000);
  });

  const text = [
    ': a comment keeps it open\n\n',
    'event: pass-started\ndata: {"kind":"pass-started","trigger":"edit","at":"1970-01-01T00:00:01Z"}\n\n',
    'event: status-changed\r\ndata: {"kind":"status-changed","vdc":"büro",\r\ndata: "ready":"ready"}\r\n\r\n',
    'event: of-tomorrow\ndata: no JSON\n\n',
    'data: {"without":"kind"}\n\n',
    'data: {"kind":"unfinished"',
  ].join('');

  it.each([1, 2, 3, 7, 1000])(
    'is read in pieces of %i bytes, and what is no event of ours passed over',
    async (size) => {
      expect(await readInPieces(text, size)).toEqual([
        { kind: 'pass-started', trigger: 'edit', atMs: 1000 },
        { kind: 'status-changed', vdc: 'büro', ready: 'ready' },
      ]);
    },
  );
});
