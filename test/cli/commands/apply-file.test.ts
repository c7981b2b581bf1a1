import { expect, it } from 'vitest';
import { startStory } from '../../support/story.ts';

it('takes no choice of VDCs beside a saved plan, which it would pass over', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.vdc('plan', '--target', 'acme', '--out', 'plan.json')).toEnd(0);
  expect(await story.vdc('apply', 'plan.json', '--target', 'beta')).toEnd(1, 'PLAN_FILE_SCOPE', 'made for acme');
  expect(story.made().subscriptions).toEqual([]);
  expect(await story.vdc('apply', 'plan.json')).toEnd(0);
  expect(story.made().subscriptions).toHaveLength(1);
});
