import { expect, it } from 'vitest';
import { lawBroken } from '../../src/executor/laws/hold-laws.ts';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import { creation } from '../support/planned-vdcs.ts';

/** Of each subscription: the first so many times nothing is wrong with it. */
function unlawfulAfter(times: number) {
  let asked = 0;
  return (_: unknown, { kind }: { readonly kind: string }) => {
    if (kind === 'subscription' && (asked += 1) > times)
      throw lawBroken({ law: 'never-foreign', message: 'It is somebody else’s' });
  };
}

it('begins nothing of a VDC of which a law forbids a part', async () => {
  const { apply, wap } = await startApplyStory();
  const report = await apply([creation('a')], { holdLaws: unlawfulAfter(0) });
  expect(outcomesOf(report, 'a')?.[0]).toBe('failed LAW_BROKEN');
  expect(wap.calls).toEqual([]);
});

it('does not send what a law forbids only now', async () => {
  const { apply, wap } = await startApplyStory();
  const report = await apply([creation('a')], { holdLaws: unlawfulAfter(1) });
  expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'failed LAW_BROKEN']);
  expect(wap.calls.map(({ action }) => action)).not.toContain('create subscription/a');
});
