import { expect, it } from 'vitest';
import { anEnding, anEntry, anIntent, dayMs, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

export function destructionPromises(underTest: UnderTest): void {
  it('counts destructions of the last 24 hours, and no older ones', async () => {
    const { store } = underTest();
    const at = (hoursAgo: number) => noonMs - (hoursAgo * dayMs) / 24;
    const named = (name: string) => ({ id: name, vdc: name, entry: anEntry({ name, subscriptionId: name }) });
    await store.begin(anIntent({ ...named('old'), atMs: at(25), destructions: ['delete'] }));
    await store.begin(anIntent({ ...named('recent'), atMs: at(23), destructions: ['delete', 'shrink'] }));
    await store.begin(anIntent({ ...named('new'), atMs: at(0), destructions: ['delete', 'suspend'] }));
    expect((await store.readMemory(noonMs)).destructionsInLastDay).toEqual({
      delete: new Set(['new', 'recent']),
      suspend: new Set(['new']),
      shrink: new Set(['recent']),
    });
    expect((await store.readMemory(noonMs + dayMs - 1)).destructionsInLastDay.delete).toEqual(new Set(['new']));
    expect((await store.readMemory(noonMs + dayMs)).destructionsInLastDay.delete).toEqual(new Set());
  });

  it('counts one VDC once, however often its destruction was tried', async () => {
    const { store } = underTest();
    for (const id of ['first', 'second', 'third']) {
      await store.begin(anIntent({ id, destructions: ['delete'] }));
      await store.end(anEnding({ intentId: id }));
    }
    expect((await store.readMemory(noonMs)).destructionsInLastDay.delete.size).toBe(1);
  });

  it('still counts what a clock that ran ahead has written', async () => {
    const { store } = underTest();
    await store.begin(anIntent({ atMs: noonMs + dayMs / 2, destructions: ['suspend'] }));
    expect((await store.readMemory(noonMs)).destructionsInLastDay.suspend.size).toBe(1);
  });
}
