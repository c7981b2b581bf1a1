import { expect, it } from 'vitest';
import type { FaultRule } from '../../src/simulator/faults/fault-rule.ts';
import { chapters } from '../support/story-life.ts';
import { startStory } from '../support/story.ts';

/** Each kind of write, hit once in every chapter. */
const routes = [
  'POST /users',
  'POST /plans',
  'POST /plans/*/services',
  'PUT /plans/*/quota',
  'POST /subscriptions',
  'PATCH /subscriptions/*',
  'DELETE /subscriptions/*',
  'DELETE /plans/*',
  'DELETE /users/*',
];

const faults: readonly (readonly [string, FaultRule])[] = [
  ['the reply is lost', { name: 'lost-reply' }],
  ['the request is doubled and the second answer comes', { name: 'doubled-request' }],
  ['the request is doubled and the first answer comes', { name: 'doubled-request', params: { answer: 'first' } }],
  ['the connection is reset', { name: 'reset' }],
  ['a proxy is overloaded', { name: 'html-503' }],
  ['WAP throttles by seconds', { name: 'throttle', params: { seconds: 1 } }],
  ['WAP throttles by date', { name: 'throttle', params: { seconds: 1, as: 'date' } }],
];

it.each(faults)('ends right when %s for each write', async (_what, fault) => {
  const story = await startStory();
  const others = story.nobodysBusiness();
  // Waiting, backing off and giving up happen in the program's own time, and that passes quickly here.
  story.simulator.clock.run(50);
  for (const chapter of chapters) {
    for (const route of routes) story.simulator.faults.add({ ...fault, route, count: 1 });
    await chapter.tell(story);
    expect(await story.apply()).toEnd(0);
    expect(story.made()).toEqual(chapter.made);
    story.simulator.faults.clear();
  }
  expect(story.nobodysBusiness()).toEqual(others);
  expect(await story.apply()).toEnd(0, 'No changes. 1 VDC is as declared.');
});

it('stops where an answer does not come in time, says that nobody knows, and the next apply goes on', async () => {
  const story = await startStory();
  story.simulator.clock.run(120);
  for (const chapter of chapters.slice(0, 2)) {
    const params = { ms: 5_000 };
    story.simulator.faults.add({ name: 'timeout-after-commit', route: '/subscriptions*', count: 1, params });
    await chapter.tell(story);
    expect(await story.apply()).toEnd(1, 'WAP_OUTCOME_UNKNOWN', 'nobody knows whether it was carried out');
    expect(await story.apply()).toEnd(0);
    expect(story.made()).toEqual(chapter.made);
    story.simulator.faults.clear();
  }
});

it('renews a token once that is refused in the middle, and logs in no more often than that', async () => {
  const story = await startStory();
  story.simulator.clock.run(20);
  for (const chapter of chapters) {
    story.simulator.requests.reset();
    story.simulator.faults.add({ name: 'expired-token', after: 4, count: 1 });
    await chapter.tell(story);
    expect(await story.apply()).toEnd(0);
    expect(story.made()).toEqual(chapter.made);
    expect(story.simulator.requests.counts().byRoute['POST windows-auth issued']).toBe(2);
    story.simulator.faults.clear();
  }
});

it('stops at a token that is refused though it is fresh, and names the likely causes', async () => {
  const story = await startStory();
  await story.spec('acme');
  story.simulator.faults.add({ name: 'expired-token' });
  expect(await story.apply()).toEnd(1, 'Add-MgmtSvcAdminUser');
  expect(story.simulator.requests.counts().byRoute['POST windows-auth issued']).toBe(2);
});
