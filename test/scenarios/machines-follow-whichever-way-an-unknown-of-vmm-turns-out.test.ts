import { describe, expect, it, vi } from 'vitest';
import { machineWorlds } from '../support/machine-worlds.ts';
import { startStory } from '../support/story.ts';

vi.setConfig({ testTimeout: 120_000 });

describe.each(['tenant', 'spf'] as const)('over %s', (access) => {
  it.each(Object.keys(machineWorlds))('machines rest, return and go where %s', async (title) => {
    const story = await startStory({ access, knobs: { 'delete-with-use': 'refuses', ...machineWorlds[title] } });
    await story.setting('state: { url', 'shutdownTimeout: 2m\nstate: { url');
    await story.spec('keep');
    await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
    expect(await story.apply()).toEnd(0);
    story.simulator.clock.run(40);
    const before = { 'db-1': 'Paused', 'deaf-1': 'Running', 'old-1': 'PowerOff', 'web-1': 'Running' };
    story.machines.add('acme', { ...before, 'deaf-1': { ignoresShutdown: true } });
    // Cloud services are the tenant API's alone: what becomes of them over SPF is told in the story of leftovers.
    const role = access === 'tenant' ? { 'shop-1': 'Running' } : {};
    const { id } = story.subscription('acme');
    const { byHand } = story.simulator;
    if (access === 'tenant') byHand.addRole(id, 'shop', { machines: [{ name: 'shop-1' }] });
    byHand.addVmNetwork(id, { name: 'inside' });

    await story.spec('acme', { state: 'suspended', more: ['deletion: { grace: 0s }'] });
    expect(await story.apply()).toEnd(0);
    expect(new Set(Object.values(story.machines.of('acme')))).toEqual(new Set(['PowerOff']));

    await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
    expect(await story.apply()).toEnd(0);
    expect(story.machines.of('acme')).toEqual({ ...before, ...role });
    expect(await story.apply()).toEnd(0, 'No changes.');

    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(0);
    expect(byHand.listVms(id)).toEqual([]);
    expect(byHand.listVmNetworks(id)).toEqual([]);
    expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
  });
});
