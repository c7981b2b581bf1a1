import { describe, expect, it } from 'vitest';
import type { Use } from '../../src/model/observed-state.ts';
import { findQuestions } from '../../src/planner/find-questions.ts';
import { hour, limits, now, spec, Story, templateQuota } from '../support/planner-world.ts';

const cpu = (count: number | 'unlimited') => ({ limits: { ...limits, cpu: count } });

/** `acme` has 8 virtual CPUs and is to have 16; `other` has 8; the cloud has `capacity` for all. */
function growing(capacity: Use, other: Parameters<typeof spec>[1] = {}): Story {
  const story = new Story().converged(spec('acme')).converged(spec('other', other));
  story.declares(spec('acme', cpu(16)), spec('other', other));
  story.capacity.set('cloud-1', { capacity });
  return story;
}

const told = (story: Story) =>
  story
    .plan()
    .warnings.filter(({ code }) => code === 'CLOUD_OVERSOLD')
    .map(({ message }) => message);
const asked = (story: Story) => findQuestions(story.input()).filter(({ kind }) => kind === 'capacity');

describe('what a cloud has for all', () => {
  it('is told with both figures when the limits sold exceed it, and refuses nothing', () => {
    const story = growing({ cpu: 23 });
    expect(told(story)).toHaveLength(1);
    expect(told(story)[0]).toContain('may use 24 cpu together; it has 23');
    expect(told(story)[0]).toContain('the cloud of "VDC Base"');
    expect(story.plan().unsafe).toEqual([]);
    expect(told(growing({ cpu: 24 }))).toEqual([]);
  });

  it('speaks of memory and disk in the units of a spec', () => {
    const [ram, disk] = told(growing({ ramMib: 63 * 1024, diskGib: 999 }));
    expect(ram).toContain('64Gi ram together; it has 63Gi');
    expect(disk).toContain('1000Gi disk together; it has 999Gi');
  });

  it('counts apart what is unlimited, and makes no sum of it', () => {
    expect(told(growing({ cpu: 15 }, cpu('unlimited')))[0]).toContain('16 cpu together, and 1 without any limit');
    expect(told(growing({ cpu: 16 }, cpu('unlimited')))).toEqual([]);
  });

  it('says nothing of a bound that the cloud does not have', () => {
    expect(told(growing({}))).toEqual([]);
  });

  it('counts the subscriptions of others, and not those on other clouds', () => {
    const story = growing({ cpu: 24 }).inWap(spec('foreign'));
    expect(told(story)[0]).toContain('may use 32 cpu together');
    story.changeHostingPlan('foreign', { quota: { ...templateQuota, cloudId: 'cloud-2' } });
    expect(told(story)).toEqual([]);
  });

  it('does not count what this plan deletes', () => {
    const story = growing({ cpu: 24 }).converged(spec('leaving', { state: 'suspended' }), {
      retiredAtMs: now - 100 * hour,
    });
    expect(told(story)).toEqual([]);
  });

  it('counts what this plan makes', () => {
    const story = growing({ cpu: 24 });
    story.declares(...story.specs, spec('new'));
    expect(told(story)[0]).toContain('may use 32 cpu together');
  });

  it('counts what is made on a hosting plan that an interrupted creation left as it should be', () => {
    const story = growing({ cpu: 24 }).inWap(spec('new')).loses('new');
    story.declares(...story.specs, spec('new'));
    expect(told(story)[0]).toContain('may use 32 cpu together');
  });

  it('that could not be read is said', () => {
    const story = growing({});
    story.capacity.set('cloud-1', { unread: 'VMM does not answer.' });
    expect(story.plan().warnings).toMatchObject([{ code: 'CAPACITY_UNREAD' }]);
  });
});

describe('the capacity of a cloud', () => {
  it('is asked for where more is to be sold, once for each cloud', () => {
    const story = growing({});
    story.declares(spec('acme', cpu(16)), spec('other', cpu(16)), spec('new'));
    expect(asked(story)).toEqual([{ kind: 'capacity', cloudId: 'cloud-1', stampId: 'stamp-1' }]);
  });

  it('is not asked for where less is to be sold, or nothing changes', () => {
    const story = growing({});
    story.declares(spec('acme', cpu(4)), spec('other'));
    expect(asked(story)).toEqual([]);
    story.declares(spec('acme'), spec('other'));
    expect(findQuestions(story.input())).toEqual([]);
  });
});
