import { expect, it } from 'vitest';
import { anEnding, anEntry, anIntent, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

export function groupPromises(underTest: UnderTest): void {
  it('keeps the order of writes given in one turn', async () => {
    const { store } = underTest();
    await Promise.all([
      store.begin(anIntent({ entry: anEntry({ generation: 1 }) })),
      store.end(anEnding({ entry: anEntry({ generation: 2 }) })),
      store.remember([anEntry({ generation: 3 })]),
    ]);
    expect((await store.readMemory(noonMs)).inventory).toEqual([anEntry({ generation: 3 })]);
  });

  it('does not lose or fail the writes beside one that fails', async () => {
    const { store } = underTest();
    const results = await Promise.allSettled([
      store.begin(anIntent({ id: 'before', vdc: 'before', entry: anEntry({ name: 'before' }) })),
      store.end(anEnding({ intentId: 'never-begun', entry: anEntry({ name: 'ghost' }) })),
      store.begin(anIntent({ id: 'after', vdc: 'after', entry: anEntry({ name: 'after' }) })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await store.readMemory(noonMs)).inventory.map(({ name }) => name)).toEqual(['after', 'before']);
  });

  it('undoes all of a write that fails in its midst', async () => {
    const { store } = underTest();
    await store.begin(anIntent());
    const failing = store.begin(anIntent({ entry: anEntry({ generation: 9 }), createsUsers: ['x@acme.example'] }));
    await expect(failing).rejects.toMatchObject({ code: 'STATE_INTENT_EXISTS' });
    const memory = await store.readMemory(noonMs);
    expect(memory.inventory).toEqual([anEntry()]);
    expect(memory.createdUsers.size).toBe(0);
  });

  it('lets a read see every write that was given before it', async () => {
    const { store } = underTest();
    const begun = store.begin(anIntent());
    expect(await store.readOpenIntents()).toHaveLength(1);
    await begun;
  });

  it('writes what was given before it is closed', async () => {
    const under = underTest();
    const begun = under.store.begin(anIntent());
    const again = await under.reopen();
    await begun;
    expect(await again.readOpenIntents()).toHaveLength(1);
  });

  it('refuses to be used after it was closed', async () => {
    const { store } = underTest();
    await store.close();
    await expect(store.readMemory(noonMs)).rejects.toMatchObject({ code: 'STATE_CLOSED' });
    await expect(store.begin(anIntent())).rejects.toMatchObject({ code: 'STATE_CLOSED' });
    await store.close();
  });
}
