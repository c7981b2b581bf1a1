import { expect, it } from 'vitest';
import type { StateStore } from '../../../src/state/state-store.ts';
import { aHistoryRecord, anAction, anEnding, anIntent } from '../../support/state-builders.ts';
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
}
