import { expect, it } from 'vitest';
import { aHistoryRecord, anEnding, anEntry, anIntent, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

export function journalPromises(underTest: UnderTest): void {
  it('knows an intent that was begun and never ended, also after it was opened again', async () => {
    const under = underTest();
    const intent = anIntent({ createsUsers: ['ops@acme.example'], destructions: ['suspend'] });
    await under.store.begin(intent);
    const again = await under.reopen();
    expect(await again.readOpenIntents()).toEqual([intent]);
    const memory = await again.readMemory(noonMs);
    expect(memory.inventory).toEqual([anEntry()]);
    expect(memory.createdUsers).toEqual(new Map([['ops@acme.example', noonMs]]));
    expect(memory.destructionsInLastDay.suspend.size).toBe(1);
  });

  it('closes the intent, writes history and the inventory together', async () => {
    const { store } = underTest();
    await store.begin(anIntent());
    const entry = anEntry({ hostingPlanId: 'given-by-wap' });
    await store.end(anEnding({ entry, history: [aHistoryRecord()] }));
    expect(await store.readOpenIntents()).toEqual([]);
    expect((await store.readMemory(noonMs)).inventory).toEqual([entry]);
    expect(await store.readHistory({ limit: 10 })).toEqual([aHistoryRecord()]);
  });

  it('keeps the inventory entry when the ending says so', async () => {
    const { store } = underTest();
    await store.begin(anIntent());
    await store.end(anEnding({ entry: 'keep' }));
    expect((await store.readMemory(noonMs)).inventory).toEqual([anEntry()]);
  });

  it('forgets a VDC and the users that are gone', async () => {
    const { store } = underTest();
    await store.begin(anIntent({ createsUsers: ['a@acme.example', 'b@acme.example'] }));
    await store.end(anEnding({ entry: { forget: true }, forgetUsers: ['a@acme.example'] }));
    expect([...(await store.readMemory(0)).lastGenerations]).toEqual([['acme-prod', 1]]);
    const memory = await store.readMemory(noonMs);
    expect(memory.inventory).toEqual([]);
    expect([...memory.createdUsers.keys()]).toEqual(['b@acme.example']);
  });

  it('keeps no generation of what was never asked for', async () => {
    const { store } = underTest();
    await store.begin(anIntent());
    await store.end(anEnding({ entry: { forget: true, isUnused: true } }));
    const { inventory, lastGenerations } = await store.readMemory(noonMs);
    expect({ inventory, lastGenerations }).toEqual({ inventory: [], lastGenerations: new Map() });
  });

  it('remembers when we last set out to make a user', async () => {
    const { store } = underTest();
    await store.begin(anIntent({ createsUsers: ['a@acme.example'] }));
    await store.begin(anIntent({ id: 'intent-2', atMs: noonMs + 5, createsUsers: ['a@acme.example'] }));
    expect((await store.readMemory(noonMs)).createdUsers.get('a@acme.example')).toBe(noonMs + 5);
  });

  it('lists open intents in the order in which they were begun', async () => {
    const { store } = underTest();
    for (const id of ['z', 'a', 'm']) await store.begin(anIntent({ id, vdc: `vdc-${id}` }));
    expect((await store.readOpenIntents()).map(({ id }) => id)).toEqual(['z', 'a', 'm']);
  });

  it('refuses to begin one intent twice', async () => {
    const { store } = underTest();
    await store.begin(anIntent());
    await expect(store.begin(anIntent())).rejects.toMatchObject({ code: 'STATE_INTENT_EXISTS' });
  });

  it('refuses to end an intent twice, and then writes nothing of it', async () => {
    const { store } = underTest();
    await store.begin(anIntent());
    await store.end(anEnding({ history: [aHistoryRecord()] }));
    await expect(store.end(anEnding({ entry: { forget: true }, history: [aHistoryRecord()] }))).rejects.toMatchObject({
      code: 'STATE_INTENT_UNKNOWN',
    });
    expect((await store.readMemory(noonMs)).inventory).toHaveLength(1);
    expect(await store.readHistory({ limit: 10 })).toHaveLength(1);
  });

  it('refuses to end the intent of another VDC', async () => {
    const { store } = underTest();
    await store.begin(anIntent());
    await expect(store.end(anEnding({ vdc: 'other' }))).rejects.toMatchObject({ code: 'STATE_INTENT_UNKNOWN' });
    expect(await store.readOpenIntents()).toHaveLength(1);
  });
}
