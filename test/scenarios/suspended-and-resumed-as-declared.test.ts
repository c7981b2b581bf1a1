import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

it('suspends and resumes the subscription, and nothing beside its status', async () => {
  const story = await startStory();
  await story.spec('acme', { more: ['coAdmins: [cto@acme.example]'] });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const active = story.made();
  story.writes();
  await story.spec('acme', { state: 'suspended', more: ['coAdmins: [cto@acme.example]'] });
  expect(await story.apply()).toEnd(0, 'state active → suspended', 'the spec says suspended');
  expect(story.writes()).toEqual(['PATCH /subscriptions/{id}']);
  expect(story.made()).toEqual({
    ...active,
    subscriptions: ['acme: suspended on VDC acme of acme@example.org, with cto@acme.example', active.subscriptions[1]],
  });
  expect(await story.vdc('get', 'acme')).toEnd(0, 'suspended');
  await story.spec('acme', { more: ['coAdmins: [cto@acme.example]'] });
  expect(await story.apply()).toEnd(0, 'state suspended → active');
  expect(story.made()).toEqual(active);
});

it('warns that the machines of a suspended VDC keep running where nobody can reach them, unless the spec wants exactly that', async () => {
  const story = await startStory();
  await story.setting(/ {2}tenantApi: .*\n/, '');
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { state: 'suspended' });
  expect(await story.vdc('plan')).toEnd(0, 'VMS_KEEP_RUNNING');
  await story.spec('acme', { state: 'suspended', more: ['onSuspend: none'] });
  expect((await story.vdc('plan')).all).not.toContain('VMS_KEEP_RUNNING');
});

it('makes a VDC suspended that is declared so from the start', async () => {
  const story = await startStory();
  await story.spec('acme', { state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toEqual(['acme: suspended on VDC acme of acme@example.org']);
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('resumes and enlarges in one apply', async () => {
  const story = await startStory();
  await story.spec('acme', { state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 12 });
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toMatchObject({
    hostingPlans: ['VDC acme: 12 CPU, 32768 MB, 500 GB, - VMs'],
    subscriptions: ['acme: active on VDC acme of acme@example.org'],
  });
});

it('shows but does not apply what a paused spec asks for, until the pause ends', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  const until = new Date(story.simulator.clock.now() + 3_600_000).toISOString();
  await story.spec('acme', { cpu: 12, more: [`paused: { reason: "ticket 4711", by: jo, until: "${until}" }`] });
  expect(await story.apply()).toEnd(0, 'ticket 4711', 'cpu 8 → 12');
  expect(story.made()).toEqual(before);
  story.simulator.clock.advance(3_700_000);
  expect(await story.apply()).toEnd(0);
  expect(story.made().hostingPlans[0]).toMatch(/^VDC acme: 12 CPU/);
});
