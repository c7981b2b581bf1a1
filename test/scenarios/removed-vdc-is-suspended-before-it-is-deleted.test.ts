import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

const hourMs = 3_600_000;

it('suspends, waits out the grace period, deletes in the reverse order, and forgets', async () => {
  const story = await startStory();
  const others = story.nobodysBusiness();
  await story.spec('leaving');
  await story.spec('staying');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('leaving');
  expect(await story.vdc('plan')).toEnd(0, 'Plan: 1 to retire, 1 unchanged.');
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual({
    ...before,
    subscriptions: ['leaving: suspended on VDC leaving of leaving@example.org', before.subscriptions[1]],
  });
  expect(await story.vdc('get', 'leaving')).toEnd(0, 'retired');

  story.simulator.clock.advance(71 * hourMs);
  story.writes();
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(story.writes()).toEqual([]);

  story.simulator.clock.advance(hourMs + 60_000);
  expect(await story.apply()).toEnd(0, 'because its grace period is over', 'Plan: 1 to delete, 1 unchanged.');
  // Over the tenant API a suspended VDC is made active to be cleared.
  expect(story.writes()).toEqual([
    'PATCH /subscriptions/{id}',
    'DELETE /subscriptions/{id}',
    'DELETE /plans/{id}',
    'DELETE /users/{name}',
  ]);
  expect(story.made()).toEqual({
    users: ['staying@example.org'],
    hostingPlans: [before.hostingPlans[1]],
    subscriptions: [before.subscriptions[1]],
  });
  expect(await story.vdc('get', 'leaving')).toEnd(1, 'VDC_UNKNOWN');
  expect(await story.vdc('history', 'leaving')).toEnd(0, 'retire', 'suspend', 'delete');
  expect(await story.apply()).toEnd(0, 'No changes. 1 VDC is as declared.');
  expect(story.nobodysBusiness()).toEqual(others);
});

it('comes back whole when its spec comes back in time', async () => {
  const story = await startStory();
  await story.spec('acme', { vms: 5 });
  await story.spec('staying');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0);
  story.simulator.clock.advance(71 * hourMs);
  await story.spec('acme', { vms: 5 });
  expect(await story.apply()).toEnd(0, 'Plan: 1 to resume, 1 unchanged.', 'because its spec is back');
  expect(story.made()).toEqual(before);
  // The old retirement must not be remembered against it.
  await story.removeSpec('acme');
  story.simulator.clock.advance(71 * hourMs);
  expect(await story.apply()).toEnd(0, 'Plan: 1 to retire, 1 unchanged.');
  story.simulator.clock.advance(2 * hourMs);
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('suspends again what somebody resumed during its grace, and calls it drift', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('staying');
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0);
  story.simulator.byHand.activate(story.subscription('acme').id);
  expect(await story.apply()).toEnd(0, 'suspend', 'drift');
  expect(story.subscription('acme').state).toBe(2);
  story.simulator.clock.advance(73 * hourMs);
  expect(await story.apply()).toEnd(0, 'Plan: 1 to delete, 1 unchanged.');
});

it('deletes at once where the grace is 0s: subscription, hosting plan and user, nothing of others', async () => {
  const story = await startStory();
  const others = story.nobodysBusiness();
  await story.spec('gone', { more: ['deletion: { grace: 0s }'] });
  await story.spec('shared-user', { owner: 'both@example.org', more: ['deletion: { grace: 0s }'] });
  await story.spec('staying', { owner: 'both@example.org' });
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('gone', 'shared-user');
  expect(await story.apply()).toEnd(0, 'Plan: 2 to delete, 1 unchanged.');
  expect(story.made()).toEqual({
    users: ['both@example.org'],
    hostingPlans: ['VDC staying: 8 CPU, 32768 MB, 500 GB, - VMs'],
    subscriptions: ['staying: active on VDC staying of both@example.org'],
  });
  expect(story.nobodysBusiness()).toEqual(others);
});

it('deletes the user of two VDCs with the second of them, in one apply too', async () => {
  const story = await startStory();
  await story.spec('one', { owner: 'both@example.org', more: ['deletion: { grace: 0s }'] });
  await story.spec('two', { owner: 'Both@example.org', more: ['deletion: { grace: 0s }'] });
  await story.spec('staying');
  expect(await story.apply()).toEnd(0);
  expect(story.made().users).toHaveLength(2);
  await story.removeSpec('one', 'two');
  expect(await story.apply()).toEnd(0);
  expect(story.made().users).toEqual(['staying@example.org']);
});

it('leaves the user standing who got a subscription by hand meanwhile, and the hosting plan that carries one', async () => {
  const story = await startStory();
  await story.spec('gone', { more: ['deletion: { grace: 0s }'] });
  await story.spec('staying');
  expect(await story.apply()).toEnd(0);
  const planId = story.hostingPlan('VDC gone').id;
  story.hand.makeSubscription('theirs', 'gone@example.org', planId, '0a1b2c3d-0000-4000-8000-00000000abcd');
  await story.removeSpec('gone');
  expect(await story.apply()).toEnd(0, 'Hosting plan "VDC gone" stays');
  expect(story.made()).toMatchObject({
    users: ['gone@example.org', 'staying@example.org'],
    hostingPlans: [expect.stringMatching(/^VDC gone/), expect.stringMatching(/^VDC staying/)],
    subscriptions: [expect.stringMatching(/^staying/), 'theirs: active on VDC gone of gone@example.org'],
  });
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('follows the policies suspend and retain', async () => {
  const story = await startStory();
  await story.spec('kept', { more: ['deletion: { policy: suspend, grace: 0s }'] });
  await story.spec('left', { more: ['deletion: { policy: retain }'] });
  await story.spec('staying');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('kept', 'left');
  expect(await story.apply()).toEnd(0);
  const after = {
    ...before,
    subscriptions: before.subscriptions.map((one) => one.replace('kept: active', 'kept: suspended')),
  };
  expect(story.made()).toEqual(after);
  story.simulator.clock.advance(1000 * hourMs);
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual(after);
  expect(await story.vdc('get')).toEnd(
    0,
    /kept suspended retired .*policy: suspend/,
    /left active retained .*policy: retain/,
  );
});

it('lets protection outlive the file, until a spec without it has been applied', async () => {
  const story = await startStory();
  await story.spec('acme', { more: ['protect: true', 'deletion: { grace: 0s }'] });
  await story.spec('staying');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(1, 'VDC_PROTECTED', 'protect: true');
  expect(story.made()).toEqual(before);
  await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toHaveLength(1);
});

it('protects from the moment the spec says so, though nothing else of it had to be applied', async () => {
  const story = await startStory();
  await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
  await story.spec('staying');
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { more: ['protect: true', 'deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0, 'No changes.');
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(1, 'VDC_PROTECTED');
  expect(story.made().subscriptions).toHaveLength(2);
});
