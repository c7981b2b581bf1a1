import { expect, it } from 'vitest';
import type { Run } from '../support/story-program.ts';
import { startStory, type Story } from '../support/story.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

async function sell(story: Story, more: readonly string[] = []): Promise<void> {
  for (const name of names) await story.spec(name, { cpu: 4, more });
  expect(await story.apply()).toEnd(0);
  story.writes();
}

/** The command that a refusal prints, as it stands there. */
function approvalIn({ all }: Run): readonly string[] {
  const [, command] = /vdc (apply .*--approve sha256:[0-9a-f]{64}[^\n]*)/.exec(all) ?? [];
  if (command === undefined) throw new Error(`no command to approve in:\n${all}`);
  return command.trim().split(' ');
}

it('refuses too many retirements as a whole, and the printed command carries out exactly that plan', async () => {
  const story = await startStory();
  await sell(story);
  const before = story.made();
  await story.removeSpec('a', 'b', 'c', 'd');
  await story.spec('e', { cpu: 6 });
  const refused = await story.apply();
  expect(refused).toEnd(
    4,
    'retires or deletes 4 of 8 VDCs; without approval the limit is 3 (safety.maxDeletes)',
    'PLAN_TOO_MANY_DELETES',
    // Retiring suspends, too.
    'PLAN_TOO_MANY_SUSPENDS',
  );
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(before);
  expect(await story.vdc('plan')).toEnd(4, 'PLAN_TOO_MANY_DELETES');
  expect(await story.start([...approvalIn(refused), '--yes']).ended).toEnd(0);
  expect(story.made().subscriptions.map((line) => line.slice(0, 12))).toEqual([
    ...['a', 'b', 'c', 'd'].map((name) => `${name}: suspended`.slice(0, 12)),
    ...['e', 'f', 'g', 'h'].map((name) => `${name}: active on`.slice(0, 12)),
  ]);
  expect(story.made().hostingPlans[4]).toMatch(/^VDC e: 6 CPU/);
});

it('takes no approval that was given for another plan', async () => {
  const story = await startStory();
  await sell(story);
  const before = story.made();
  await story.removeSpec('a', 'b', 'c', 'd');
  const approval = approvalIn(await story.apply());
  await story.removeSpec('e');
  expect(await story.start([...approval, '--yes']).ended).toEnd(4, 'The approval names another plan');
  await story.spec('e', { cpu: 4 });
  // The same plan again, and the same approval fits; a selection makes it another one.
  expect(await story.start([...approval, '--yes', '--target', 'a', 'b', 'c', 'd']).ended).toEnd(4, 'another plan');
  expect(story.made()).toEqual(before);
  expect(await story.start([...approval, '--yes']).ended).toEnd(0);
});

it('counts suspensions and shrinks against their shares', async () => {
  const story = await startStory();
  await sell(story);
  for (const name of ['a', 'b', 'c']) await story.spec(name, { cpu: 4, state: 'suspended' });
  expect(await story.apply()).toEnd(
    4,
    'suspends 3 of 8 VDCs; without approval the limit is 2 (safety.maxSuspends: 25%)',
  );
  for (const name of ['a', 'b', 'c']) await story.spec(name, { cpu: 2 });
  expect(await story.apply()).toEnd(4, 'shrinks 3 of 8 VDCs', 'PLAN_TOO_MANY_SHRINKS');
  await story.spec('a', { cpu: 4 });
  expect(await story.apply()).toEnd(0);
});

it('refuses to retire everything, however little that is', async () => {
  const story = await startStory();
  await story.spec('only');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('only');
  await story.write('specs/README.md', 'no spec');
  const refused = await story.apply();
  expect(refused).toEnd(4, 'PLAN_RETIRES_EVERYTHING', 'Did the source lose its files?');
  expect(story.made()).toEqual(before);
  expect(await story.start([...approvalIn(refused), '--yes']).ended).toEnd(0);
  expect(story.made().subscriptions).toEqual(['only: suspended on VDC only of only@example.org']);
});

it('does not call a swap harmless: all old ones leave while a new one comes', async () => {
  const story = await startStory();
  await story.spec('old-one', { more: ['deletion: { grace: 0s }'] });
  await story.spec('old-two', { more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('old-one', 'old-two');
  await story.spec('new-one');
  expect(await story.apply()).toEnd(4, 'PLAN_RETIRES_EVERYTHING');
  expect(story.made()).toEqual(before);
});

it('counts deletions over a rolling day, across applies', async () => {
  const story = await startStory();
  await story.setting('state:', 'safety: { maxDeletes: 2, maxSuspends: 100%, maxDeletesPerDay: 3 }\nstate:');
  await sell(story, ['deletion: { grace: 0s }']);
  await story.removeSpec('a', 'b');
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('c', 'd');
  const words = 'deletes 2 VDCs after 2 in the last 24 hours; without approval the limit is 3 a day';
  expect(await story.apply()).toEnd(4, words, 'DAY_TOO_MANY_DELETES');
  story.simulator.clock.advance(23 * 3_600_000);
  expect(await story.apply()).toEnd(4, words);
  story.simulator.clock.advance(2 * 3_600_000);
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toHaveLength(4);
});

it('remembers protection even from a plan that it refuses', async () => {
  const story = await startStory();
  await sell(story, ['deletion: { grace: 0s }']);
  await story.spec('a', { cpu: 4, more: ['protect: true', 'deletion: { grace: 0s }'] });
  await story.removeSpec('b', 'c', 'd', 'e');
  expect(await story.apply()).toEnd(4);
  await story.removeSpec('a');
  for (const name of ['b', 'c', 'd', 'e']) await story.spec(name, { cpu: 4 });
  expect(await story.apply()).toEnd(1, 'VDC_PROTECTED');
  expect(story.made().subscriptions).toHaveLength(8);
});
