import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { DaemonEvent } from '../../src/model/daemon-event.ts';
import { readEvents } from '../support/event-reader.ts';
import { runServer, TOKEN } from '../support/running-server.ts';
import { noonMs } from '../support/state-builders.ts';

describe('GET /api/v1/events', () => {
  it('tells what happens from now on, with times that people can read', async () => {
    const { server, daemon } = await runServer();
    daemon.emit(approved('before'));
    const events = await readEvents(server.address);
    daemon.emit({
      kind: 'pass-ended',
      atMs: noonMs,
      pass: { startedAtMs: noonMs, tookMs: 5, trigger: 'edit', result: 'done' },
    });
    const { event, data } = await events.next();
    expect(event).toBe('pass-ended');
    expect(data).toEqual({
      at: '2026-11-22T12:00:00.000Z',
      kind: 'pass-ended',
      pass: { startedAt: '2026-11-22T12:00:00.000Z', tookMs: 5, trigger: 'edit', result: 'done' },
    });
    await events.close();
  });

  it('goes on behind the last event that was read', async () => {
    const { server, daemon } = await runServer();
    const first = await readEvents(server.address);
    for (const by of ['a', 'b', 'c']) daemon.emit(approved(by));
    const { id } = await first.next();
    await first.close();
    daemon.emit(approved('d'));
    const second = await readEvents(server.address, id);
    const seen = [await second.next(), await second.next(), await second.next()];
    expect(seen.map(({ data }) => data.by)).toEqual(['b', 'c', 'd']);
    await second.close();
  });

  it('says reset where what was missed is no longer known, then goes on from now', async () => {
    const { server, daemon } = await runServer();
    const first = await readEvents(server.address);
    daemon.emit(approved('old'));
    const { id } = await first.next();
    await first.close();
    for (let number = 0; number < 17_000; number += 1) daemon.emit(approved(`n${number}`));
    for (const lastId of [id, 'another-9', `${id}000000`, 'zzz']) {
      const again = await readEvents(server.address, lastId);
      expect([lastId, (await again.next()).event]).toEqual([lastId, 'reset']);
      daemon.emit(approved('now'));
      expect((await again.next()).data.by).toBe('now');
      await again.close();
    }
  });

  it('loses nothing of a pass that changes ten thousand VDCs at once', async () => {
    const { server, daemon } = await runServer();
    const events = await readEvents(server.address);
    const message = 'As declared: 16 CPUs, 64Gi of memory, 2Ti of disk, unlimited machines, and all of them at rest.';
    for (let number = 0; number < 10_000; number += 1)
      daemon.emit({ kind: 'status-changed', atMs: noonMs, vdc: `vdc-${number}`, ready: 'ready', message });
    const seen: string[] = [];
    while (seen.length < 10_000) seen.push((await events.next()).data.vdc);
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, number) => `vdc-${number}`));
    await events.close();
  });

  it('beats every 15 seconds, so that nobody on the way thinks the stream dead', async () => {
    const beats: { readonly ms: number; readonly ring: () => void }[] = [];
    const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        beats.push({ ms, ring: resolve });
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    const { server } = await runServer({ sleep });
    const events = await readEvents(server.address);
    const heard = events.nextBlock();
    beats[0]?.ring();
    expect(await heard).toBe(':');
    await setImmediate();
    expect(beats.map(({ ms }) => ms)).toEqual([15_000, 15_000]);
    await events.close();
  });

  it('drops one who does not read, keeps nothing for it, and goes on with the others', async () => {
    const { server, daemon, port } = await runServer();
    const quick = await readEvents(server.address);
    const slow = connect(port, '127.0.0.1');
    slow.write(`GET /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${TOKEN}\r\n\r\n`);
    await once(slow, 'readable');
    const large = 'x'.repeat(64 * 1024);
    // The system's own buffers take a few MiB; behind those and the ring is nothing.
    for (let number = 0; number < 1_000; number += 1) {
      daemon.emit(approved(`${number} ${large}`));
      expect((await quick.next()).data.by.startsWith(`${number} `)).toBe(true);
    }
    let received = 0;
    slow.on('error', () => undefined).on('data', (chunk) => (received += chunk.length));
    await once(slow, 'close');
    expect(received).toBeLessThan(32 * 1024 * 1024);
    daemon.emit(approved('end'));
    expect((await quick.next()).data.by).toBe('end');
    await quick.close();
  });

  it('feeds no more than it can, and has room again when somebody leaves', async () => {
    const { server } = await runServer();
    const readers = await Promise.all(Array.from({ length: 64 }, () => readEvents(server.address)));
    await expect(readEvents(server.address)).rejects.toThrow(/503.*EVENTS_TOO_MANY/);
    await readers[0]?.close();
    await expect.poll(() => readEvents(server.address).then((reader) => reader.close())).toBeUndefined();
    await Promise.all(readers.map((reader) => reader.close()));
  });
});

function approved(by: string): DaemonEvent {
  return { kind: 'plan-approved', atMs: noonMs, fingerprint: 'sha256:4f9c', by };
}
