import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

const limits = { vms: '5', cpus: '2', memoryMb: '1024', storageGb: '50' };

it('sets limits, status and co-administrators back that somebody changed by hand', async () => {
  const story = await startStory();
  await story.spec('acme', { vms: 10, more: ['coAdmins: [cto@acme.example]'] });
  await story.spec('beta', { state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  const { byHand } = story.simulator;
  byHand.setLimits(story.hostingPlan('VDC acme').id, limits);
  byHand.suspend(story.subscription('acme').id);
  story.hand.patchSubscription(story.subscription('acme').id, { CoAdminNames: ['mallory@example.org'] });
  byHand.activate(story.subscription('beta').id);
  const plan = await story.vdc('plan', '-o', 'json');
  expect(plan).toEnd(0);
  expect(JSON.parse(plan.out)).toMatchObject({
    vdcs: [
      { name: 'acme', reason: 'drift' },
      { name: 'beta', reason: 'drift' },
    ],
  });
  expect(await story.apply()).toEnd(0, 'drift', 'cpu 2 → 8', 'state suspended → active', 'mallory@example.org');
  expect(story.made()).toEqual(before);
  expect(await story.vdc('history', 'acme')).toEnd(0, 'drift');
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('finds the limits of members that differ from those of the role', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  const clouds = story.hostingPlan('VDC acme').services[0]?.settings.find(({ Key }) => Key === 'Clouds')?.Value ?? '';
  story.hand.writeSetting('VDC acme', 'Clouds', clouds.replace(/<MemberCPUCount>8</, '<MemberCPUCount>1<'));
  expect(story.made().hostingPlans).toEqual(['VDC acme: 8 CPU, 32768 MB, 500 GB, - VMs, others for members']);
  expect(await story.apply()).toEnd(0, 'cpu of each member 1 → 8');
  expect(story.made().hostingPlans).toEqual(['VDC acme: 8 CPU, 32768 MB, 500 GB, - VMs']);
});

it('says nothing of co-administrators where the spec says nothing of them', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  story.hand.patchSubscription(story.subscription('acme').id, { CoAdminNames: ['friend@example.org'] });
  expect(await story.apply()).toEnd(0, 'No changes.');
  await story.spec('acme', { more: ['coAdmins: []'] });
  expect(await story.apply()).toEnd(0, '- friend@example.org');
  expect(story.subscription('acme').coAdmins).toEqual([]);
});

it('makes a subscription that was deleted by hand anew, as the next generation', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  const first = story.subscription('acme').id;
  story.simulator.byHand.deleteSubscription(first);
  expect(await story.apply()).toEnd(0, 'Plan: 1 to create');
  expect(story.made()).toEqual(before);
  const second = story.subscription('acme').id;
  expect(second).not.toBe(first);
  story.simulator.byHand.deleteSubscription(second);
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual(before);
  expect([first, second]).not.toContain(story.subscription('acme').id);
});

it('makes anew what was deleted by hand with user and hosting plan, and deletes nothing it must not', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  const planId = story.hostingPlan('VDC acme').id;
  story.simulator.byHand.deleteSubscription(story.subscription('acme').id);
  story.simulator.byHand.request('DELETE', `/plans/${planId}`);
  story.simulator.byHand.request('DELETE', '/users/acme%40example.org');
  story.simulator.clock.advance(1000);
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual(before);
});

it('moves a subscription back to its hosting plan', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  story.hand.moveSubscription(story.subscription('acme').id, story.hostingPlan('Gold Plan').id);
  const others = story.nobodysBusiness();
  expect(await story.apply()).toEnd(0, 'hosting plan Gold Plan → VDC acme', 'drift');
  expect(story.made()).toEqual(before);
  expect(story.nobodysBusiness()).toEqual(others);
});

it('waits for a subscription that somebody else is deleting, then makes it anew', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  story.simulator.knobs.set('delete-ms', 3_600_000);
  story.simulator.byHand.deleteSubscription(story.subscription('acme').id);
  expect(await story.apply()).toEnd(1, 'SUBSCRIPTION_BEING_DELETED');
  story.simulator.clock.advance(3_700_000);
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual(before);
});
