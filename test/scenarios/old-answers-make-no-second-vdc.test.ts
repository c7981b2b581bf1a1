import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

it('makes no second subscription while everything that WAP shows is older than the first', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  // As it was before the subscription was made, in lists and at its own address, as often as anybody asks.
  for (const route of ['GET /subscriptions', 'GET /subscriptions/*'])
    story.simulator.faults.add({ name: 'stale-read', route, params: { steps: 1 } });
  expect(await story.apply()).toEnd(1, 'WORLD_MOVED', 'is there after all');
  story.simulator.faults.clear();
  expect(await story.apply()).toEnd(0, 'No changes');
  expect(story.made().subscriptions).toHaveLength(1);
});
