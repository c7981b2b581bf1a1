import { expect, it } from 'vitest';
import { createStatusBoard } from '../../src/daemon/status-board.ts';
import { noProgress } from '../../src/reconciler/find-conditions.ts';
import { createMemoryDisk, createMemoryStore } from '../support/memory-store.ts';
import { noonMs } from '../support/state-builders.ts';
import { createSteppedClock } from '../support/stepped-clock.ts';

const never = new AbortController().signal;

it('writes nothing once it is closed: whoever leads next, perhaps the same process, has found something newer', async () => {
  const clock = createSteppedClock(noonMs);
  const store = createMemoryStore(createMemoryDisk(), clock.now);
  const found = { name: 'acme', atMs: noonMs, revision: 'sha256:1', message: '', observed: {} } as const;
  const before = createStatusBoard(store, clock.sleep, () => undefined);
  before.note({ ...found, ready: 'waiting' }, noProgress);
  before.saveSoon();
  await before.close();
  const next = createStatusBoard(store, clock.sleep, () => undefined);
  next.note({ ...found, ready: 'ready' }, noProgress);
  await next.save();
  await clock.sleep(60_000, never);
  expect(await store.readStatuses()).toMatchObject([{ name: 'acme', ready: 'ready' }]);
});

it('is closed only when what it was about to write is written', async () => {
  const clock = createSteppedClock(noonMs);
  const store = createMemoryStore(createMemoryDisk(), clock.now);
  const slowly = {
    ...store,
    writeStatuses: async (...written: Parameters<typeof store.writeStatuses>) => {
      await clock.sleep(5_000, never);
      await store.writeStatuses(...written);
    },
  };
  const board = createStatusBoard(slowly, clock.sleep, () => undefined);
  board.note(
    { name: 'acme', atMs: noonMs, revision: 'sha256:1', message: '', observed: {}, ready: 'ready' },
    noProgress,
  );
  const saved = board.save();
  await clock.sleep(1_000, never);
  await board.close();
  expect(await store.readStatuses()).toMatchObject([{ name: 'acme', ready: 'ready' }]);
  await saved;
});
