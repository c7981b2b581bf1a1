import { expect, it, vi } from 'vitest';
import { startStory } from '../support/story.ts';

vi.setConfig({ testTimeout: 60_000 });

it('shows limit and use side by side, as they are now', async () => {
  const story = await startStory();
  await story.spec('acme', { vms: 10 });
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', {
    'web-1': { cpus: 4, memoryMb: 8192, diskGb: 100 },
    'old-1': { status: 'PowerOff', cpus: 2 },
  });
  const shown = await story.vdc('get', 'acme');
  expect(shown).toEnd(0, 'Use now');
  expect(shown.out).toMatch(/cpu +8 +6 +2\n/);
  expect(shown.out).toMatch(/vms +10 +2 +8\n/);
  const { use } = JSON.parse((await story.vdc('get', 'acme', '-o', 'json')).out) as { readonly use: unknown };
  expect(use).toMatchObject({ cpu: { limit: 8, use: 6 }, disk: { limit: '500Gi', use: '140Gi' } });
  await story.simulator.stop();
  expect(await story.vdc('get', 'acme')).toEnd(0, 'use could not be read');
});

it('shrinks a suspended VDC over SPF, and never below what its machines take', async () => {
  const story = await startStory({ access: 'spf', knobs: { 'vm-job-ms': 100, 'guest-shutdown-ms': 100 } });
  await story.spec('acme', { cpu: 16 });
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': { cpus: 6 } });
  await story.spec('acme', { cpu: 16, state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 4, state: 'suspended' });
  expect(await story.apply()).toEnd(1, 'cpu is to shrink to 4, but 6 is in use');
  await story.spec('acme', { cpu: 6, state: 'suspended' });
  expect(await story.apply()).toEnd(0, 'cpu 16 → 6');
  expect(story.made().hostingPlans[0]).toMatch(/^VDC acme: 6 CPU/);
});

it.each(['empty', 'refuses'] as const)('adds machines up where SPF does not count (%s)', async (unscoped) => {
  const story = await startStory({ access: 'spf', knobs: { 'unscoped-use': unscoped } });
  await story.spec('acme', { cpu: 16 });
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': { cpus: 6 }, 'old-1': { status: 'PowerOff', cpus: 3 } });
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(1, 'cpu is to shrink to 8, but 9 is in use');
});

it('warns where more is sold than a cloud has, and only where something grows', async () => {
  const story = await startStory();
  await story.spec('acme', { cpu: 4000 });
  expect((await story.apply()).all).not.toContain('CLOUD_OVERSOLD');
  await story.spec('beta', { cpu: 4000 });
  expect(await story.vdc('plan')).toEnd(0, 'CLOUD_OVERSOLD', 'the cloud of "VDC Base"', '4096');
  expect(await story.apply()).toEnd(0);
  expect((await story.vdc('plan')).all).not.toContain('CLOUD_OVERSOLD');
});

it('refuses to save over the tenant API where the hosting plan does not let customers', async () => {
  const story = await startStory();
  story.hand.forbidSaving('VDC Base');
  await story.spec('acme', { more: ['onSuspend: save'] });
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': 'Running' });
  await story.spec('acme', { state: 'suspended', more: ['onSuspend: save'] });
  expect(await story.apply()).toEnd(1, 'SAVE_NOT_ALLOWED', 'VDC Base', 'wap.spf');
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'Running' });
  expect(story.made().subscriptions[0]).toMatch(/^acme: active/);
});
