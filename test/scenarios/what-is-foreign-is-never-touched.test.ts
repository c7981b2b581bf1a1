import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

const foreignId = '0a1b2c3d-0000-4000-8000-00000000abcd';

it('refuses a hosting plan of our name that somebody else made', async () => {
  const story = await startStory();
  story.hand.makeHostingPlan('vdc ACME');
  const before = story.made();
  await story.spec('acme', { cpu: 99 });
  await story.spec('beta');
  expect(await story.apply()).toEnd(
    1,
    'HOSTING_PLAN_FOREIGN',
    'nothing proves to be made by this installation',
    'Rename',
  );
  // The others are not held up by it.
  expect(story.made()).toEqual({
    users: ['beta@example.org'],
    hostingPlans: ['VDC beta: 8 CPU, 32768 MB, 500 GB, - VMs', ...before.hostingPlans],
    subscriptions: ['beta: active on VDC beta of beta@example.org'],
  });
  expect(await story.apply()).toEnd(1, 'HOSTING_PLAN_FOREIGN');
});

it('refuses a hosting plan of our name and id that carries a foreign subscription', async () => {
  const story = await startStory();
  await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  story.hand.makeUser('mallory@example.org');
  const planId = story.hostingPlan('VDC acme').id;
  story.hand.makeSubscription('foreign', 'mallory@example.org', planId, foreignId);
  const before = story.made();
  await story.spec('acme', { cpu: 16, more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(1, 'HOSTING_PLAN_SHARED', 'foreign', 'mallory@example.org');
  expect(story.made()).toEqual(before);
  story.simulator.byHand.deleteSubscription(story.subscription('acme').id);
  expect(await story.apply()).toEnd(1, 'HOSTING_PLAN_FOREIGN', 'foreign', 'mallory@example.org');
  expect(story.made().subscriptions).not.toContainEqual(expect.stringMatching(/^acme/));
  expect(story.made().hostingPlans).toEqual(before.hostingPlans);
});

it('never takes a template for the hosting plan of a VDC that happens to have its name', async () => {
  const story = await startStory();
  const others = story.nobodysBusiness();
  await story.spec('base', { cpu: 99 });
  await story.spec('silver', { more: ['hostingPlan: silver'] });
  expect(await story.apply()).toEnd(1, 'HOSTING_PLAN_FOREIGN', 'VDC Base', 'VDC Silver');
  expect(await story.apply()).toEnd(1);
  expect(story.nobodysBusiness()).toEqual(others);
  expect(story.made()).toEqual({ users: [], hostingPlans: [], subscriptions: [] });
});

it('warns of a namesake, makes its own, and leaves the other alone', async () => {
  const story = await startStory();
  const others = story.nobodysBusiness();
  story.hand.makeUser('mallory@example.org');
  story.hand.makeSubscription('acme', 'mallory@example.org', story.hand.makeHostingPlan('Theirs'), foreignId);
  await story.spec('acme');
  expect(await story.apply()).toEnd(0, 'SUBSCRIPTION_NAMESAKE', foreignId);
  expect(story.made().subscriptions).toEqual([
    'acme: active on Theirs of mallory@example.org',
    'acme: active on VDC acme of acme@example.org',
  ]);
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(story.nobodysBusiness()).toEqual(others);
});

it('says that an owner cannot be changed, and changes nothing else of that VDC', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.spec('acme', { cpu: 16, owner: 'new@acme.example' });
  expect(await story.apply()).toEnd(1, 'OWNER_DIFFERS', 'WAP cannot change an owner');
  expect(story.made()).toEqual(before);
  await story.spec('acme', { cpu: 16, owner: 'ACME@example.org' });
  expect(await story.apply()).toEnd(0);
  expect(story.made().hostingPlans[0]).toMatch(/^VDC acme: 16 CPU/);
});

it('does not move a VDC to a template on another cloud', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.spec('acme', { more: ['hostingPlan: silver'] });
  expect(await story.apply()).toEnd(1, 'TEMPLATE_ON_OTHER_CLOUD');
  expect(story.made()).toEqual(before);
});
