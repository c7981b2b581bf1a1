import { describe, expect, it } from 'vitest';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import { creation, plannedVdc, powerOf, standingEntry } from '../support/planned-vdcs.ts';

const shutdown = (name: string) => plannedVdc(name, [powerOf('suspend', name)]);

describe('an action that WAP is still busy with', () => {
  it('is looked at again after growing delays until it has arrived, then the next one follows', async () => {
    const { apply, wap, clock } = await startApplyStory();
    const startedAtMs = clock.now();
    wap.delaysMs.set('create user/a@example.org', 20_000);
    const report = await apply([creation('a')]);
    expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'done']);
    const looks = wap.calls.filter(({ kind }) => kind === 'look').map((call) => call.startedAtMs - startedAtMs);
    const delays = looks.map((atMs, index) => atMs - (looks[index - 1] ?? 10) - (index === 0 ? 0 : 10));
    expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
    expect(wap.calls.filter(({ kind, action }) => kind === 'carry-out' && action.includes('user'))).toHaveLength(1);
  });

  it('holds no slot: with a single one, a ten-minute shutdown lets all others pass', async () => {
    const { apply, wap, clock, standing } = await startApplyStory();
    await standing(['slow', 'x'].map(standingEntry));
    wap.delaysMs.set('suspend subscription/slow', 600_000);
    const names = Array.from({ length: 20 }, (_, n) => `vdc-${n}`);
    const report = await apply([shutdown('slow'), ...names.map((name) => creation(name))], {
      concurrency: 1,
      waitMs: 900_000,
    });
    expect(report.counts).toEqual({ done: 61, waiting: 0, failed: 0, skipped: 0 });
    const lastOther = wap.calls.findLast(({ action }) => action.startsWith('create'));
    expect((lastOther?.endedAtMs ?? Infinity) - (wap.calls[0]?.startedAtMs ?? 0)).toBeLessThan(2_000);
    expect(clock.now() - (wap.calls[0]?.startedAtMs ?? 0)).toBeGreaterThanOrEqual(600_000);
    expect(wap.mostInFlight()).toBe(1);
  });

  it('is waited for only so long, then reported as waiting, and the rest of its VDC is left to the next pass', async () => {
    const { apply, wap, clock, store, events } = await startApplyStory();
    const startedAtMs = clock.now();
    wap.delaysMs.set('create hosting-plan/VDC a', 3_600_000);
    const report = await apply([creation('a')], { waitMs: 10_000 });
    expect(outcomesOf(report, 'a')).toEqual(['done', 'waiting', 'skipped PREVIOUS_ACTION_WAITING']);
    expect(clock.now() - startedAtMs).toBeLessThan(11_000);
    expect((await store.readHistory({ limit: 10 })).map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual([
      'create waiting',
      'create done',
    ]);
    expect(await store.readOpenIntents()).toEqual([]);
    const waits = events.flatMap((event) => (event.kind === 'action-waiting' ? [event.lookAgainInMs] : []));
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(10_000);
  });

  it('may fail in the end', async () => {
    const { apply, wap } = await startApplyStory();
    wap.delaysMs.set('create user/a@example.org', 5_000);
    const lookAgain = async () => ({ kind: 'failed', code: 'WAP_OUT_OF_SYNC', message: 'its part failed' }) as const;
    const report = await apply([creation('a')], { provider: { ...wap.provider, lookAgain } });
    expect(outcomesOf(report, 'a')?.slice(0, 2)).toEqual(['failed WAP_OUT_OF_SYNC', 'skipped PREVIOUS_ACTION_FAILED']);
  });
});
