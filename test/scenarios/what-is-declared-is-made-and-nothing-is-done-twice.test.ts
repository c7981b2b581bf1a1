import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

it('makes user, hosting plan and subscription, and finds nothing to do afterwards', async () => {
  const story = await startStory();
  const others = story.nobodysBusiness();
  await story.spec('acme-prod', { cpu: 16, ram: '64Gi', disk: '2Ti', vms: 20, owner: 'ops@acme.example' });
  await story.spec('beta', { vms: 'unlimited', more: ['coAdmins: [cto@beta.example]'] });
  expect(await story.apply()).toEnd(0, 'Plan: 2 to create.');
  const made = {
    users: ['beta@example.org', 'ops@acme.example'],
    hostingPlans: ['VDC acme-prod: 16 CPU, 65536 MB, 2048 GB, 20 VMs', 'VDC beta: 8 CPU, 32768 MB, 500 GB, - VMs'],
    subscriptions: [
      'acme-prod: active on VDC acme-prod of ops@acme.example',
      'beta: active on VDC beta of beta@example.org, with cto@beta.example',
    ],
  };
  expect(story.made()).toEqual(made);
  expect(story.writes()).toHaveLength(10);
  expect(await story.apply()).toEnd(0, 'No changes. 2 VDCs are as declared.');
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(made);
  expect(story.nobodysBusiness()).toEqual(others);
});

it('derives the subscription from installation and name, and gives the hosting plan its documented shape', async () => {
  const story = await startStory();
  await story.spec('acme-prod');
  await story.apply();
  // UUIDv5 of "acme-prod" in the namespace of the installation, reckoned with Python's uuid.uuid5.
  expect(story.subscription('acme-prod').id).toBe('2d9bcca8-c283-5c6e-a9e1-fa1ae8ae4f1c');
  expect(story.hostingPlan('VDC acme-prod')).toMatchObject({
    id: 'vdc2d9bcca8c2835c6ea9e1fa',
    state: 0,
    maxSubscriptionsPerAccount: -1,
  });
});

it('changes a number in place and nothing beside it', async () => {
  const story = await startStory();
  await story.spec('acme-prod', { cpu: 8, vms: 20 });
  await story.spec('beta');
  await story.apply();
  const before = story.subscription('acme-prod');
  story.writes();
  await story.spec('acme-prod', { cpu: 12, ram: '48Gi', vms: 'unlimited' });
  const plan = await story.vdc('plan', '--detailed-exitcode');
  expect(plan).toEnd(2, 'cpu 8 → 12 ram 32Gi → 48Gi vms 20 → unlimited', 'because the spec changed');
  expect(story.writes()).toEqual([]);
  expect(await story.apply()).toEnd(0);
  expect(story.writes()).toEqual(['PUT /plans/{id}/quota']);
  expect(story.made().hostingPlans[0]).toBe('VDC acme-prod: 12 CPU, 49152 MB, 500 GB, - VMs');
  expect(story.subscription('acme-prod')).toMatchObject({ id: before.id, seq: before.seq });
  expect(await story.vdc('plan', '--detailed-exitcode')).toEnd(0);
});

it('uses a WAP user who was there before and never changes him', async () => {
  const story = await startStory();
  const others = story.nobodysBusiness();
  // WAP compares names without regard to case.
  await story.spec('shop', { owner: 'IT@Contoso.example', more: ['deletion: { grace: 0s }'] });
  await story.spec('other');
  expect(await story.apply()).toEnd(0);
  expect(story.made().users).toEqual(['other@example.org']);
  await story.removeSpec('shop');
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toHaveLength(1);
  expect(story.nobodysBusiness()).toEqual(others);
});

it('carries names through every address that WAP could take apart', async () => {
  const story = await startStory();
  const owner = "o'brien+vdc%41/x@example.org";
  await story.spec('a', { owner, more: ['coAdmins: [w&co@example.org]', 'deletion: { grace: 0s }'] });
  await story.spec('b');
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions[0]).toBe(`a: active on VDC a of ${owner}, with w&co@example.org`);
  await story.removeSpec('a');
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toMatchObject({ users: ['b@example.org'], subscriptions: [expect.stringMatching(/^b: /)] });
});
