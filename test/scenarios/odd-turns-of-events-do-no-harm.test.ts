import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

const atOnce = 'deletion: { grace: 0s }';

it('waits for a deletion that is under way when the spec comes back, and then makes the VDC anew', async () => {
  const story = await startStory({ knobs: { 'delete-ms': 600_000 } });
  story.simulator.clock.run(120);
  await story.spec('acme', { more: [atOnce] });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0, 'waiting');
  await story.spec('acme', { more: [atOnce] });
  expect(await story.apply()).toEnd(1, 'SUBSCRIPTION_BEING_DELETED', 'the VDC is made anew');
  story.simulator.clock.advance(600_000);
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual(before);
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('takes a spec that comes back suspended for suspended, not for drift', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions[0]).toMatch(/^acme: suspended/);
  expect(await story.apply()).toEnd(0, 'No changes.');
  story.simulator.clock.advance(100 * 3_600_000);
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('holds to what the last spec said of deletion, not to what a new default says', async () => {
  const story = await startStory();
  await story.spec('acme', { more: ['deletion: { grace: 2h }'] });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { more: ['deletion: { grace: 1h }'] });
  expect(await story.apply()).toEnd(0, 'No changes.');
  await story.setting(
    '{ hostingPlan: standard }',
    '{ hostingPlan: standard, deletion: { policy: delete, grace: 0s } }',
  );
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0, 'Plan: 1 to retire');
  story.simulator.clock.advance(61 * 60_000);
  expect(await story.apply()).toEnd(0, 'Plan: 1 to delete');
});

it('resizes a VDC whose template is gone, but makes none from it', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  await story.setting('VDC Base', 'VDC Gone');
  await story.spec('acme', { cpu: 16 });
  await story.spec('beta');
  expect(await story.apply()).toEnd(1, 'TEMPLATE_NOT_FOUND', 'VDC Gone');
  expect(story.made().hostingPlans).toEqual(['VDC acme: 16 CPU, 32768 MB, 500 GB, - VMs']);
});

it('recuts a VDC from another template of the same cloud, and keeps its numbers', async () => {
  const story = await startStory();
  await story.setting('  silver:', '  large: { template: Large }\n  silver:');
  story.hand.makeHostingPlan('Large');
  const networks = '<Networks>\n</Networks>';
  story.hand.writeSetting('Large', 'Networks', networks);
  await story.spec('acme', { vms: 5 });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { vms: 5, more: ['hostingPlan: large'] });
  expect(await story.apply()).toEnd(0, 'hostingPlan standard → large');
  expect(story.settingsBesideLimits('VDC acme')['systemcenter/Networks']).toBe(networks);
  expect(story.made().hostingPlans[1]).toBe('VDC acme: 8 CPU, 32768 MB, 500 GB, 5 VMs');
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('writes nothing over a quota that it does not understand, and goes on when somebody has mended it', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  const clouds = story.hostingPlan('VDC acme').services[0]?.settings.find(({ Key }) => Key === 'Clouds')?.Value ?? '';
  story.hand.writeSetting('VDC acme', 'Clouds', '<Clouds><Cloud Id="x"></Clouds>');
  await story.spec('acme', { cpu: 16 });
  expect(await story.apply()).toEnd(1, 'HOSTING_PLAN_QUOTA_UNREAD', 'no well-formed XML');
  expect(story.settingsBesideLimits('VDC acme')['systemcenter/Clouds']).toBe('<Clouds><Cloud Id="x"></Clouds>');
  story.hand.writeSetting('VDC acme', 'Clouds', clouds);
  await story.spec('acme');
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(story.made()).toEqual(before);
});

it('makes forty VDCs of four owners side by side, and deletes them only with approval', async () => {
  const story = await startStory();
  const names = Array.from({ length: 40 }, (_, i) => `vdc-${i}`);
  await story.write(
    'specs/all.yaml',
    names
      .map(
        (name, i) =>
          `apiVersion: vdc/v1\nkind: VirtualDataCenter\nmetadata: { name: ${name} }\n` +
          `spec: { owner: { email: o${i % 4}@example.org }, cpu: 1, ram: 1Gi, disk: 1Gi, ${atOnce} }\n`,
      )
      .join('---\n'),
  );
  expect(await story.apply()).toEnd(0, 'Plan: 40 to create.');
  expect(story.made().users).toHaveLength(4);
  expect(story.made().subscriptions).toHaveLength(40);
  await story.write('specs/all.yaml', '# all gone\n');
  expect(await story.apply()).toEnd(4, 'PLAN_RETIRES_EVERYTHING', 'PLAN_TOO_MANY_DELETES');
  const plan = await story.vdc('plan', '-o', 'json');
  const { fingerprint } = JSON.parse(plan.out) as { fingerprint: string };
  expect(await story.apply('--approve', fingerprint)).toEnd(0);
  expect(story.made()).toEqual({ users: [], hostingPlans: [], subscriptions: [] });
});

it('says what is wrong with its state and does nothing to WAP', async () => {
  const story = await startStory();
  await story.spec('acme', { more: [atOnce] });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  story.writes();
  await writeFile(join(story.folder, 'vdc.db'), 'this is no database, and has never been one');
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(1, /STATE_/, 'vdc.db');
  await story.setting('sqlite:./vdc.db', 'sqlite:./nowhere/deep/vdc.db');
  await writeFile(join(story.folder, 'nowhere'), 'a file where a folder should be');
  expect(await story.apply()).toEnd(1, /STATE_/);
  await story.setting('sqlite:./nowhere/deep/vdc.db', 'postgres://localhost/vdc');
  expect((await story.apply()).code).toBeGreaterThan(0);
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(before);
});
