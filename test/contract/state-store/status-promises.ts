import { expect, it } from 'vitest';
import { aStatus } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

export function statusPromises(underTest: UnderTest): void {
  it('keeps since when a VDC is ready, as long as that does not change', async () => {
    const { store } = underTest();
    await store.writeStatuses([aStatus({ atMs: 1_000 })], []);
    await store.writeStatuses([aStatus({ atMs: 2_000, message: 'Still.' })], []);
    expect(await store.readStatuses()).toEqual([{ ...aStatus({ atMs: 2_000, message: 'Still.' }), sinceMs: 1_000 }]);
    await store.writeStatuses([aStatus({ atMs: 3_000, ready: 'failed' })], []);
    await store.writeStatuses([aStatus({ atMs: 4_000, ready: 'ready' })], []);
    expect((await store.readStatuses())[0]?.sinceMs).toBe(4_000);
  });

  it('reads the statuses of some, and forgets those that are gone', async () => {
    const under = underTest();
    const named = (name: string) => aStatus({ name });
    await under.store.writeStatuses([named('c'), named('a'), named("b'; --")], []);
    expect((await under.store.readStatuses(["b'; --", 'c', 'nobody'])).map(({ name }) => name)).toEqual([
      "b'; --",
      'c',
    ]);
    await under.store.writeStatuses([], ['c']);
    const again = await under.reopen();
    expect((await again.readStatuses()).map(({ name }) => name)).toEqual(['a', "b'; --"]);
    expect(await again.readStatuses([])).toEqual([]);
  });
}
