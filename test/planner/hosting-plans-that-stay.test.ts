import { describe, expect, it } from 'vitest';
import { spec, steps, Story } from '../support/planner-world.ts';

const over = { deletion: { policy: 'delete', graceMs: 0 } } as const;

/** A VDC that goes at once, and two that stay, so that no plan retires everything. */
function storyWith(name: string, entry = {}): Story {
  return new Story()
    .converged(spec(name, over), entry)
    .converged(spec('stays-1'))
    .converged(spec('stays-2'))
    .declares(spec('stays-1'), spec('stays-2'));
}

describe('a hosting plan that WAP did not list', () => {
  it('is deleted with its VDC all the same, or nothing would ever lead to it again', () => {
    const story = storyWith('acme');
    story.hostingPlans = story.hostingPlans.filter(({ displayName }) => displayName !== 'VDC acme');
    expect(steps(story.planOf('acme'))).toContain('delete hosting-plan/VDC acme');
  });
});

describe('a hosting plan that somebody made by the name of ours, which is gone', () => {
  const storyWithNamesake = (entry = {}) => {
    const story = storyWith('acme', entry).loses('acme');
    for (const one of story.inventory) if (one.name === 'acme') story.gone.add(one.subscriptionId);
    story.changeHostingPlan('acme', { id: 'of-somebody-else' });
    return story;
  };

  it('is not deleted with the VDC: only while that was being made can WAP have given our plan another id', () => {
    expect(steps(storyWithNamesake().planOf('acme')).join()).not.toContain('hosting-plan/');
    expect(steps(storyWithNamesake({ wasSeen: false }).planOf('acme'))).toContain('delete hosting-plan/VDC acme');
  });

  it('is not deleted by its id either while the list lacks it and others are on it', () => {
    const story = storyWith('acme');
    const { hostingPlanId } = story.subscriptionOf('acme');
    story.hostingPlans = story.hostingPlans.filter(({ id }) => id !== hostingPlanId);
    story.subscriptions.push({ ...story.subscriptionOf('acme'), id: 'another', name: 'another' });
    expect(steps(story.planOf('acme')).join()).not.toContain('hosting-plan/');
  });
});

describe('a template', () => {
  it('is never taken for the hosting plan of a VDC that has its name', () => {
    const story = storyWith('base', { wasSeen: false }).loses('base');
    for (const entry of story.inventory) if (entry.name === 'base') story.gone.add(entry.subscriptionId);
    story.hostingPlans = story.hostingPlans.filter(({ displayName }) => displayName !== 'VDC base');
    expect(steps(story.planOf('base')).join()).not.toContain('hosting-plan/');
  });

  it('stays though the VDC whose hosting plan it was is deleted', () => {
    const story = storyWith('silver', over);
    story.changeHostingPlan('silver', { displayName: 'VDC Silver' });
    expect(steps(story.planOf('silver')).join()).not.toContain('hosting-plan/');
    expect(story.plan().warnings).toMatchObject([{ code: 'HOSTING_PLAN_LEFT', vdc: 'silver' }]);
  });
});
