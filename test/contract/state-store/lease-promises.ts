import { expect, it } from 'vitest';
import { anEntry, anIntent, aStatus, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

const us = { holder: 'ops1, process 1', ttlMs: 60_000 };
const them = { holder: 'ops2, process 2', ttlMs: 60_000 };

/** Of two stores on one memory, only one may act. */
export function leasePromises(underTest: UnderTest): void {
  it('gives the right to act to one store at a time, and does not throw at the other', async () => {
    const under = underTest();
    const other = await under.openSecond();
    const lease = await under.store.acquireLease(us);
    expect(await other.acquireLease(them)).toBeUndefined();
    expect(await lease?.renew()).toBe(true);
  });

  it('tells people who has it', async () => {
    const under = underTest();
    const other = await under.openSecond();
    expect(await other.readLeaseHolder()).toBeUndefined();
    const lease = await under.store.acquireLease(us);
    expect(await other.readLeaseHolder()).toBe(us.holder);
    expect(await under.store.readLeaseHolder()).toBe(us.holder);
    await lease?.release();
    expect(await other.readLeaseHolder()).toBeUndefined();
  });

  it('lets the next one in at once when it is released, with a higher fence', async () => {
    const under = underTest();
    const other = await under.openSecond();
    const first = await under.store.acquireLease(us);
    await first?.release();
    const second = await other.acquireLease(them);
    expect(second?.fence).toBe((first?.fence ?? 0) + 1);
    await first?.release();
    expect(await second?.renew()).toBe(true);
    expect(await first?.renew()).toBe(false);
  });

  it('refuses every write of a store that had the lease and has it no more, and writes nothing of the group', async () => {
    const under = underTest();
    const other = await under.openSecond();
    const lease = await under.store.acquireLease(us);
    await under.store.remember([anEntry({ name: 'before' })]);
    await lease?.release();
    await other.acquireLease(them);
    const { store } = under;
    const results = await Promise.allSettled([
      store.begin(anIntent()),
      store.remember([anEntry()]),
      store.writeStatuses([aStatus()], []),
    ]);
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'STATE_FENCED', retry: 'never' } });
    // Reading is nobody's harm.
    expect((await store.readMemory(noonMs)).inventory.map(({ name }) => name)).toEqual(['before']);
    expect(await other.readOpenIntents()).toEqual([]);
  });

  it('lets a store write again that has got the lease anew', async () => {
    const { store } = underTest();
    const first = await store.acquireLease(us);
    await first?.release();
    await expect(store.remember([anEntry()])).rejects.toMatchObject({ code: 'STATE_FENCED' });
    const second = await store.acquireLease(us);
    await store.remember([anEntry()]);
    expect([await first?.renew(), await second?.renew()]).toEqual([false, true]);
  });

  it('lets those write that never asked for the lease: people pause and approve while a daemon acts', async () => {
    const under = underTest();
    const other = await under.openSecond();
    await under.store.acquireLease(us);
    await other.pause('acme-prod', { reason: 'ticket 4711', by: 'jo' });
    expect((await under.store.readMemory(noonMs)).pauses.size).toBe(1);
  });

  it('ends with the store', async () => {
    const under = underTest();
    const other = await under.openSecond();
    await under.store.acquireLease(us);
    await under.store.close();
    expect(await other.acquireLease(them)).toBeDefined();
  });
}
