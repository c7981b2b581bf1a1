import { describe, expect, it } from 'vitest';
import { startStory, type StoryOptions } from '../support/story.ts';

const atOnce = ['deletion: { grace: 0s }'];

async function startWithMachines(options: StoryOptions) {
  const story = await startStory({
    ...options,
    // A WAP that forgets about machines when their subscription goes: whatever we leave is an orphan.
    knobs: { 'vm-job-ms': 100, 'guest-shutdown-ms': 100, 'delete-with-use': 'refuses', ...options.knobs },
  });
  await story.spec('keep');
  await story.spec('acme', { more: atOnce });
  expect(await story.apply()).toEnd(0);
  story.machines.add('keep', { 'mail-1': 'Running' });
  story.machines.add('acme', { 'web-1': 'Running', 'db-1': 'Paused', 'old-1': 'PowerOff', 'ill-1': 'UpdateFailed' });
  return story;
}

describe.each(['tenant', 'spf'] as const)('over %s', (access) => {
  it('stops and deletes its machines before the subscription', async () => {
    const story = await startWithMachines({ access });
    const { id } = story.subscription('acme');
    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(0);
    expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
    expect(story.simulator.byHand.listVms(id)).toEqual([]);
    expect(story.simulator.world.orphans).toEqual([]);
    expect(story.machines.of('keep')).toEqual({ 'mail-1': 'Running' });
    expect(await story.apply()).toEnd(0, 'No changes.');
  });

  it('deletes a suspended one too, when its grace is over', async () => {
    const story = await startStory({ access, knobs: { 'vm-job-ms': 100, 'delete-with-use': 'refuses' } });
    await story.spec('keep');
    await story.spec('acme', { more: ['deletion: { grace: 72h }'] });
    expect(await story.apply()).toEnd(0);
    story.machines.add('acme', { 'web-1': 'Running' });
    const { id } = story.subscription('acme');
    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(0);
    expect(story.machines.of('acme')).toEqual({ 'web-1': 'PowerOff' });
    story.simulator.clock.advance(73 * 3_600_000);
    expect(await story.apply()).toEnd(0);
    expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
    expect(story.simulator.byHand.listVms(id)).toEqual([]);
  });

  it('waits for one that is stuck, keeps the subscription, and goes on when it is free', async () => {
    const story = await startWithMachines({ access });
    story.machines.add('acme', { 'stuck-1': { status: 'Running', stuck: 'jobs' } });
    story.simulator.clock.run(200);
    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(0, 'stuck-1');
    expect(story.machines.of('acme')).toEqual({ 'stuck-1': expect.any(String) as string });
    expect(story.made().subscriptions[0]).toMatch(/^acme: /);
    story.simulator.byHand.changeVm(story.machines.id('acme', 'stuck-1'), { stuck: null });
    story.machines.operate('acme', 'stuck-1', 'Stop');
    expect(await story.apply()).toEnd(0);
    expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
  });

  it('names one that cannot be deleted, and keeps the subscription', async () => {
    const story = await startWithMachines({ access });
    story.machines.add('acme', { 'glued-1': { status: 'PowerOff', stuck: 'deletion' } });
    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(1, 'VMS_NOT_DELETED', 'glued-1');
    expect(story.machines.of('acme')).toEqual({ 'glued-1': 'PowerOff' });
    expect(story.made().subscriptions[0]).toMatch(/^acme: /);
    story.simulator.byHand.changeVm(story.machines.id('acme', 'glued-1'), { stuck: null });
    expect(await story.apply()).toEnd(0);
    expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
  });
});

describe.each(['tenant', 'spf'] as const)('a list of machines that is empty by mistake, over %s', (access) => {
  const falseList = { name: 'empty-list', route: '*VirtualMachines*' } as const;

  it('deletes no VDC whose machines nobody ever noted, whatever WAP would do', async () => {
    const story = await startWithMachines({ access, knobs: { 'delete-with-use': 'leaves' } });
    const before = story.machines.of('acme');
    story.simulator.clock.run(200);
    story.simulator.faults.add(falseList);
    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(1, 'VMS_NOT_LISTED', 'counts 4 machines');
    expect(story.machines.of('acme')).toEqual(before);
    expect(story.made().subscriptions[0]).toMatch(/^acme: /);
    story.simulator.faults.clear();
    expect(await story.apply()).toEnd(0);
    expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
    expect(story.simulator.world.orphans).toEqual([]);
  });

  it('is found out by the next look where it comes once', async () => {
    const story = await startWithMachines({ access, knobs: { 'delete-with-use': 'leaves' } });
    story.simulator.clock.run(200);
    story.simulator.faults.add({ ...falseList, count: 1 });
    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(0);
    expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
    expect(story.simulator.world.orphans).toEqual([]);
  });

  it('holds no VDC up whose use VMM goes on counting after the last machine', async () => {
    const story = await startWithMachines({ access });
    const { id } = story.subscription('acme');
    story.simulator.clock.run(200);
    story.simulator.byHand.setUse(id, { vmCount: 1 });
    await story.removeSpec('acme');
    expect(await story.apply()).toEnd(1, 'VMS_NOT_LISTED', 'counts 1 machine of this VDC');
    expect(story.simulator.byHand.listVms(id)).toEqual([]);
    story.simulator.byHand.setUse(id, { vmCount: 0 });
    expect(await story.apply()).toEnd(0);
    expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
  });
});

it('goes on with a deletion that was interrupted after the VDC was made active again', async () => {
  let killAfter: (route: string) => void = () => undefined;
  const story = await startStory({ knobs: { 'vm-job-ms': 100 }, onRequest: ({ route }) => killAfter(route) });
  await story.spec('keep');
  await story.spec('acme', { more: ['deletion: { grace: 72h }'] });
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': 'Running' });
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0);
  story.simulator.clock.advance(73 * 3_600_000);
  const victim = story.start(['apply', '--yes']);
  killAfter = (route) => {
    if (route === 'PATCH /subscriptions/{id}') victim.kill('SIGKILL');
  };
  await victim.ended;
  killAfter = () => undefined;
  expect(story.made().subscriptions[0]).toMatch(/^acme: active/);
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toEqual(['keep: active on VDC keep of keep@example.org']);
});
