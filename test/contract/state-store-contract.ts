import { afterEach, beforeEach, describe } from 'vitest';
import { attentionPromises } from './state-store/attention-promises.ts';
import { destructionPromises } from './state-store/destruction-promises.ts';
import { groupPromises } from './state-store/group-promises.ts';
import { historyPromises } from './state-store/history-promises.ts';
import { journalPromises } from './state-store/journal-promises.ts';
import { leasePromises } from './state-store/lease-promises.ts';
import { memoryPromises } from './state-store/memory-promises.ts';
import { statusPromises } from './state-store/status-promises.ts';
import type { StoreUnderTest, UnderTest } from './state-store/under-test.ts';

export interface StateStoreContract {
  readonly name: string;
  readonly open: () => Promise<StoreUnderTest>;
  /** Tests that this kind of store is excused from, by their titles, and why. */
  readonly skip?: readonly { readonly reason: string; readonly tests: readonly string[] }[];
}

/** What every state store promises. */
export function stateStoreContract({ name, open, skip = [] }: StateStoreContract): void {
  describe(`state store: ${name}`, () => {
    let opened: StoreUnderTest | undefined;

    beforeEach(async (context) => {
      const excuse = skip.find(({ tests }) => tests.includes(context.task.name));
      if (excuse !== undefined) context.skip(excuse.reason);
      opened = await open();
    });
    afterEach(async () => {
      await opened?.dispose();
      opened = undefined;
    });

    const underTest: UnderTest = () => {
      if (opened === undefined) throw new Error('a store is opened before each test');
      return opened;
    };
    memoryPromises(underTest);
    journalPromises(underTest);
    groupPromises(underTest);
    destructionPromises(underTest);
    historyPromises(underTest);
    statusPromises(underTest);
    attentionPromises(underTest);
    leasePromises(underTest);
  });
}
