import { describe, expect, it, vi } from 'vitest';
import { startStory, type StoryOptions } from '../support/story.ts';

// Each story starts the program a dozen times.
vi.setConfig({ testTimeout: 60_000 });

const before = { 'db-1': 'Paused', 'old-1': 'PowerOff', 'web-1': 'Running', 'web-2': 'Running', 'web-3': 'Running' };

async function startWithMachines(access: 'tenant' | 'spf', more: readonly string[], options: StoryOptions = {}) {
  const story = await startStory({
    ...options,
    access,
    knobs: { 'vm-job-ms': 200, 'guest-shutdown-ms': 300, ...options.knobs },
  });
  await story.spec('acme', { more });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', before);
  story.machines.add('beta', { 'mail-1': 'Running', 'mail-2': 'PowerOff' });
  return story;
}

const rests = { shutdown: 'PowerOff', stop: 'PowerOff', save: 'Saved', pause: 'Paused' } as const;

describe.each(['tenant', 'spf'] as const)('over %s', (access) => {
  it.each(['shutdown', 'stop', 'save', 'pause'] as const)('onSuspend: %s', async (onSuspend) => {
    const more = [`onSuspend: ${onSuspend}`];
    const story = await startWithMachines(access, more);
    await story.spec('acme', { state: 'suspended', more });
    expect(await story.apply()).toEnd(0);
    const rest = rests[onSuspend];
    expect(story.machines.of('acme')).toEqual({
      'db-1': rest,
      'old-1': 'PowerOff',
      'web-1': rest,
      'web-2': rest,
      'web-3': rest,
    });
    expect(story.made().subscriptions[0]).toMatch(/^acme: suspended/);
    expect(await story.apply()).toEnd(0, 'No changes. 2 VDCs are as declared.');
    await story.spec('acme', { more });
    expect(await story.apply()).toEnd(0);
    expect(story.machines.of('acme')).toEqual(before);
    expect(story.made().subscriptions[0]).toMatch(/^acme: active/);
    expect(await story.apply()).toEnd(0, 'No changes. 2 VDCs are as declared.');
    // Whoever shares the cloud was not touched.
    expect(story.machines.of('beta')).toEqual({ 'mail-1': 'Running', 'mail-2': 'PowerOff' });
  });

  it('onResume: all starts everybody, none nobody', async () => {
    const story = await startWithMachines(access, ['onResume: all']);
    await story.spec('acme', { state: 'suspended', more: ['onResume: all'] });
    expect(await story.apply()).toEnd(0);
    await story.spec('acme', { more: ['onResume: all'] });
    expect(await story.apply()).toEnd(0);
    expect(new Set(Object.values(story.machines.of('acme')))).toEqual(new Set(['Running']));
    await story.spec('acme', { state: 'suspended', more: ['onResume: none'] });
    expect(await story.apply()).toEnd(0);
    await story.spec('acme', { more: ['onResume: none'] });
    expect(await story.apply()).toEnd(0);
    expect(new Set(Object.values(story.machines.of('acme')))).toEqual(new Set(['PowerOff']));
    expect(await story.apply()).toEnd(0, 'No changes.');
  });

  it('onSuspend: none leaves them running, and a change of mind does nothing to who is off', async () => {
    const story = await startWithMachines(access, ['onSuspend: none']);
    await story.spec('acme', { state: 'suspended', more: ['onSuspend: none'] });
    expect(await story.apply()).toEnd(0);
    expect(story.machines.of('acme')).toEqual(before);
    await story.spec('beta', { state: 'suspended', more: ['onSuspend: stop'] });
    expect(await story.apply()).toEnd(0);
    await story.spec('beta', { state: 'suspended', more: ['onSuspend: save'] });
    expect(await story.apply()).toEnd(0, 'No changes.');
    expect(story.machines.of('beta')).toEqual({ 'mail-1': 'PowerOff', 'mail-2': 'PowerOff' });
  });
});

it('cuts the power of a guest that does not shut down in time, and of one that cannot hear at once', async () => {
  const story = await startWithMachines('spf', [], {});
  story.machines.add('acme', {
    'deaf-1': { ignoresShutdown: true },
    'bare-1': { hasVmAdditions: false },
  });
  await story.setting('state: { url', 'shutdownTimeout: 5m\nstate: { url');
  story.simulator.clock.run(120);
  await story.spec('acme', { state: 'suspended' });
  const begunMs = story.simulator.clock.now();
  expect(await story.apply()).toEnd(0);
  expect(story.simulator.clock.now() - begunMs).toBeGreaterThan(300_000);
  expect(story.machines.of('acme')).toMatchObject({ 'deaf-1': 'PowerOff', 'bare-1': 'PowerOff', 'web-1': 'PowerOff' });
  const history = await story.vdc('history', 'acme');
  expect(history.out).toMatch(/shut down web-1, web-2, web-3/);
  expect(history.out).toMatch(/stopped bare-1, db-1, deaf-1/);
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ ...before, 'deaf-1': 'Running', 'bare-1': 'Running' });
});

it('awaits a machine that moves, and is not held up by one that is in trouble', async () => {
  const story = await startWithMachines('tenant', []);
  story.machines.add('acme', { 'ill-1': 'HostNotResponding', 'odd-1': 'Frobnicating' });
  story.machines.operate('acme', 'web-3', 'Stop');
  story.simulator.byHand.operateVm(story.machines.id('acme', 'web-3'), 'Start', { throughJob: true });
  await story.spec('acme', { state: 'suspended' });
  expect(await story.apply()).toEnd(0, 'ill-1 is HostNotResponding', 'odd-1 is Frobnicating');
  expect(story.machines.of('acme')).toEqual({
    'db-1': 'PowerOff',
    'ill-1': 'HostNotResponding',
    'odd-1': 'Frobnicating',
    'old-1': 'PowerOff',
    'web-1': 'PowerOff',
    'web-2': 'PowerOff',
    'web-3': 'PowerOff',
  });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toMatchObject(before);
});
