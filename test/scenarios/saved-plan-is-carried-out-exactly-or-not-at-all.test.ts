import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

it('carries out what was saved, without asking, and nothing a second time', async () => {
  const story = await startStory();
  await story.spec('acme');
  const saved = await story.vdc('plan', '--out', 'plans/today.json', '-o', 'json');
  expect(saved).toEnd(0, 'Saved to plans/today.json');
  expect(await story.read('plans/today.json')).toBe(saved.out);
  expect(story.writes()).toEqual([]);
  expect(await story.vdc('apply', 'plans/today.json')).toEnd(0, 'Plan: 1 to create.');
  expect(story.made().subscriptions).toHaveLength(1);
  expect(await story.vdc('apply', 'plans/today.json')).toEnd(4, 'PLAN_STALE');
});

it('refuses when the world has moved', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 16 });
  expect(await story.vdc('plan', '--out', 'plan.json')).toEnd(0);
  story.simulator.byHand.suspend(story.subscription('beta').id);
  const before = story.made();
  expect(await story.vdc('apply', 'plan.json')).toEnd(
    4,
    'PLAN_STALE',
    'The world has moved since the plan was saved (beta)',
  );
  story.simulator.byHand.activate(story.subscription('beta').id);
  story.simulator.byHand.setLimits(story.hostingPlan('VDC acme').id, { cpus: '4', memoryMb: '1', storageGb: '1' });
  expect(await story.vdc('apply', 'plan.json')).toEnd(4, 'PLAN_STALE', '(acme)');
  expect(story.made().hostingPlans[1]).toEqual(before.hostingPlans[1]);
});

it('refuses when the specs have changed, though the same would be done', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.vdc('plan', '--out', 'plan.json')).toEnd(0);
  await story.write('specs/acme.yaml', `# reviewed\n${await story.read('specs/acme.yaml')}`);
  expect(await story.vdc('apply', 'plan.json')).toEnd(4, 'PLAN_STALE', 'the specs changed');
  expect(story.made().subscriptions).toEqual([]);
});

it('refuses a file that was altered, even by one figure, one member, or a refusal taken out', async () => {
  const story = await startStory();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await story.spec(name, { cpu: 16 });
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('a', 'b', 'c', 'd');
  expect(await story.vdc('plan', '--out', 'plan.json')).toEnd(4);
  const text = await story.read('plan.json');
  const plan = JSON.parse(text) as Record<string, unknown>;
  for (const altered of [
    JSON.stringify({ ...plan, unsafe: [] }),
    JSON.stringify({ ...plan, extra: 1 }),
    text.replace('"suspend"', '"resume"'),
    JSON.stringify({ ...plan, vdcs: [null] }),
    JSON.stringify({ ...plan, problems: [null] }),
    JSON.stringify({ ...plan, scope: { targets: [], selector: null } }),
    text.replace('"unsafe": [', `"unsafe": [${'['.repeat(20_000)}${']'.repeat(20_000)},`),
    '{}',
    'no JSON',
    '',
  ]) {
    await story.write('altered.json', altered);
    expect(await story.vdc('apply', 'altered.json')).toEnd(4, /PLAN_ALTERED|PLAN_FILE_INVALID/);
  }
  // Only another layout of the same is the same plan: still unsafe.
  await story.write('altered.json', JSON.stringify(plan));
  expect(await story.vdc('apply', 'altered.json')).toEnd(4, 'PLAN_TOO_MANY_DELETES');
  expect(await story.vdc('apply', 'altered.json', '--approve', String(plan['fingerprint']))).toEnd(0);
  expect(story.made()).not.toEqual(before);
});

it('refuses the plan of another installation, and a missing one', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.vdc('plan', '--out', 'plan.json')).toEnd(0);
  await story.setting(/installation: .*/, 'installation: 11111111-2222-4333-8444-555555555555');
  expect(await story.vdc('apply', 'plan.json')).toEnd(4, 'PLAN_FOREIGN');
  expect(await story.vdc('apply', 'nowhere.json')).toEnd(1, 'PLAN_FILE_MISSING');
  expect(story.made().subscriptions).toEqual([]);
});

it('keeps the choice of VDCs in the plan', async () => {
  const story = await startStory();
  await story.spec('acme', { labels: '{ customer: acme }' });
  await story.spec('beta', { labels: '{ customer: beta }' });
  await story.spec('gamma', { labels: '{ customer: acme }' });
  expect(await story.vdc('plan', '--target', 'beta', '--out', 'one.json')).toEnd(0, 'Plan: 1 to create.');
  expect(await story.vdc('apply', 'one.json')).toEnd(0);
  expect(story.made().subscriptions).toEqual([expect.stringMatching(/^beta/)]);
  expect(await story.vdc('plan', '--selector', 'customer=acme', '--out', 'two.json')).toEnd(0, 'Plan: 2 to create.');
  expect(await story.vdc('apply', 'two.json')).toEnd(0);
  expect(story.made().subscriptions).toHaveLength(3);
});

it('leaves all others alone when some are chosen, the removed ones too', async () => {
  const story = await startStory();
  for (const name of ['a', 'b', 'c']) await story.spec(name, { labels: `{ name: ${name} }` });
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('a');
  await story.spec('b', { cpu: 16 });
  expect(await story.apply('--selector', 'name=c')).toEnd(0, 'No changes');
  expect(await story.apply('--target', 'c')).toEnd(0, 'No changes');
  expect(story.made()).toEqual(before);
  expect(await story.apply('--target', 'a')).toEnd(0, 'Plan: 1 to retire');
  expect(await story.apply('--target', 'b', 'nobody')).toEnd(1, 'TARGET_UNKNOWN', '--target nobody');
  expect(await story.vdc('plan', '--target', 'nobody')).toEnd(1, 'TARGET_UNKNOWN');
  expect(story.made().hostingPlans).toEqual(before.hostingPlans);
});
