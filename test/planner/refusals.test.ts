import { describe, expect, it } from 'vitest';
import type { DesiredVdc } from '../../src/model/virtual-data-center.ts';
import { approvePlan } from '../../src/planner/approve-plan.ts';
import { fingerprintOf } from '../../src/planner/fingerprint.ts';
import { hashes, limits, spec, Story } from '../support/planner-world.ts';

const names = (n: number) => Array.from({ length: n }, (_, i) => `vdc-${i}`);

function estate(n: number, change: (desired: DesiredVdc, i: number) => DesiredVdc | undefined): Story {
  const story = new Story();
  const specs: DesiredVdc[] = [];
  names(n).forEach((name, i) => {
    story.converged(spec(name));
    const desired = change(spec(name), i);
    if (desired) specs.push(desired);
  });
  return story.declares(...specs);
}

const codes = (story: Story) => story.plan().unsafe.map((one) => one.code);

describe('a plan is refused as a whole', () => {
  it('when it retires more than the settings allow, with the figures', () => {
    const plan = estate(20, (desired, i) => (i < 4 ? undefined : desired)).plan();
    expect(plan.unsafe[0]).toMatchObject({
      code: 'PLAN_TOO_MANY_DELETES',
      message: 'This plan retires or deletes 4 of 20 VDCs; without approval the limit is 3 (safety.maxDeletes).',
    });
  });

  it('when it suspends more than a quarter', () => {
    const story = estate(8, (desired, i) => (i < 3 ? { ...desired, state: 'suspended' } : desired));
    expect(codes(story)).toEqual(['PLAN_TOO_MANY_SUSPENDS']);
  });

  it('counting what is proven ours as owned, though the state store was lost', () => {
    const story = estate(8, (desired, i) => (i < 3 ? { ...desired, state: 'suspended' } : desired));
    story.inventory = [];
    expect(story.plan().unsafe[0]?.message).toContain('suspends 3 of 8 VDCs');
  });

  it('but one of three may always be suspended', () => {
    expect(codes(estate(3, (desired, i) => (i < 1 ? { ...desired, state: 'suspended' } : desired)))).toEqual([]);
  });

  it('when the rolling day has had enough deletions', () => {
    const story = estate(20, (desired, i) => (i === 0 ? undefined : desired));
    story.inventory = story.inventory.map((entry) => ({
      ...entry,
      lastSpec: { ...entry.lastSpec, deletion: { policy: 'delete', graceMs: 0 } },
    }));
    story.destroys('delete', ...names(10).map((name) => `earlier ${name}`));
    expect(codes(story)).toEqual(['DAY_TOO_MANY_DELETES']);
  });

  it('when nothing would be left, however few there are', () => {
    expect(codes(estate(1, () => undefined))).toEqual(['PLAN_RETIRES_EVERYTHING']);
  });

  it('when owned VDCs are missing in bulk, and then it shows what it would do', () => {
    const story = estate(9, (desired) => desired);
    story.subscriptions = [];
    const plan = story.plan();
    expect(plan.unsafe[0]).toMatchObject({ code: 'OBSERVATION_MISSING_IN_BULK', isApprovable: true });
    expect(plan.summary.create).toBe(9);
  });

  it('but not because those are missing that we deleted, and died before we could write that down', () => {
    const story = estate(9, (desired, i) => (i < 3 ? undefined : desired));
    const ids = story.inventory.slice(0, 3).map(({ subscriptionId }) => subscriptionId);
    story.subscriptions = story.subscriptions.filter(({ id }) => !ids.includes(id));
    ids.forEach((id) => story.gone.add(id));
    expect(codes(story)).toEqual(['OBSERVATION_MISSING_IN_BULK']);
    expect(codes(story.destroys('delete', ...ids))).toEqual([]);
  });

  it('but not because those are missing that were begun and never made', () => {
    const story = estate(9, (desired) => desired);
    story.inventory = story.inventory.map((entry, i) => (i < 3 ? { ...entry, wasSeen: false } : entry));
    for (const name of names(3)) story.loses(name);
    expect(codes(story)).toEqual([]);
  });

  it('when hosting plans are missing under subscriptions that are listed', () => {
    const story = estate(3, (desired) => desired);
    story.hostingPlans = [];
    expect(story.plan().unsafe[0]).toMatchObject({ code: 'OBSERVATION_PLANS_INCOMPLETE', isApprovable: false });
  });

  it('when the users of many are missing', () => {
    const story = estate(3, (desired) => desired);
    story.users = [];
    expect(codes(story)).toContain('OBSERVATION_USERS_INCOMPLETE');
  });

  it('when the provider saw counts and rows disagree', () => {
    const story = estate(1, (desired) => desired);
    story.distrust = [{ code: 'OBSERVATION_COUNTS_DISAGREE', message: '9 rows of 10' }];
    expect(story.plan().unsafe[0]).toMatchObject({ isApprovable: false });
  });
});

describe('an approval', () => {
  it('lifts what it names and nothing else', () => {
    const plan = estate(1, () => undefined).plan();
    expect(approvePlan(plan, 'sha256:other').unsafe).toHaveLength(1);
    expect(approvePlan(plan, plan.fingerprint).unsafe).toEqual([]);
  });

  it('never lifts an observation that contradicts itself', () => {
    const story = estate(3, (desired) => desired);
    story.hostingPlans = [];
    const plan = story.plan();
    expect(approvePlan(plan, plan.fingerprint).unsafe).toHaveLength(1);
  });
});

describe('a plan', () => {
  it('is the same for the same world, whenever it is made', () => {
    const story = estate(4, (desired) => ({ ...desired, limits: { ...limits, cpu: 9 } }));
    const first = story.plan();
    story.nowMs += 1000;
    const second = story.plan();
    expect(second.fingerprint).toBe(first.fingerprint);
    expect({ ...second, createdAt: '' }).toEqual({ ...first, createdAt: '' });
  });

  it('survives JSON and keeps its fingerprint in whatever order its members stand', () => {
    const plan = estate(2, (desired) => ({ ...desired, limits: { ...limits, cpu: 9 } })).plan();
    const read = JSON.parse(JSON.stringify(plan)) as typeof plan;
    expect(read).toEqual(plan);
    const shuffled = Object.fromEntries(Object.entries(read).reverse()) as unknown as typeof plan;
    expect(fingerprintOf(shuffled, hashes.sha256)).toBe(plan.fingerprint);
  });

  it('reaches only the VDCs in its scope', () => {
    const story = estate(3, (desired) => ({
      ...desired,
      limits: { ...limits, cpu: 9 },
      labels: { tier: desired.name },
    }));
    story.scope = { targets: ['vdc-1'], selector: {} };
    expect(story.plan().vdcs.map((vdc) => vdc.name)).toEqual(['vdc-1']);
    story.scope = { targets: [], selector: { tier: 'vdc-2' } };
    expect(story.plan().vdcs.map((vdc) => vdc.name)).toEqual(['vdc-2']);
  });
});

describe('the figures', () => {
  it('round a share as a person reckons it', () => {
    const story = estate(100, (desired, i) => (i < 29 ? { ...desired, state: 'suspended' } : desired));
    story.safety = { ...story.safety, maxSuspends: { share: 0.29 } };
    expect(codes(story)).toEqual([]);
    story.safety = { ...story.safety, maxSuspends: { share: 0.07 } };
    expect(story.plan().unsafe[0]?.message).toContain('limit is 7 (safety.maxSuspends: 7%)');
  });

  it('count a deletion once that is tried again within the day', () => {
    const story = estate(20, (desired, i) => (i < 2 ? undefined : desired));
    story.inventory = story.inventory.map((entry) => ({
      ...entry,
      lastSpec: { ...entry.lastSpec, deletion: { policy: 'delete', graceMs: 0 } },
    }));
    story.safety = { ...story.safety, maxDeletesPerDay: { count: 2 } };
    story.destroys('delete', story.subscriptionOf('vdc-0').id);
    expect(codes(story)).toEqual([]);
    story.destroys('delete', 'another');
    expect(story.plan().unsafe).toMatchObject([
      { message: expect.stringContaining('deletes 1 VDCs after 2 in the last 24 hours') as string },
    ]);
    story.destroys('delete', story.subscriptionOf('vdc-1').id);
    expect(codes(story)).toEqual([]);
  });
});

describe('a source that lost its files', () => {
  it('is noticed though some of what it named is protected or kept', () => {
    const story = new Story()
      .converged(spec('kept', { deletion: { policy: 'retain', graceMs: 0 } }))
      .converged(spec('safe', { protect: true }))
      .converged(spec('acme'));
    expect(codes(story)).toEqual(['PLAN_RETIRES_EVERYTHING']);
  });

  it('is noticed though only one VDC is named on the command line', () => {
    const story = estate(3, () => undefined);
    story.scope = { targets: ['vdc-1'], selector: {} };
    expect(codes(story)).toEqual(['PLAN_RETIRES_EVERYTHING']);
  });

  it('is not suspected while a spec still names a VDC that is proven ours, though not yet remembered', () => {
    const story = estate(1, () => undefined)
      .inWap(spec('adopted'))
      .declares(spec('adopted'));
    expect(codes(story)).toEqual([]);
  });
});

describe('one hosting plan that is gone under its subscription', () => {
  it('blocks its VDC and nothing else', () => {
    const story = estate(10, (desired) => ({ ...desired, limits: { ...limits, cpu: 16 } }));
    story.hostingPlans = story.hostingPlans.filter(({ displayName }) => displayName !== 'VDC vdc-3');
    const plan = story.plan();
    expect(plan.unsafe).toEqual([]);
    expect(plan.summary).toMatchObject({ update: 9, blocked: 1 });
  });

  it('is not believed when it is the only one that there is', () => {
    const story = estate(1, (desired) => desired);
    story.hostingPlans = [];
    expect(codes(story)).toEqual(['OBSERVATION_PLANS_INCOMPLETE']);
  });
});
