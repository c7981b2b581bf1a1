import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

const quick = { 'vm-job-ms': 100, 'guest-shutdown-ms': 100 } as const;

it.each(['tenant', 'spf'] as const)(
  'between our look and the suspension: it is stopped, remembered, and back later (over %s)',
  async (access) => {
    let isArmed = false;
    let looks = 0;
    const story = await startStory({
      access,
      knobs: quick,
      onRequest({ route, path, method }) {
        if (!isArmed || method !== 'GET' || !/virtualmachines/i.test(`${route} ${path}`)) return;
        looks += 1;
        // The customer has seen the first of his machines go, and starts another one.
        if (looks === 1) story.machines.operate('acme', 'spare-1', 'Start');
      },
    });
    await story.spec('acme');
    expect(await story.apply()).toEnd(0);
    story.machines.add('acme', { 'web-1': 'Running', 'spare-1': 'PowerOff' });
    await story.spec('acme', { state: 'suspended' });
    isArmed = true;
    expect(await story.apply()).toEnd(0);
    expect(looks).toBeGreaterThan(1);
    isArmed = false;
    expect(story.machines.of('acme')).toEqual({ 'web-1': 'PowerOff', 'spare-1': 'PowerOff' });
    await story.spec('acme');
    expect(await story.apply()).toEnd(0);
    expect(story.machines.of('acme')).toEqual({ 'web-1': 'Running', 'spare-1': 'Running' });
  },
);

it('with SPF even right before the suspension itself', async () => {
  let isArmed = false;
  const story = await startStory({
    access: 'spf',
    knobs: quick,
    onRequest({ route }) {
      if (!isArmed || route !== 'PATCH /subscriptions/{id}') return;
      isArmed = false;
      story.machines.operate('acme', 'spare-1', 'Start');
    },
  });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'spare-1': 'PowerOff' });
  await story.spec('acme', { state: 'suspended' });
  isArmed = true;
  expect(await story.apply()).toEnd(0);
  expect(story.machines.of('acme')).toEqual({ 'spare-1': 'PowerOff' });
});

it('warns that the tenant API leaves a gap', async () => {
  const story = await startStory({ knobs: quick });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  story.machines.add('acme', { 'web-1': 'Running' });
  await story.spec('acme', { state: 'suspended' });
  expect(await story.vdc('plan')).toEnd(0, 'VMS_UNSEEN', 'wap.spf');
});
