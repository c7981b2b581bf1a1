import { expect, it } from 'vitest';
import { chapters } from '../support/story-life.ts';
import { startStory, type Story } from '../support/story.ts';

/** In the program's own time a minute of waiting passes in half a second. */
async function startQuickStory(): Promise<Story> {
  const story = await startStory();
  await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  story.simulator.clock.run(120);
  return story;
}

it('waits for slow clouds a while, reports waiting and 0, asks nothing twice, and finds it done later', async () => {
  const story = await startQuickStory();
  story.simulator.knobs.set('sync-ms', 600_000);
  story.simulator.knobs.set('delete-ms', 600_000);
  await story.spec('acme', { cpu: 12, more: ['deletion: { grace: 0s }'] });
  await story.spec('gamma');
  story.writes();
  expect(await story.apply()).toEnd(0, 'waiting');
  expect(story.writes()).toHaveLength(6);
  expect(await story.vdc('get')).toEnd(0, /acme .* waiting/, /gamma .* waiting/, /beta .* ready/);
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(story.writes()).toEqual([]);
  story.simulator.clock.advance(600_000);
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(await story.vdc('get')).toEnd(0, /acme .* ready/, /gamma .* ready/);
});

it('reports waiting and 0 for what still has to come after a slow step, and does it when its turn comes', async () => {
  const story = await startQuickStory();
  story.simulator.knobs.set('sync-ms', 600_000);
  await story.setting('state:', 'safety: { maxSuspends: 100% }\nstate:');
  await story.spec('gamma', { state: 'suspended' });
  await story.spec('acme', { cpu: 12, state: 'suspended', more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0, 'waiting');
  story.simulator.clock.advance(600_000);
  story.simulator.knobs.set('sync-ms', 0);
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toEqual([
    'acme: suspended on VDC acme of acme@example.org',
    'beta: active on VDC beta of beta@example.org',
    'gamma: suspended on VDC gamma of gamma@example.org',
  ]);
});

it('takes up a slow deletion again until nothing of the VDC is left', async () => {
  const story = await startQuickStory();
  story.simulator.knobs.set('delete-ms', 600_000);
  await story.removeSpec('acme');
  story.writes();
  expect(await story.apply()).toEnd(0, 'waiting');
  expect(story.writes()).toEqual(['DELETE /subscriptions/{id}']);
  expect(await story.apply()).toEnd(0, 'waiting');
  expect(story.writes()).toEqual([]);
  story.simulator.clock.advance(600_000);
  // That it is gone is asked by an order that changes nothing; then the user takes as long.
  expect(await story.apply()).toEnd(0, 'waiting');
  expect(story.writes()).toEqual(['PUT /subscriptions/{id}/quota', 'DELETE /plans/{id}', 'DELETE /users/{name}']);
  story.simulator.clock.advance(600_000);
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toMatchObject({
    users: ['beta@example.org'],
    hostingPlans: [expect.stringMatching(/^VDC beta/)],
    subscriptions: [expect.stringMatching(/^beta/)],
  });
  expect(await story.apply()).toEnd(0, 'No changes. 1 VDC is as declared.');
});

it('hands over again what a cloud did not take, with its message', async () => {
  const story = await startStory();
  story.simulator.clock.run(20);
  for (const chapter of chapters.slice(0, 2)) {
    story.simulator.faults.add({ name: 'out-of-sync', count: 1, route: '*s/*' });
    story.simulator.faults.add({ name: 'out-of-sync', count: 1, route: 'POST /subscriptions' });
    await chapter.tell(story);
    expect(await story.apply()).toEnd(1, 'WAP_OUT_OF_SYNC', 'the resource provider reported an error (injected)');
    story.simulator.faults.clear();
    expect(await story.apply()).toEnd(0);
    expect(story.made()).toEqual(chapter.made);
  }
});

it('stops handing over what is never taken, and says what to look at', async () => {
  const story = await startQuickStory();
  story.simulator.faults.add({ name: 'out-of-sync' });
  await story.spec('acme', { cpu: 12, more: ['deletion: { grace: 0s }'] });
  for (let times = 0; times < 6; times += 1) expect(await story.apply()).toEnd(1, 'WAP_OUT_OF_SYNC');
  story.writes();
  expect(await story.apply()).toEnd(1, 'OUT_OF_SYNC', 'handed to them again 5 times', 'VMM');
  expect(story.writes()).toEqual([]);
  // Whoever mends it in the portal ends it.
  story.simulator.faults.clear();
  story.simulator.byHand.request('PUT', `/subscriptions/${story.subscription('acme').id}/quota?sync=True`);
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('says which deletion WAP refused, leaves the rest standing, and asks again next time', async () => {
  const story = await startQuickStory();
  story.simulator.byHand.setUse(story.subscription('acme').id, { storageGb: 20 });
  story.simulator.knobs.set('delete-with-use', 'refuses');
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(1, 'WAP_DELETE_REFUSED', 'one of its clouds refused', 'still has resources');
  expect(story.made().hostingPlans).toHaveLength(2);
  expect(story.made().users).toHaveLength(2);
  expect(await story.apply()).toEnd(1, 'WAP_DELETE_REFUSED');
  story.simulator.byHand.setUse(story.subscription('acme').id, { storageGb: 0 });
  expect(await story.apply()).toEnd(0);
  expect(story.made().users).toEqual(['beta@example.org']);
});

it.each([400, 409, 500])(
  'tells of a billing adapter that says no with %i, and goes on when it says yes',
  async (status) => {
    const story = await startStory();
    story.simulator.clock.run(50);
    for (const chapter of chapters) {
      story.simulator.faults.add({ name: 'billing-veto', params: { status } });
      await chapter.tell(story);
      expect(await story.apply()).toEnd(1, 'The billing adapter rejected the operation.');
      story.simulator.faults.clear();
      expect(await story.apply()).toEnd(0);
      expect(story.made()).toEqual(chapter.made);
    }
  },
);
