import { describe, expect, it } from 'vitest';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import { creation } from '../support/planned-vdcs.ts';

const lost = '0a1b2c3d-0000-4000-8000-00000000beef';

describe('a VDC that is made anew because its subscription could not be found', () => {
  it('is not made when WAP says to a write that it is there after all', async () => {
    const { apply, wap } = await startApplyStory();
    wap.subscriptions.set(lost, { owner: 'a@example.org', hostingPlanId: 'p', status: 'active' } as never);
    const report = await apply([{ ...creation('a'), gone: lost }]);
    expect(outcomesOf(report, 'a')?.[0]).toBe('skipped WORLD_MOVED');
    expect(wap.calls).toEqual([]);
  });

  it('is made when it is really gone', async () => {
    const { apply } = await startApplyStory();
    const report = await apply([{ ...creation('a'), gone: lost }]);
    expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'done']);
  });
});
