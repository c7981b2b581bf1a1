import { expect, it } from 'vitest';
import { isFailure } from '../../src/executor/is-failure.ts';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import { removal } from '../support/planned-vdcs.ts';

it('is no failure that the user of two VDCs has to wait for the second of them', async () => {
  const owner = 'both@example.org';
  const { apply, wap, standing } = await startApplyStory();
  await standing([]);
  wap.delaysMs.set('delete subscription/b', 3_600_000);
  const report = await apply([removal('a', { owner }), removal('b', { owner })]);
  expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'skipped STILL_NEEDED', 'done']);
  expect(outcomesOf(report, 'b')?.slice(0, 2)).toEqual(['waiting', 'skipped PREVIOUS_ACTION_WAITING']);
  expect(report.vdcs.flatMap(({ results }) => results.filter(({ outcome }) => isFailure(outcome)))).toEqual([]);
});
