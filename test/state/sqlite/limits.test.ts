import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import { aHistoryRecord, anEnding, anEntry, anIntent, aStatus, noonMs } from '../../support/state-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('the size of a state file', () => {
  it('is bounded: only the newest records of history are kept', async () => {
    const store = await openSqliteStore({
      path: join(temporaryFolder(), 'vdc.db'),
      now: () => noonMs,
      historyLimit: 100,
    });
    for (let round = 0; round < 30; round += 1) {
      await store.begin(anIntent({ id: String(round) }));
      const history = Array.from({ length: 7 }, (_, n) => aHistoryRecord({ message: String(round * 7 + n) }));
      await store.end(anEnding({ intentId: String(round), history }));
    }
    const messages = (await store.readHistory({ limit: 1_000 })).map(({ message }) => Number(message));
    expect(messages).toEqual(Array.from({ length: 100 }, (_, n) => 209 - n));
    await store.close();
  });

  it('may hold ten thousand VDCs', async () => {
    const store = await openSqliteStore({ path: join(temporaryFolder(), 'vdc.db'), now: () => noonMs });
    const names = Array.from({ length: 10_000 }, (_, n) => `vdc-${String(n).padStart(5, '0')}`);
    await store.remember(names.map((name) => anEntry({ name, subscriptionId: name })));
    await store.writeStatuses(
      names.map((name) => aStatus({ name })),
      [],
    );
    expect((await store.readMemory(noonMs)).inventory.map(({ name }) => name)).toEqual(names);
    expect(await store.readStatuses()).toHaveLength(10_000);
    await store.close();
  });
});
