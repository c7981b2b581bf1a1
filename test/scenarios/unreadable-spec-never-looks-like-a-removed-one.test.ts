import { copyFile, rename, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { startStory, type Story } from '../support/story.ts';

async function sell(story: Story): Promise<void> {
  for (const name of ['a', 'b', 'c']) await story.spec(name, { more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0);
}

it('carries out the valid ones, deletes nothing, names the file, and exits 3', async () => {
  const story = await startStory();
  await sell(story);
  await story.removeSpec('a');
  await story.spec('b', { cpu: 12, more: ['deletion: { grace: 0s }'] });
  await story.spec('c', { cpu: 99, more: ['stat: active'] });
  await story.spec('d');
  expect(await story.apply()).toEnd(
    3,
    'specs/c.yaml:9:3',
    'UNKNOWN_FIELD',
    'Did you mean "state"',
    'nothing at all is deleted',
  );
  expect(story.made().hostingPlans).toEqual([
    'VDC a: 8 CPU, 32768 MB, 500 GB, - VMs',
    'VDC b: 12 CPU, 32768 MB, 500 GB, - VMs',
    'VDC c: 8 CPU, 32768 MB, 500 GB, - VMs',
    'VDC d: 8 CPU, 32768 MB, 500 GB, - VMs',
  ]);
  expect(story.made().subscriptions.join()).not.toContain('suspended');
  expect(await story.vdc('plan')).toEnd(3);
  await story.spec('c', { more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0, 'Plan: 1 to delete');
});

it('says 1 before 3 when something failed besides', async () => {
  const story = await startStory();
  await story.spec('bad', { ram: '64GB' });
  story.hand.makeHostingPlan('VDC acme');
  await story.spec('acme');
  expect(await story.apply()).toEnd(1, 'INVALID_QUANTITY', '64Gi', 'HOSTING_PLAN_FOREIGN');
});

const unreadable: readonly (readonly [string, (path: string) => Promise<void>])[] = [
  ['text that is no UTF-8', (path) => writeFile(path, Buffer.from([0xff, 0xfe, 0x00, 0xd8]))],
  ['a file over 1 MiB', (path) => writeFile(path, `# ${'x'.repeat(1_100_000)}\n`)],
  ['a broken link', (path) => symlink('nowhere', path)],
  ['a link to itself', (path) => symlink('x.yaml', path)],
  ['half a document', (path) => writeFile(path, 'apiVersion: vdc/v1\nkind: Virtual')],
  ['a name that stands twice', (path) => copyFile(join(dirname(path), 'b.yaml'), path)],
];

it.each(unreadable)('deletes nothing because of %s', async (_what, spoil) => {
  const story = await startStory();
  await sell(story);
  const before = story.made();
  await story.removeSpec('a');
  await spoil(join(story.folder, 'specs/x.yaml'));
  expect(await story.apply()).toEnd(3, 'x.yaml');
  expect(story.made()).toEqual(before);
});

it('exits 3 and writes nothing when the folder of specs is missing, or is no folder of specs', async () => {
  const story = await startStory();
  await sell(story);
  const before = story.made();
  story.writes();
  const specs = join(story.folder, 'specs');
  await rename(specs, `${specs}-away`);
  expect(await story.apply()).toEnd(3, 'SPECS_MISSING', 'specs');
  await story.write('specs', 'a file');
  expect(await story.apply()).toEnd(3, 'WRONG_TYPE');
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(before);
});
