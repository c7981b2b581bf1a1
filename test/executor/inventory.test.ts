import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/model/plan.ts';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import {
  adoption,
  createHostingPlan,
  createSubscription,
  creation,
  lastSpec,
  plannedVdc,
  powerOf,
  rememberOf,
  removal,
  resync,
  retirement,
  seen,
  standingEntry,
} from '../support/planned-vdcs.ts';
import { dayMs, noonMs } from '../support/state-builders.ts';

const refusal = { kind: 'failed', code: 'WAP_REFUSED', message: 'no' } as const;

describe('the inventory after an apply', () => {
  it('knows a VDC that was made, and that WAP has it', async () => {
    const { apply, entry, createdUsers } = await startApplyStory();
    await apply([creation('acme')]);
    expect(await entry('acme')).toEqual({ ...standingEntry('acme'), wasSeen: true });
    expect(await createdUsers()).toEqual(['acme@example.org']);
  });

  it('does not claim that WAP has a subscription whose making failed', async () => {
    const { apply, entry, wap } = await startApplyStory();
    wap.refusals.set('create subscription/acme', refusal);
    await apply([creation('acme')]);
    expect(await entry('acme')).toMatchObject({ wasSeen: false });
  });

  it('learns the id that WAP gave a hosting plan, and uses it in the actions that follow', async () => {
    const { apply, entry, wap } = await startApplyStory();
    wap.givesOwnPlanIds = true;
    const vdc = plannedVdc('acme', [...creation('acme').actions, powerOf('suspend', 'acme')]);
    const report = await apply([vdc]);
    expect(outcomesOf(report, 'acme')).toEqual(['done', 'done', 'done', 'done']);
    expect(wap.subscriptions.get('subscription-acme')).toMatchObject({
      hostingPlanId: 'wap-plan-acme',
      status: 'suspended',
    });
    expect(await entry('acme')).toMatchObject({ hostingPlanId: 'wap-plan-acme' });
  });

  it('learns it also from an answer that was followed by waiting', async () => {
    const { apply, entry, wap } = await startApplyStory();
    wap.givesOwnPlanIds = true;
    wap.delaysMs.set('create hosting-plan/VDC acme', 3_000);
    expect(outcomesOf(await apply([creation('acme')]), 'acme')).toEqual(['done', 'done', 'done']);
    expect(await entry('acme')).toMatchObject({ hostingPlanId: 'wap-plan-acme' });
  });

  it('forgets a user that was not made by us after all', async () => {
    const { apply, createdUsers, wap } = await startApplyStory();
    wap.users.add('acme@example.org');
    await apply([creation('acme')]);
    expect(await createdUsers()).toEqual([]);
  });

  it('forgets a user whose making was refused for certain, and keeps one where nobody knows', async () => {
    const { apply, createdUsers, wap } = await startApplyStory();
    wap.refusals.set('create user/a@example.org', refusal);
    wap.refusals.set('create user/b@example.org', { ...refusal, isUncertain: true });
    await apply([creation('a'), creation('b')]);
    expect(await createdUsers()).toEqual(['b@example.org']);
  });

  it('keeps a user that an earlier attempt has made, however this one ends', async () => {
    const { apply, createdUsers, wap } = await startApplyStory();
    wap.refusals.set('create user/a@example.org', { ...refusal, isUncertain: true });
    await apply([creation('a')]);
    wap.refusals.set('create user/a@example.org', refusal);
    await apply([creation('a')]);
    expect(await createdUsers()).toEqual(['a@example.org']);
  });

  it('writes an adoption and a retirement without any call', async () => {
    const { apply, entry, wap, standing, clock } = await startApplyStory();
    await standing([standingEntry('gone')]);
    const nowMs = clock.now();
    const retire = retirement('gone');
    await apply([adoption('old'), { ...retire, actions: retire.actions.slice(0, 1) }]);
    expect(wap.calls).toEqual([]);
    expect(await entry('old')).toEqual({ ...standingEntry('old'), isAdopted: true, wasSeen: true });
    expect(await entry('gone')).toEqual({ ...standingEntry('gone'), retiredAtMs: nowMs });
  });

  it('keeps when a retirement began through later passes, and ends it when the spec comes back', async () => {
    const { apply, entry, standing } = await startApplyStory();
    await standing([{ ...standingEntry('gone'), retiredAtMs: noonMs - dayMs }]);
    const { place: _, ...again } = plannedVdc('gone', [powerOf('suspend', 'gone')], { reason: 'drift' });
    await apply([again]);
    expect(await entry('gone')).toMatchObject({ retiredAtMs: noonMs - dayMs });
    await apply([plannedVdc('gone', [powerOf('resume', 'gone')], { reason: 'spec-returned' })]);
    expect(await entry('gone')).not.toHaveProperty('retiredAtMs');
  });

  it('forgets a VDC and its user when all of it is deleted', async () => {
    const { apply, entry, wap, createdUsers } = await startApplyStory();
    await apply([creation('acme')]);
    expect(outcomesOf(await apply([removal('acme')]), 'acme')).toEqual(['done', 'done', 'done', 'done']);
    expect(await entry('acme')).toBeUndefined();
    expect(await createdUsers()).toEqual([]);
    expect([wap.users.size, wap.hostingPlans.size, wap.subscriptions.size]).toEqual([0, 0, 0]);
  });

  it('keeps a VDC of which something is left', async () => {
    const { apply, entry, wap, createdUsers } = await startApplyStory();
    await apply([creation('acme')]);
    wap.refusals.set('delete hosting-plan/VDC acme', refusal);
    await apply([removal('acme')]);
    expect(await entry('acme')).toMatchObject({ name: 'acme' });
    expect(await createdUsers()).toEqual(['acme@example.org']);
  });

  it('counts resyncs in a row, and begins anew when something succeeds', async () => {
    const { apply, entry, standing } = await startApplyStory();
    await standing([standingEntry('a')]);
    await apply([resync('a')]);
    await apply([resync('a')]);
    expect(await entry('a')).toMatchObject({ resyncs: 2 });
    await apply([plannedVdc('a', [powerOf('suspend', 'a')])]);
    expect(await entry('a')).toMatchObject({ resyncs: 0 });
  });

  it('takes what was asked for as fulfilled only when it is done, but the way out and protection at once', async () => {
    const { apply, entry, wap, standing } = await startApplyStory();
    await standing([standingEntry('a')]);
    wap.refusals.set('suspend subscription/a', refusal);
    const asked = lastSpec({ state: 'suspended', protect: true, coAdmins: ['cto@acme.example'] });
    const vdc = plannedVdc('a', [powerOf('suspend', 'a')], { remember: rememberOf('a', { lastSpec: asked }) });
    await apply([vdc]);
    expect((await entry('a'))?.lastSpec).toEqual(lastSpec({ protect: true }));
    wap.refusals.clear();
    await apply([vdc]);
    expect((await entry('a'))?.lastSpec).toEqual(asked);
  });

  it('starts a new life with a new generation', async () => {
    const { apply, entry, standing, wap } = await startApplyStory();
    await standing([{ ...standingEntry('a'), resyncs: 3 }]);
    wap.refusals.set('create subscription/a', refusal);
    await apply([
      plannedVdc('a', [createHostingPlan('a'), createSubscription('a')], {
        remember: rememberOf('a', { generation: 2, subscriptionId: 'subscription-a-2' }),
      }),
    ]);
    expect(await entry('a')).toMatchObject({
      generation: 2,
      subscriptionId: 'subscription-a-2',
      wasSeen: false,
      resyncs: 0,
    });
  });

  it('is as before when the provider refused to begin because the world had moved', async () => {
    const { apply, entry, standing, wap, store } = await startApplyStory();
    await standing([standingEntry('a')]);
    wap.refusals.set('suspend subscription/a', { kind: 'skipped', code: 'WORLD_MOVED', message: 'moved' });
    await apply([{ ...plannedVdc('a', [powerOf('suspend', 'a')]), remember: rememberOf('a', { userName: 'x' }) }]);
    expect(await entry('a')).toEqual(standingEntry('a'));
    expect(await store.readHistory({ limit: 10 })).toEqual([]);
  });
});

describe('history', () => {
  it('has one record for each action that was attempted, with what changed at the first', async () => {
    const { apply, store, wap } = await startApplyStory();
    wap.refusals.set('create hosting-plan/VDC a', refusal);
    await apply([creation('a')]);
    const [second, first, ...none] = await store.readHistory({ limit: 10 });
    expect(none).toEqual([]);
    expect(first).toMatchObject({
      resource: 'user/a@example.org',
      outcome: 'done',
      vdcReason: 'spec-added',
      revision: 'git:4f9c21',
      changes: [{ field: 'cpu', before: 8, after: 16 }],
    });
    expect(second).toMatchObject({ resource: 'hosting-plan/VDC a', outcome: 'failed', message: 'no', changes: [] });
  });

  it('tells the warning with which something was done', async () => {
    const { apply, store, wap, standing } = await startApplyStory();
    await standing([standingEntry('a')]);
    wap.refusals.set('suspend subscription/a', { kind: 'done', warning: 'one VM could not be seen' });
    await apply([plannedVdc('a', [powerOf('suspend', 'a')])]);
    expect(await store.readHistory({ limit: 1 })).toMatchObject([{ message: 'one VM could not be seen' }]);
    expect(seen('a').status).toBe('active');
  });
});

describe('what was begun and not brought to its end', () => {
  it('stays known as unfinished after an adoption whose other actions were not done', async () => {
    const { apply, entry, wap, standing } = await startApplyStory();
    await standing([{ ...standingEntry('other') }]);
    const { hostingPlanId } = standingEntry('acme');
    wap.subscriptions.set('subscription-acme', { owner: 'acme@example.org', hostingPlanId, status: 'active' });
    const vdc = { ...adoption('acme'), actions: [...adoption('acme').actions, powerOf('suspend', 'acme')] };
    wap.refusals.set('suspend subscription/acme', refusal);
    await apply([vdc]);
    expect(await entry('acme')).toMatchObject({ wasSeen: true, isUnfinished: true });
    wap.refusals.clear();
    await apply([plannedVdc('acme', [powerOf('suspend', 'acme')])]);
    expect((await entry('acme'))?.isUnfinished).toBeUndefined();
  });

  it('stays known as unfinished while a part of it is blocked', async () => {
    const { apply, entry } = await startApplyStory();
    const block = { code: 'LIMIT_BELOW_USE', message: 'too small', wayOut: 'ask for more' };
    await apply([{ ...adoption('acme'), blocks: [block] }]);
    expect(await entry('acme')).toMatchObject({ isUnfinished: true });
  });

  it('is not unfinished for ever because a later change failed', async () => {
    const { apply, entry, wap, standing } = await startApplyStory();
    await standing([standingEntry('acme')]);
    wap.refusals.set('suspend subscription/acme', refusal);
    await apply([plannedVdc('acme', [powerOf('suspend', 'acme')])]);
    expect((await entry('acme'))?.isUnfinished).toBeUndefined();
  });

  it('does not use up a generation when nothing was asked of WAP at all', async () => {
    const { apply, abort, store, clock } = await startApplyStory();
    abort.abort();
    await apply([creation('acme')]);
    const { inventory, lastGenerations } = await store.readMemory(clock.now());
    expect({ inventory, lastGenerations }).toEqual({ inventory: [], lastGenerations: new Map() });
  });

  it('remembers that a deletion was begun only where that makes the VDC active again', async () => {
    const { apply, entry, standing, wap } = await startApplyStory();
    await standing([standingEntry('acme')]);
    wap.refusals.set('delete subscription/acme', refusal);
    await apply([removal('acme')]);
    expect((await entry('acme'))?.isBeingDeleted).toBeUndefined();
    const opening = { ...powerOf('resume', 'acme'), reason: 'to-be-cleared' } as Action;
    wap.refusals.set('resume subscription/acme', refusal);
    await apply([{ ...removal('acme'), actions: [opening, ...removal('acme').actions] }]);
    expect((await entry('acme'))?.isBeingDeleted).toBeUndefined();
    wap.refusals.set('resume subscription/acme', { ...refusal, isUncertain: true });
    await apply([{ ...removal('acme'), actions: [opening, ...removal('acme').actions] }]);
    expect(await entry('acme')).toMatchObject({ isBeingDeleted: true });
    wap.refusals.delete('resume subscription/acme');
    await apply([{ ...removal('acme'), actions: [opening, ...removal('acme').actions] }]);
    expect(await entry('acme')).toMatchObject({ isBeingDeleted: true });
    await apply([removal('acme')]);
    expect(await entry('acme')).toMatchObject({ isBeingDeleted: true });
    await apply([plannedVdc('acme', [powerOf('resume', 'acme')])]);
    expect((await entry('acme'))?.isBeingDeleted).toBeUndefined();
  });

  it('begins a grace anew when the way out begins anew', async () => {
    const { apply, entry, standing, clock } = await startApplyStory();
    await standing([{ ...standingEntry('acme'), retiredAtMs: noonMs - 100 * dayMs }]);
    await apply([retirement('acme')]);
    expect((await entry('acme'))?.retiredAtMs).toBeGreaterThanOrEqual(noonMs);
    expect((await entry('acme'))?.retiredAtMs).toBeLessThanOrEqual(clock.now());
  });
});
