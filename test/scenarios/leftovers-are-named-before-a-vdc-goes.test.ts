import { expect, it, vi } from 'vitest';
import { startStory } from '../support/story.ts';

vi.setConfig({ testTimeout: 60_000 });

const quick = { 'vm-job-ms': 100, 'guest-shutdown-ms': 100, 'delete-with-use': 'refuses' } as const;

async function startLeaving(access: 'tenant' | 'spf', knobs = {}) {
  const story = await startStory({ access, knobs: { ...quick, ...knobs } });
  await story.spec('keep');
  await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': 'Running' });
  await story.removeSpec('acme');
  return story;
}

it.each(['tenant', 'spf'] as const)('names a network that cannot be removed (over %s)', async (access) => {
  const story = await startLeaving(access);
  story.simulator.byHand.addVmNetwork(story.subscription('acme').id, { name: 'inside', isStuck: true });
  story.simulator.clock.run(50);
  expect(await story.apply()).toEnd(1, 'VDC_LEFTOVERS', 'network inside');
  expect(story.machines.of('acme')).toEqual({});
  expect(story.made().subscriptions[0]).toMatch(/^acme: active/);
  expect(await story.vdc('get', 'acme')).toEnd(0, 'blocked', 'network inside');
  for (const { id } of story.simulator.byHand.listVmNetworks(story.subscription('acme').id))
    story.simulator.byHand.removeVmNetwork(id);
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
});

it('names a network whose deletion VMM refuses, at once', async () => {
  const story = await startLeaving('spf', { 'network-deletion': 'refused' });
  story.simulator.byHand.addVmNetwork(story.subscription('acme').id, { name: 'inside' });
  expect(await story.apply()).toEnd(1, 'VDC_LEFTOVERS', 'network inside');
});

it('takes a VM role with its machines, and names one that is stuck', async () => {
  const story = await startLeaving('tenant');
  const { id } = story.subscription('acme');
  story.simulator.byHand.addRole(id, 'shop', { isStuck: true, machines: [{ name: 'shop-1' }] });
  story.simulator.clock.run(50);
  expect((await story.apply()).code).not.toBe(null);
  expect(story.made().subscriptions[0]).toMatch(/^acme: active/);
  story.simulator.byHand.addRole(id, 'shop', { isStuck: false });
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
});

it('names the VM roles whose machines it deleted over SPF, where WAP may refuse because of them', async () => {
  const story = await startLeaving('spf');
  const { id } = story.subscription('acme');
  story.simulator.byHand.addRole(id, 'shop', { machines: [{ name: 'shop-1' }] });
  story.simulator.byHand.suspend(id);
  expect(await story.apply()).toEnd(1, 'VM role shop', 'WAP_DELETE_REFUSED');
  expect(story.machines.of('acme')).toEqual({});
});
