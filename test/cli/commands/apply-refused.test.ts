import { expect, it } from 'vitest';
import { startStory } from '../../support/story.ts';

const names = ['a', 'b', 'c', 'd', 'e'];

it('lets `vdc get` tell what stands still to be done after a plan was refused', async () => {
  const story = await startStory();
  for (const name of names) await story.spec(name);
  expect(await story.apply()).toEnd(0);
  for (const name of names) await story.spec(name, { state: 'suspended' });
  expect(await story.apply()).toEnd(4, 'PLAN_TOO_MANY_SUSPENDS');
  expect(await story.vdc('get', 'c')).toEnd(0, 'pending', 'suspend: not applied yet');
});

it('lets `vdc get` tell in mode: report, and changes nothing', async () => {
  const story = await startStory();
  await story.spec('a');
  expect(await story.apply()).toEnd(0);
  await story.setting('state: { url', 'mode: report\nstate: { url');
  await story.spec('a', { cpu: 16 });
  story.writes();
  expect(await story.apply()).toEnd(0, 'mode: report');
  expect(await story.vdc('get', 'a')).toEnd(0, 'pending', 'update: not applied yet');
  expect(story.writes()).toEqual([]);
});

it('lets `vdc get` tell nothing new after an observation that cannot be trusted', async () => {
  const story = await startStory();
  for (const name of names) await story.spec(name);
  expect(await story.apply()).toEnd(0);
  story.simulator.faults.add({ name: 'empty-list', route: 'GET /subscriptions' });
  expect(await story.apply()).toEnd(4, 'OBSERVATION_MISSING_IN_BULK');
  expect(await story.vdc('get', 'c')).toEnd(0, 'ready', 'as declared');
});
