import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import { anEntry, noonMs } from '../../support/state-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startStoreScript } from '../run-store-script.ts';

const us = { pid: 4711, host: 'here' };

async function openStore(path: string) {
  return openSqliteStore({ path, now: () => noonMs });
}

async function startHolder(path: string) {
  const child = startStoreScript('hold-lock', [path, String(noonMs)]);
  if (child.stdout === null) throw new Error('the holder has no output');
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of whoever acts on a state file', () => {
  it('is refused while another process holds it, naming that process, its host and since when', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const holder = await startHolder(path);
    const store = await openStore(path);
    await expect(store.acquireWriterLock(us)).rejects.toMatchObject({
      code: 'STATE_LOCKED',
      retry: 'later',
      message: expect.stringContaining(`process ${holder.pid} on elsewhere, since 2026-11-22T12:00:00.000Z`),
      details: { pid: holder.pid, host: 'elsewhere', sinceMs: noonMs },
    });
    holder.stdin?.end();
    await once(holder, 'close');
    const release = await store.acquireWriterLock(us);
    await release();
    await store.close();
  });

  it('ends with a process that was killed, without anybody judging what is stale', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const holder = await startHolder(path);
    holder.kill('SIGKILL');
    await once(holder, 'close');
    const store = await openStore(path);
    // Its name still stands in the file, and fools nobody.
    expect(await store.readLeaseHolder()).toBeUndefined();
    await expect(store.acquireWriterLock(us)).resolves.toBeTypeOf('function');
    await store.close();
  });

  it('is kept by a process that is merely frozen', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const holder = await startHolder(path);
    holder.kill('SIGSTOP');
    const store = await openStore(path);
    await expect(store.acquireWriterLock(us)).rejects.toMatchObject({ code: 'STATE_LOCKED' });
    expect(await store.acquireLease({ holder: 'us', ttlMs: 1 })).toBeUndefined();
    expect(await store.readLeaseHolder()).toBe(`process ${holder.pid} on elsewhere`);
    holder.kill('SIGKILL');
    await once(holder, 'close');
    await store.close();
  });

  it('does not keep others from reading, nor from remembering', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const first = await openStore(path);
    await first.acquireWriterLock(us);
    const second = await openStore(path);
    await second.remember([anEntry()]);
    expect((await first.readMemory(noonMs)).inventory).toHaveLength(1);
    await second.close();
    await first.close();
  });

  it('is the lease: who holds the one keeps the other away', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const first = await openStore(path);
    const second = await openStore(path);
    const lease = await first.acquireLease({ holder: 'ops1, process 1', ttlMs: 1 });
    await expect(second.acquireWriterLock(us)).rejects.toMatchObject({
      code: 'STATE_LOCKED',
      message: expect.stringContaining('ops1, process 1, since 2026-11-22T12:00:00.000Z'),
    });
    await lease?.release();
    const release = await second.acquireWriterLock(us);
    expect(await first.acquireLease({ holder: 'ops1, process 1', ttlMs: 1 })).toBeUndefined();
    await release();
    await second.close();
    await first.close();
  });

  it('is given back by its release, once, and by closing the store', async () => {
    const path = join(temporaryFolder(), 'vdc.db');
    const first = await openStore(path);
    const second = await openStore(path);
    const release = await first.acquireWriterLock(us);
    await release();
    await second.acquireWriterLock({ pid: 2, host: 'here' });
    await release();
    await expect(first.acquireWriterLock(us)).rejects.toMatchObject({ code: 'STATE_LOCKED', details: { pid: 2 } });
    await second.close();
    await first.acquireWriterLock(us);
    await first.close();
  });
});
