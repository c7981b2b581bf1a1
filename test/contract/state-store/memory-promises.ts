import { expect, it } from 'vitest';
import { anEntry, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

export function memoryPromises(underTest: UnderTest): void {
  it('remembers nothing at first', async () => {
    const { store } = underTest();
    expect(await store.readMemory(noonMs)).toEqual({
      inventory: [],
      lastGenerations: new Map(),
      createdUsers: new Map(),
      destructionsInLastDay: { delete: new Set(), suspend: new Set(), shrink: new Set() },
    });
    expect(await store.readOpenIntents()).toEqual([]);
    expect(await store.readStatuses()).toEqual([]);
    expect(await store.readHistory({ limit: 10 })).toEqual([]);
  });

  it('gives back inventory entries as they were given, in the order of their names', async () => {
    const under = underTest();
    const retired = anEntry({
      name: 'b',
      retiredAtMs: noonMs,
      isRetained: true,
      isUnfinished: true,
      resyncs: 2,
      wasSeen: false,
    });
    const plain = anEntry({ name: 'a', lastSpec: { ...anEntry().lastSpec, coAdmins: ['cto@acme.example'] } });
    await under.store.remember([retired, plain]);
    const again = await under.reopen();
    expect((await again.readMemory(noonMs)).inventory).toEqual([plain, retired]);
  });

  it('replaces what it remembers of a VDC', async () => {
    const { store } = underTest();
    await store.remember([anEntry(), anEntry({ name: 'other' })]);
    await store.remember([anEntry({ generation: 2 })]);
    expect((await store.readMemory(noonMs)).inventory).toEqual([
      anEntry({ generation: 2 }),
      anEntry({ name: 'other' }),
    ]);
  });
}
