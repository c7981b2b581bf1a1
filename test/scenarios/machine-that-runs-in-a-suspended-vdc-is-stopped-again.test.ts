import { expect, it } from 'vitest';
import { startStory, type StoryOptions } from '../support/story.ts';

async function startSuspended(options: StoryOptions = {}) {
  const story = await startStory({
    ...options,
    knobs: { 'vm-job-ms': 100, 'guest-shutdown-ms': 100, ...options.knobs },
  });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': 'Running', 'old-1': 'PowerOff' });
  await story.spec('acme', { state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'PowerOff', 'old-1': 'PowerOff' });
  return story;
}

it('finds it by SPF, calls it drift, stops it, and does not start it later', async () => {
  const story = await startSuspended({ access: 'spf' });
  story.machines.operate('acme', 'old-1', 'Start');
  story.machines.operate('acme', 'web-1', 'Start');
  expect(await story.vdc('plan')).toEnd(0, 'suspend', 'drift', 'old-1 running', 'machines run though it is suspended');
  expect(await story.vdc('plan', '--detailed-exitcode')).toEnd(2);
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'PowerOff', 'old-1': 'PowerOff' });
  expect(await story.apply()).toEnd(0, 'No changes.');
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'Running', 'old-1': 'PowerOff' });
});

it('stops what runs in a VDC that somebody suspended in the portal, once its spec says suspended', async () => {
  const story = await startStory({ access: 'spf', knobs: { 'vm-job-ms': 100, 'guest-shutdown-ms': 100 } });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': 'Running', 'old-1': 'PowerOff' });
  story.simulator.byHand.suspend(story.subscription('acme').id);
  await story.spec('acme', { state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'PowerOff', 'old-1': 'PowerOff' });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'Running', 'old-1': 'PowerOff' });
});

it('says that the tenant API cannot see it, and asks for no machine in a quiet pass', async () => {
  const story = await startSuspended({ access: 'tenant' });
  const asked: string[] = [];
  story.simulator.requests.reset();
  story.machines.operate('acme', 'web-1', 'Start');
  expect(await story.apply()).toEnd(0, 'No changes.');
  asked.push(...story.simulator.requests.recent().map(({ path }) => path));
  expect(asked.filter((path) => /virtualmachines|jobs/i.test(path))).toEqual([]);
});

it('lists machines once for all suspended VDCs, and not at all where none is', async () => {
  const story = await startStory({ access: 'spf', knobs: { 'vm-job-ms': 0 } });
  for (const name of ['a', 'b', 'c']) await story.spec(name);
  expect(await story.apply()).toEnd(0);
  story.simulator.requests.reset();
  expect(await story.apply()).toEnd(0, 'No changes.');
  // What was answered: a login takes two turns before.
  const asked = () =>
    story.simulator.requests.recent().filter(({ path, status }) => status === 200 && /virtualmachines/i.test(path))
      .length;
  expect(asked()).toBe(0);
  for (const name of ['a', 'b', 'c']) await story.spec(name, { state: 'suspended' });
  await story.setting('state: { url', 'safety: { maxSuspends: 100% }\nstate: { url');
  expect(await story.apply()).toEnd(0);
  story.simulator.requests.reset();
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(asked()).toBe(1);
});

it('goes on without SPF for a while, and says what it could not see', async () => {
  const story = await startSuspended({ access: 'spf' });
  story.simulator.faults.add({ name: 'html-503', route: '*VirtualMachines*' });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0, 'VMS_UNREAD');
  expect(story.made().subscriptions[1]).toMatch(/^beta: active/);
});

it('forgets nobody after a listing that was empty though it should not have been', async () => {
  const story = await startStory({ access: 'spf', knobs: { 'vm-job-ms': 100, 'guest-shutdown-ms': 100 } });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': 'Running' });
  story.simulator.faults.add({ name: 'empty-list', route: '*VirtualMachines*' });
  await story.spec('acme', { state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'Running' });
  story.simulator.faults.clear();
  expect(await story.apply()).toEnd(0, 'web-1 running');
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'PowerOff' });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ 'web-1': 'Running' });
});
