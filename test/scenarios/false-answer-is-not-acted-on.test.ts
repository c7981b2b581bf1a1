import { expect, it } from 'vitest';
import type { FaultRule } from '../../src/simulator/faults/fault-rule.ts';
import { startStory, type Story } from '../support/story.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

async function sell(story: Story): Promise<void> {
  for (const name of names) await story.spec(name, { more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0);
  story.writes();
}

const atSubscriptions = { route: '/subscriptions' } as const;
/** What is wrong with the answers, how a run must end after them, and what it must say. */
const falsehoods: Readonly<Record<string, readonly (readonly [FaultRule, number, string])[]>> = {
  'lists that are empty': [
    [{ name: 'empty-list', ...atSubscriptions }, 4, 'OBSERVATION_MISSING_IN_BULK'],
    [{ name: 'empty-list', route: '/plans' }, 4, 'OBSERVATION_PLANS_INCOMPLETE'],
    [{ name: 'empty-list', route: '/users' }, 4, 'OBSERVATION_USERS_INCOMPLETE'],
    [{ name: 'empty-list' }, 4, 'OBSERVATION_MISSING_IN_BULK'],
  ],
  'counts that disagree with rows': [
    [{ name: 'missing-page', ...atSubscriptions }, 4, 'OBSERVATION_COUNTS_DISAGREE'],
    [{ name: 'missing-page', route: '/users' }, 4, 'OBSERVATION_COUNTS_DISAGREE'],
    [{ name: 'wrong-counts', ...atSubscriptions }, 4, 'OBSERVATION_COUNTS_DISAGREE'],
    [{ name: 'wrong-counts', params: { by: 1 } }, 4, 'OBSERVATION_COUNTS_DISAGREE'],
    [{ name: 'doubled-row', params: { displaces: 'yes' } }, 4, 'OBSERVATION_COUNTS_DISAGREE'],
  ],
  'pages of a proxy or a portal': [
    [{ name: 'html-200' }, 1, 'WAP_NOT_JSON'],
    [{ name: 'html-200', route: '/users' }, 1, 'WAP_NOT_JSON'],
    [{ name: 'redirect' }, 1, 'WAP_REDIRECTED'],
  ],
};

it.each(Object.keys(falsehoods))('writes nothing after %s, and remembers nothing of them', async (what) => {
  const story = await startStory();
  await sell(story);
  const before = story.made();
  await story.spec('a', { cpu: 16, more: ['deletion: { grace: 0s }'] });
  await story.removeSpec('b');
  await story.spec('new-one');
  for (const [fault, code, word] of falsehoods[what] ?? []) {
    story.simulator.faults.add(fault);
    const run = await story.apply();
    expect(run).toEnd(code, word);
    // The other answers were still out when the first was found wanting; nobody waits for them any more.
    expect(run.err).not.toContain('trying again');
    story.simulator.faults.clear();
  }
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(before);
  expect(await story.apply()).toEnd(0, 'Plan: 1 to delete, 1 to create, 1 to update, 4 unchanged.');
});

it('drops a row that merely stands twice', async () => {
  const story = await startStory();
  await sell(story);
  story.simulator.faults.add({ name: 'doubled-row' });
  expect(await story.apply()).toEnd(0, 'No changes. 6 VDCs are as declared.');
});

it('reads small pages whole whose order changes with every write, and in capitals', async () => {
  const story = await startStory({ knobs: { 'list-order': 'unstable', 'page-size-max': 2, 'guid-case': 'upper' } });
  await sell(story);
  expect(await story.apply()).toEnd(0, 'No changes. 6 VDCs are as declared.');
  expect(story.writes()).toEqual([]);
});

it('reads pages until it has met every row when they come in another order each time', async () => {
  const story = await startStory({ knobs: { 'list-order': 'shifting' } });
  await sell(story);
  expect(await story.apply()).toEnd(0, 'No changes.');
  story.simulator.knobs.set('page-size-max', 2);
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(story.writes()).toEqual([]);
});

it('refuses a list of which some rows never come, however often it is read', async () => {
  const story = await startStory({ knobs: { 'list-order': 'shifting', 'page-size-max': 2 } });
  await sell(story);
  story.simulator.faults.add({ name: 'wrong-counts', params: { by: 1 } });
  expect(await story.apply()).toEnd(4, 'OBSERVATION_COUNTS_DISAGREE');
  expect(story.writes()).toEqual([]);
});

it('fails the pass when one page of many fails', async () => {
  const story = await startStory({ knobs: { 'page-size-max': 2 } });
  await sell(story);
  story.simulator.faults.add({ name: 'missing-page', route: '/subscriptions', after: 2, count: 1 });
  expect(await story.apply()).toEnd(4, 'OBSERVATION_COUNTS_DISAGREE');
  story.simulator.faults.clear();
  story.simulator.faults.add({ name: 'html-200', route: '/users', after: 1 });
  expect(await story.apply()).toEnd(1, 'WAP_NOT_JSON');
  expect(story.writes()).toEqual([]);
});

it('asks again for one VDC that a list lacks, and believes its own address', async () => {
  const story = await startStory();
  await sell(story);
  const before = story.made();
  // A list from before the last change: `f` was the last to come. Its own address knows it.
  const { last } = lastMade(story);
  story.simulator.faults.add({ name: 'stale-read', route: 'GET /subscriptions' });
  expect(await story.apply()).toEnd(1, 'SUBSCRIPTION_UNSEEN', last);
  story.simulator.faults.clear();
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(before);
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('lets a person approve that they are really gone', async () => {
  const story = await startStory();
  await sell(story);
  const before = story.made();
  for (const name of ['a', 'b', 'c']) story.simulator.byHand.deleteSubscription(story.subscription(name).id);
  const refused = await story.apply();
  expect(refused).toEnd(4, 'WAP lists 3 of the 6 VDCs that we own', 'a, b, c');
  expect(story.writes()).toEqual([]);
  const [fingerprint = ''] = /sha256:[0-9a-f]{64}/.exec(refused.all) ?? [];
  expect(await story.apply('--approve', fingerprint)).toEnd(0);
  expect(story.made()).toEqual(before);
});

it('does not let an observation be approved that contradicts itself', async () => {
  const story = await startStory();
  await sell(story);
  story.simulator.faults.add({ name: 'missing-page', route: '/subscriptions' });
  const refused = await story.apply();
  expect(refused).toEnd(4);
  const { fingerprint } = JSON.parse((await story.vdc('plan', '-o', 'json')).out) as { fingerprint: string };
  expect(refused.all).not.toContain('--approve');
  expect(await story.apply('--approve', fingerprint)).toEnd(4);
  expect(story.writes()).toEqual([]);
});

it('deletes nobody by a clock that says another year than WAP does, until it is set or a person approves', async () => {
  const story = await startStory({ knobs: { date: 'simulated' } });
  await sell(story);
  await story.spec('a', { more: ['deletion: { grace: 30d }'] });
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('a');
  expect(await story.apply()).toEnd(0, '1 to retire');
  story.writes();
  const inAnotherYear = { STORY_CLOCK: String(story.simulator.clock.now() + 400 * 86_400_000) };
  const refused = await story.start(['apply', '--yes'], inAnotherYear).ended;
  expect(refused).toEnd(4, "This machine's clock is 400 days ahead of WAP's.", 'CLOCKS_APART');
  expect(story.writes()).toEqual([]);
  expect(await story.apply()).toEnd(0, 'No changes.');
  const [fingerprint = ''] = /sha256:[0-9a-f]{64}/.exec(refused.all) ?? [];
  expect(await story.start(['apply', '--yes', '--approve', fingerprint], inAnotherYear).ended).toEnd(0);
  expect(story.made().subscriptions).toHaveLength(5);
});

it('takes enums by name and GUIDs in capitals for what they are', async () => {
  const story = await startStory();
  await sell(story);
  story.simulator.faults.add({ name: 'foreign-enum-names' });
  story.simulator.knobs.set('guid-case', 'upper');
  expect(await story.apply()).toEnd(0, 'No changes. 6 VDCs are as declared.');
});

function lastMade({ simulator }: Story): { readonly last: string } {
  return { last: simulator.world.subscriptions.rows.at(-1)?.id ?? '' };
}
