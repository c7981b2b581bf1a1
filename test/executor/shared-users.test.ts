import { describe, expect, it } from 'vitest';
import type { StateStore } from '../../src/state/state-store.ts';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import { noAccounts } from '../support/no-accounts.ts';
import { creation, removal } from '../support/planned-vdcs.ts';

const owner = 'ops@acme.example';
const both = (of: typeof creation) => [of('a', { owner }), of('b', { owner })];
const refusal = { kind: 'failed', code: 'WAP_REFUSED', message: 'no' } as const;

describe('a user that two VDCs of one plan share', () => {
  it('is made once, and both go on after it', async () => {
    const { apply, wap, store, createdUsers } = await startApplyStory();
    const report = await apply(both(creation));
    expect(report.counts.done).toBe(6);
    expect(wap.calls.filter(({ action }) => action === `create user/${owner}`)).toHaveLength(1);
    expect(await createdUsers()).toEqual([owner]);
    expect(
      (await store.readHistory({ limit: 10 })).filter(({ resource }) => resource.startsWith('user/')),
    ).toHaveLength(1);
  });

  it('is noted once, before the call, so that it never looks older than the wish to make it', async () => {
    const { apply, clock, store } = await startApplyStory();
    const startedAtMs = clock.now();
    const filler = Array.from({ length: 70 }, (_, n) => creation(`m-${n}`));
    await apply([creation('a', { owner }), ...filler, creation('z', { owner })], { concurrency: 1 });
    expect((await store.readMemory(clock.now())).createdUsers.get(owner)).toBe(startedAtMs);
  });

  it('stops both when it could not be made', async () => {
    const { apply, wap, createdUsers } = await startApplyStory();
    wap.refusals.set(`create user/${owner}`, refusal);
    const report = await apply(both(creation));
    const stopped = ['failed WAP_REFUSED', 'skipped PREVIOUS_ACTION_FAILED', 'skipped PREVIOUS_ACTION_FAILED'];
    expect([outcomesOf(report, 'a'), outcomesOf(report, 'b')]).toEqual([stopped, stopped]);
    expect(await createdUsers()).toEqual([]);
  });

  it('is waited for by both, with a single slot', async () => {
    const { apply, wap } = await startApplyStory();
    wap.delaysMs.set(`create user/${owner}`, 20_000);
    expect((await apply(both(creation), { concurrency: 1 })).counts.done).toBe(6);
  });

  it('is deleted once, by the one that comes to it last', async () => {
    const { apply, wap, entry, createdUsers } = await startApplyStory();
    await apply(both(creation));
    wap.slowCallsMs.set('delete subscription/b', 5_000);
    const report = await apply(both(removal), { concurrency: 1 });
    expect(report.counts).toEqual({ done: 8, waiting: 0, failed: 0, skipped: 0 });
    expect(wap.calls.filter(({ action }) => action === `delete user/${owner}`)).toHaveLength(1);
    expect(wap.users.size).toBe(0);
    expect([await entry('a'), await entry('b'), await createdUsers()]).toEqual([undefined, undefined, []]);
  });

  it('is not deleted while one of them is still there', async () => {
    const { apply, wap, createdUsers, entry } = await startApplyStory();
    await apply(both(creation));
    wap.refusals.set('delete subscription/b', refusal);
    const report = await apply(both(removal));
    expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'skipped STILL_NEEDED', 'done']);
    expect(await entry('a')).toBeUndefined();
    expect(wap.users.has(owner)).toBe(true);
    expect(await createdUsers()).toEqual([owner]);
    wap.refusals.clear();
    expect((await apply([removal('b', { owner })])).counts.failed).toBe(0);
    expect(wap.users.size).toBe(0);
  });

  it('is not deleted while one of them is paused', async () => {
    const { apply, wap } = await startApplyStory();
    await apply(both(creation));
    const paused = { reason: 'ticket 4711', by: 'jo' };
    const report = await apply([removal('a', { owner }), { ...removal('b', { owner }), paused }]);
    expect(outcomesOf(report, 'a')?.[2]).toBe('skipped STILL_NEEDED');
    expect(wap.users.has(owner)).toBe(true);
  });

  it('is not waited for by one of them when the other could not even be begun', async () => {
    const { apply, wap, store } = await startApplyStory();
    await apply(both(creation));
    const begin: StateStore['begin'] = async (intent) => {
      if (intent.vdc === 'b') throw new Error('the disk is full');
      return store.begin(intent);
    };
    const holdVms: StateStore['holdVms'] = async () => undefined;
    const report = await apply(both(removal), {
      store: { ...noAccounts, begin, holdVms, end: (ending) => store.end(ending) },
    });
    expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'skipped STILL_NEEDED', 'done']);
    expect(wap.users.has(owner)).toBe(true);
  });

  it('does not hold up a plan whose VDCs begin in different bursts', async () => {
    const { apply, wap } = await startApplyStory();
    const names = Array.from({ length: 200 }, (_, n) => `vdc-${n}`);
    await apply(names.map((name) => creation(name, { owner })));
    await apply(
      names.map((name) => removal(name, { owner })),
      { concurrency: 1 },
    );
    expect([wap.users.size, wap.subscriptions.size]).toEqual([0, 0]);
  });
});
