import { expect, it } from 'vitest';
import type { HistoryRecord, StateStore } from '../../../src/state/state-store.ts';
import { aHistoryRecord, anAction, anEnding, anIntent, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

export function historyPromises(underTest: UnderTest): void {
  it('tells history newest first, bounded, of one VDC or of all', async () => {
    const { store } = underTest();
    const record = (vdc: string, message: string) => aHistoryRecord({ vdc, message });
    await store.begin(anIntent());
    await store.end(anEnding({ history: [record('acme-prod', '1'), record('acme-prod', '2')] }));
    await store.begin(anIntent({ id: 'intent-2', vdc: 'other' }));
    await store.end(anEnding({ intentId: 'intent-2', vdc: 'other', history: [record('other', '3')] }));
    const messages = async (query: Parameters<StateStore['readHistory']>[0]) =>
      (await store.readHistory(query)).map(({ message }) => message);
    expect(await messages({ limit: 10 })).toEqual(['3', '2', '1']);
    expect(await messages({ limit: 2 })).toEqual(['3', '2']);
    expect(await messages({ vdc: 'acme-prod', limit: 1 })).toEqual(['2']);
    expect(await messages({ vdc: 'nobody', limit: 10 })).toEqual([]);
  });

  it('gives back a record as it was given', async () => {
    const under = underTest();
    const record = aHistoryRecord({
      outcome: 'failed',
      message: 'WAP refused: "ünï" \u2028 line',
      changes: [{ field: 'coAdmins', before: ['a'], after: null }],
    });
    await under.store.begin(anIntent({ actions: [anAction] }));
    await under.store.end(anEnding({ history: [record] }));
    expect(await (await under.reopen()).readHistory({ limit: 1 })).toEqual([record]);
  });

  it('counts what is written again and again, and says since when', async () => {
    const { store } = underTest();
    const failed = (minute: number) =>
      aHistoryRecord({
        outcome: 'failed',
        message: 'WAP refused.',
        atMs: noonMs + minute,
        fingerprint: `sha256:${minute}`,
      });
    await write(store, [failed(1)]);
    await write(store, [failed(2), failed(3)]);
    expect(await store.readHistory({ limit: 10 })).toEqual([{ ...failed(3), count: 3, firstAtMs: noonMs + 1 }]);
  });

  it('counts by VDC and resource, whatever was written of others in between', async () => {
    const { store } = underTest();
    const ofPlan = aHistoryRecord({ resource: 'hosting-plan/VDC acme-prod' });
    const ofOther = aHistoryRecord({ vdc: 'other' });
    await write(store, [aHistoryRecord(), ofPlan, ofOther]);
    await write(store, [aHistoryRecord({ atMs: noonMs + 7 })]);
    // What was counted is the newest again.
    expect(await store.readHistory({ limit: 10 })).toEqual([
      aHistoryRecord({ atMs: noonMs + 7, count: 2, firstAtMs: noonMs }),
      ofOther,
      ofPlan,
    ]);
    expect(await store.readHistory({ limit: 10, vdc: 'other' })).toEqual([ofOther]);
  });

  it('repeats what came back after something else', async () => {
    const { store } = underTest();
    const records: readonly Partial<HistoryRecord>[] = [
      {},
      { outcome: 'failed' },
      {},
      { revision: 'git:next' },
      { message: 'In words.' },
      { changes: [] },
      { vdcReason: 'drift' },
    ];
    for (const over of records) await write(store, [aHistoryRecord(over)]);
    expect(await store.readHistory({ limit: 10 })).toEqual(records.map((over) => aHistoryRecord(over)).toReversed());
  });

  it('takes records for equal whoever has put their members in order', async () => {
    const { store } = underTest();
    const backwards = Object.fromEntries(Object.entries(aHistoryRecord()).reverse()) as unknown as HistoryRecord;
    await write(store, [aHistoryRecord(), backwards]);
    expect((await store.readHistory({ limit: 10 })).map(({ count }) => count)).toEqual([2]);
  });
}

let writes = 0;

async function write(store: StateStore, history: readonly HistoryRecord[]): Promise<void> {
  writes += 1;
  const id = `history-${writes}`;
  await store.begin(anIntent({ id }));
  await store.end(anEnding({ intentId: id, history }));
}
