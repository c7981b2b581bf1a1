import { describe, expect, it, onTestFinished } from 'vitest';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { aHistoryRecord, anEnding, anEntry, anIntent, aStatus, noonMs } from '../../support/state-builders.ts';
import { newInstallation, postgresForSuite } from './postgres-under-test.ts';

describe.runIf(canMeetPeers('postgres'))('the size of a state database', () => {
  const server = postgresForSuite();

  it('is bounded: only the newest records of history are kept', async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const store = await stores.open(100);
    for (let round = 0; round < 30; round += 1) {
      await store.begin(anIntent({ id: String(round) }));
      const history = Array.from({ length: 7 }, (_, n) => aHistoryRecord({ message: String(round * 7 + n) }));
      await store.end(anEnding({ intentId: String(round), history }));
    }
    const messages = (await store.readHistory({ limit: 1_000 })).map(({ message }) => Number(message));
    expect(messages).toEqual(Array.from({ length: 100 }, (_, n) => 209 - n));
  });

  it('may hold ten thousand VDCs', async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const store = await stores.open();
    const names = Array.from({ length: 10_000 }, (_, n) => `vdc-${String(n).padStart(5, '0')}`);
    await Promise.all([
      store.remember(names.map((name) => anEntry({ name, subscriptionId: name }))),
      store.writeStatuses(
        names.map((name) => aStatus({ name })),
        [],
      ),
    ]);
    expect((await store.readMemory(noonMs)).inventory.map(({ name }) => name)).toEqual(names);
    expect(await store.readStatuses()).toHaveLength(10_000);
  });

  it('writes a thousand intents of one moment in one transaction', async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const store = await stores.open();
    const numbers = Array.from({ length: 1_000 }, (_, n) => n);
    await Promise.all(numbers.map((n) => store.begin(anIntent({ id: String(n), vdc: `vdc-${n}` }))));
    // xmin is the transaction that has written a row.
    expect(await server().psql(`SELECT count(*), count(DISTINCT xmin::text) FROM ${stores.schema}.intent`)).toBe(
      '1000|1',
    );
  });
});
