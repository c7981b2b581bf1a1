import { describe, expect, it } from 'vitest';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import { creation, plannedVdc, planOf, powerOf, standingEntry } from '../support/planned-vdcs.ts';

const many = (count: number) => Array.from({ length: count }, (_, n) => `vdc-${n}`);

describe('applying a plan', () => {
  it('carries out the actions of one VDC in their order', async () => {
    const { apply, wap } = await startApplyStory();
    const report = await apply([creation('acme')]);
    expect(wap.calls.map(({ action }) => action)).toEqual([
      'create user/acme@example.org',
      'create hosting-plan/VDC acme',
      'create subscription/acme',
    ]);
    expect([...wap.subscriptions.keys()]).toEqual(['subscription-acme']);
    expect(report).toMatchObject({ counts: { done: 3, waiting: 0, failed: 0, skipped: 0 }, aborted: false });
    expect(report.vdcs[0]?.results.map(({ ms }) => ms)).toEqual([10, 10, 10]);
  });

  it('has never more calls in flight than it may, and always as many as it can', async () => {
    const { apply, wap, clock } = await startApplyStory();
    const startedAtMs = clock.now();
    await apply(
      many(300).map((name) => creation(name)),
      { concurrency: 8 },
    );
    expect(wap.subscriptions.size).toBe(300);
    expect(wap.mostInFlight()).toBe(8);
    // 900 calls of 10 ms over 8 slots, and the gathering of the last endings.
    expect(clock.now() - startedAtMs).toBeLessThan(1.05 * ((900 * 10) / 8) + 50);
  });

  it('starts those with the longest way first', async () => {
    const { apply, wap, standing } = await startApplyStory();
    await standing(many(3).map(standingEntry));
    const short = many(3).map((name) => plannedVdc(name, [powerOf('suspend', name)]));
    await apply([...short, creation('long')], { concurrency: 1 });
    expect(wap.calls.slice(0, 2).map(({ action }) => action)).toEqual([
      'create user/long@example.org',
      'create hosting-plan/VDC long',
    ]);
  });

  it('goes on with the other VDCs when one fails, and skips only the rest of that one', async () => {
    const { apply, wap } = await startApplyStory();
    wap.refusals.set('create hosting-plan/VDC b', { kind: 'failed', code: 'WAP_REFUSED', message: 'no' });
    const report = await apply(['a', 'b', 'c'].map((name) => creation(name)));
    expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'done']);
    expect(outcomesOf(report, 'b')).toEqual(['done', 'failed WAP_REFUSED', 'skipped PREVIOUS_ACTION_FAILED']);
    expect(outcomesOf(report, 'c')).toEqual(['done', 'done', 'done']);
    expect(wap.calls.filter(({ action }) => action === 'create hosting-plan/VDC b')).toHaveLength(1);
  });

  it('takes what a provider throws as a failure that may have happened', async () => {
    const { apply, wap } = await startApplyStory();
    wap.refusals.set('create user/a@example.org', new TypeError('undefined is not a function'));
    const report = await apply([creation('a'), creation('b')]);
    expect(report.vdcs[0]?.results[0]?.outcome).toEqual({
      kind: 'failed',
      code: 'ACTION_CRASHED',
      message: expect.stringContaining('(undefined is not a function), so whether it was done is not known') as string,
      isUncertain: true,
    });
    expect(outcomesOf(report, 'b')).toEqual(['done', 'done', 'done']);
  });

  it('reports in the order of the plan, and touches nothing that has no action or is paused', async () => {
    const { apply, wap, store, standing } = await startApplyStory();
    await standing(['paused', 'blocked', 'partly'].map(standingEntry));
    const block = { code: 'SHRINK_BELOW_USE', message: '', wayOut: '' };
    const report = await apply([
      creation('z'),
      plannedVdc('blocked', [], { verb: 'blocked', blocks: [block] }),
      plannedVdc('paused', [powerOf('suspend', 'paused')], { paused: { reason: 'ticket', by: 'jo' } }),
      plannedVdc('partly', [powerOf('suspend', 'partly')], { blocks: [block] }),
      creation('a'),
    ]);
    expect(report.vdcs.map(({ name }) => name)).toEqual(['z', 'partly', 'a']);
    expect(wap.subscriptions.get('subscription-paused')?.status).toBe('active');
    expect(wap.subscriptions.get('subscription-partly')?.status).toBe('suspended');
    expect((await store.readHistory({ limit: 100 })).map(({ vdc }) => vdc)).not.toContain('paused');
  });

  it('refuses a plan that is unsafe, whoever asks', async () => {
    const { apply, wap, store } = await startApplyStory();
    const unsafe = [{ code: 'PLAN_TOO_MANY_DELETES', message: '', isApprovable: true }];
    await expect(apply([], { plan: planOf([creation('a')], { unsafe }) })).rejects.toThrow('unsafe');
    expect(wap.calls).toEqual([]);
    expect(await store.readOpenIntents()).toEqual([]);
  });

  it('tells a live display what happens, in order', async () => {
    const { apply, events } = await startApplyStory();
    await apply([creation('a')]);
    expect(events.map((event) => `${event.kind}${'index' in event ? ` ${event.index}` : ''}`)).toEqual([
      'vdc-started',
      'action-started 0',
      'action-ended 0',
      'action-started 1',
      'action-ended 1',
      'action-started 2',
      'action-ended 2',
      'vdc-ended',
    ]);
  });
});
