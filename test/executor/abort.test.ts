import { describe, expect, it } from 'vitest';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import { creation, plannedVdc, powerOf, retirement, standingEntry } from '../support/planned-vdcs.ts';

describe('an apply that is aborted', () => {
  it('starts nothing new, lets the calls in flight finish, and ends every intent truthfully', async () => {
    const { apply, wap, store, abort, entry } = await startApplyStory();
    wap.onCall = (action) => {
      if (action === 'create hosting-plan/VDC a') abort.abort();
    };
    const names = Array.from({ length: 100 }, (_, n) => `vdc-${n}`);
    const report = await apply([creation('a'), ...names.map((name) => creation(name))], { concurrency: 1 });
    expect(report.aborted).toBe(true);
    expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'skipped APPLY_ABORTED']);
    expect(report.counts).toEqual({ done: 2, waiting: 0, failed: 0, skipped: 301 });
    expect(wap.calls).toHaveLength(2);
    expect(await store.readOpenIntents()).toEqual([]);
    expect(await entry('a')).toMatchObject({ wasSeen: false });
    expect(await entry('vdc-0')).toBeUndefined();
    expect((await store.readHistory({ limit: 10 })).map(({ resource }) => resource)).toEqual([
      'hosting-plan/VDC a',
      'user/a@example.org',
    ]);
  });

  it('leaves the inventory and the users as they were for what it never began', async () => {
    const { apply, wap, abort, entry, createdUsers, standing } = await startApplyStory();
    await standing([standingEntry('b')]);
    wap.onCall = () => abort.abort();
    await apply([creation('a'), creation('c'), plannedVdc('b', [powerOf('suspend', 'b')])], { concurrency: 1 });
    expect(await entry('b')).toEqual(standingEntry('b'));
    expect(await createdUsers()).toEqual(['a@example.org']);
  });

  it('begins no retirement, though that takes no call: its grace would run while the VDC does', async () => {
    const { apply, wap, abort, entry, standing } = await startApplyStory();
    await standing([standingEntry('gone')]);
    const report = await apply([retirement('gone')], {
      onProgress: ({ kind }) => {
        if (kind === 'vdc-started') abort.abort();
      },
    });
    expect(new Set(outcomesOf(report, 'gone'))).toEqual(new Set(['skipped APPLY_ABORTED']));
    expect(await entry('gone')).toEqual(standingEntry('gone'));
    expect(wap.calls).toEqual([]);
  });

  it('reports what it was waiting for as waiting', async () => {
    const { apply, wap, clock, abort } = await startApplyStory();
    const startedAtMs = clock.now();
    wap.delaysMs.set('create user/a@example.org', 50_000);
    void clock.sleep(3_000, new AbortController().signal).then(() => abort.abort());
    const report = await apply([creation('a')]);
    expect(outcomesOf(report, 'a')?.slice(0, 2)).toEqual(['waiting', 'skipped PREVIOUS_ACTION_WAITING']);
    expect(clock.now() - startedAtMs).toBeLessThan(3_100);
  });

  it('gives up a call that does not come back, and says that nobody knows', async () => {
    const { apply, clock, abort, store, createdUsers } = await startApplyStory();
    const startedAtMs = clock.now();
    const never = () => new Promise<never>(() => {});
    const deaf = { carryOut: never, confirmGone: never, lookAgain: never, findMoved: never };
    void clock.sleep(1_000, new AbortController().signal).then(() => abort.abort());
    const report = await apply([creation('a')], { provider: deaf, drainMs: 5_000 });
    expect(report.vdcs[0]?.results[0]?.outcome).toMatchObject({
      kind: 'failed',
      code: 'CALL_ABANDONED',
      isUncertain: true,
    });
    expect(clock.now() - startedAtMs).toBe(6_000);
    expect(await store.readOpenIntents()).toEqual([]);
    expect(await createdUsers()).toEqual(['a@example.org']);
  });

  it('does nothing at all when it is aborted before it begins', async () => {
    const { apply, wap, store, abort } = await startApplyStory();
    abort.abort();
    const report = await apply([creation('a')]);
    expect(report).toMatchObject({ aborted: true, counts: { done: 0, skipped: 3 } });
    expect(wap.calls).toEqual([]);
    expect(await store.readHistory({ limit: 1 })).toEqual([]);
  });
});
