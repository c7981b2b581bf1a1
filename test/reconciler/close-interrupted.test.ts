import { describe, expect, it } from 'vitest';
import { closeInterrupted } from '../../src/reconciler/close-interrupted.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { anEntry, anIntent } from '../support/state-builders.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('an intent whose process died', () => {
  it('is ended once, keeps the inventory, and stands in the history', async () => {
    const store = await openSqliteStore({ path: `${temporaryFolder()}/vdc.db`, now: () => 1000 });
    await store.begin(anIntent());
    expect(await closeInterrupted(store, 2000)).toHaveLength(1);
    expect(await closeInterrupted(store, 3000)).toHaveLength(0);
    expect((await store.readMemory(3000)).inventory).toEqual([anEntry()]);
    expect(await store.readHistory({ limit: 10 })).toMatchObject([
      { outcome: 'failed', vdcReason: 'unfinished', atMs: 2000 },
    ]);
    await store.close();
  });
});
