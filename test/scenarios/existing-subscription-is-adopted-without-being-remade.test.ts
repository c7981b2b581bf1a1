import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startStory, type Story } from '../support/story.ts';

const oldId = '0a1b2c3d-0000-4000-8000-00000000abcd';

function sellTheOldWay(story: Story): void {
  story.hand.makeUser('ops@old.example');
  story.hand.makeSubscription('Old shop', 'ops@old.example', story.hand.makeHostingPlan('Sold in 2016'), oldId);
}

it('adopts the subscription that a spec names by id, and changes only what the spec says', async () => {
  const story = await startStory();
  sellTheOldWay(story);
  await story.spec('old-shop', {
    cpu: 8,
    ram: '16Gi',
    disk: '200Gi',
    vms: 10,
    owner: 'ops@old.example',
    more: [`subscriptionId: ${oldId.toUpperCase()}`],
  });
  const before = story.made();
  expect(await story.apply()).toEnd(0, 'Plan: 1 to adopt.', 'the spec names it');
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(before);
  expect(await story.apply()).toEnd(0, 'No changes.');
  await story.spec('old-shop', { cpu: 12, owner: 'ops@old.example', more: [`subscriptionId: ${oldId}`] });
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual({
    ...before,
    hostingPlans: ['Sold in 2016: 12 CPU, 32768 MB, 500 GB, - VMs'],
  });
});

it('retires an adopted VDC but leaves its hosting plan and user, which existed before us', async () => {
  const story = await startStory();
  sellTheOldWay(story);
  await story.spec('staying');
  const named = [`subscriptionId: ${oldId}`, 'deletion: { grace: 0s }'];
  await story.spec('old-shop', { owner: 'ops@old.example', more: named });
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('old-shop');
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toMatchObject({
    users: ['ops@old.example', 'staying@example.org'],
    hostingPlans: [expect.stringMatching(/^Sold in 2016/), expect.stringMatching(/^VDC staying/)],
    subscriptions: [expect.stringMatching(/^staying/)],
  });
});

it('refuses an id that WAP does not have, an owner that differs, and a hosting plan that carries others', async () => {
  const story = await startStory();
  sellTheOldWay(story);
  story.hand.makeSubscription(
    'Neighbour',
    'ops@old.example',
    story.hostingPlan('Sold in 2016').id,
    oldId.replace('0a', '0b'),
  );
  const before = story.made();
  await story.spec('nowhere', { more: ['subscriptionId: 99999999-0000-4000-8000-00000000abcd'] });
  expect(await story.apply()).toEnd(1, 'SUBSCRIPTION_NOT_FOUND');
  await story.removeSpec('nowhere');
  await story.spec('old-shop', { owner: 'somebody@else.example', more: [`subscriptionId: ${oldId}`] });
  expect(await story.apply()).toEnd(1, 'OWNER_DIFFERS', 'belongs to ops@old.example');
  await story.spec('old-shop', { owner: 'ops@old.example', more: [`subscriptionId: ${oldId}`] });
  expect(await story.apply()).toEnd(1, 'HOSTING_PLAN_SHARED', 'Neighbour');
  expect(story.made()).toEqual(before);
});

it('adopts everything again after the state was lost: nothing is made twice, nothing is changed', async () => {
  const story = await startStory();
  for (const name of ['a', 'b', 'c']) await story.spec(name, { vms: 3 });
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await loseState(story);
  story.writes();
  expect(await story.apply()).toEnd(0, 'Plan: 3 to adopt.');
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(before);
  expect(await story.apply()).toEnd(0, 'No changes. 3 VDCs are as declared.');
});

it('finds a later generation too when the state was lost', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  story.simulator.byHand.deleteSubscription(story.subscription('acme').id);
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await loseState(story);
  story.writes();
  expect(await story.apply()).toEnd(0, 'Plan: 2 to adopt.');
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(before);
});

it('shows what is ours and named by nobody after the state was lost, and leaves it alone', async () => {
  const story = await startStory();
  await story.spec('a', { more: ['deletion: { grace: 0s }'] });
  await story.spec('b');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await loseState(story);
  await story.removeSpec('a');
  expect(await story.apply()).toEnd(0, 'SUBSCRIPTION_STRAY');
  expect(story.made()).toEqual(before);
});

it('does not let a second spec take the subscription of a VDC of ours', async () => {
  const story = await startStory();
  await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  const { id } = story.subscription('acme');
  await story.spec('thief', { owner: 'acme@example.org', more: [`subscriptionId: ${id}`, 'deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(1, id, 'acme');
  expect(story.made()).toEqual(before);
  // Renaming a spec is the honest way into the same trap: the old name would be retired under the new one.
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(1);
  expect(story.made()).toEqual(before);
});

async function loseState({ folder }: Story): Promise<void> {
  for (const file of ['vdc.db', 'vdc.db-wal', 'vdc.db-shm', 'vdc.db.specs.json'])
    await rm(join(folder, file), { force: true });
}
