import { describe, expect, it } from 'vitest';
import { lawBroken } from '../../../src/executor/laws/hold-laws.ts';
import { outcomesOf, startApplyStory } from '../../support/apply-story.ts';
import { creation } from '../../support/planned-vdcs.ts';

const foreign = lawBroken({ law: 'never-foreign', vdc: 'a', message: 'The hosting plan is somebody else’s' });

describe('what a law forbids', () => {
  it('keeps its VDC from being begun: nothing of it is sent, nor noted, and the others go on', async () => {
    const { apply, wap, entry } = await startApplyStory();
    const report = await apply([creation('a'), creation('b')], {
      holdLaws({ name }, { kind }) {
        if (name === 'a' && kind === 'hosting-plan') throw foreign;
      },
    });
    expect(outcomesOf(report, 'a')).toEqual([
      'failed LAW_BROKEN',
      'skipped PREVIOUS_ACTION_FAILED',
      'skipped PREVIOUS_ACTION_FAILED',
    ]);
    expect(outcomesOf(report, 'b')).toEqual(['done', 'done', 'done']);
    expect(wap.users).toEqual(new Set(['b@example.org']));
    expect(await entry('a')).toBeUndefined();
  });

  it('is not sent either where it is forbidden only since its VDC was begun', async () => {
    const { apply, wap } = await startApplyStory();
    let times = 0;
    const report = await apply([creation('a')], {
      holdLaws(_, { kind }) {
        if (kind === 'hosting-plan' && (times += 1) > 1) throw foreign;
      },
    });
    expect(outcomesOf(report, 'a')).toEqual(['done', 'failed LAW_BROKEN', 'skipped PREVIOUS_ACTION_FAILED']);
    expect([wap.users.size, wap.hostingPlans.size, wap.subscriptions.size]).toEqual([1, 0, 0]);
  });
});
