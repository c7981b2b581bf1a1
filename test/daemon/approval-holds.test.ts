import { describe, expect, it } from 'vitest';
import { type DaemonStory, startDaemonStory } from '../support/daemon-story.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
const removed = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Eight of twelve are removed, which is approved of, and the daemon ends when the first of them are suspended. */
async function interrupted(): Promise<DaemonStory> {
  const story = await startDaemonStory();
  for (const name of names) story.declare(name);
  story.save();
  await story.when(() => story.wap.subscriptions.size === names.length);
  await story.settled();
  for (const name of removed) story.remove(name);
  // Longer than the daemon waits for its calls when it is stopped.
  for (const name of removed.slice(4)) story.wap.slowMs.set(`suspend subscription/${name}`, 60_000);
  story.save();
  await story.when(() => story.daemon.status().refused !== undefined);
  await story.daemon.approve(story.daemon.status().refused?.fingerprint ?? '', 'jo');
  await story.when(() => suspended(story).length > 0);
  await story.stop();
  story.wap.slowMs.clear();
  const left = removed.length - suspended(story).length;
  expect(left).toBeGreaterThan(3); // more than may be suspended or retired without approval
  return story;
}

function suspended({ wap }: DaemonStory): readonly string[] {
  return [...wap.subscriptions.values()]
    .filter(({ status }) => status === 'suspended')
    .map(({ name }) => name)
    .sort();
}

const refusals = ({ events }: DaemonStory) => events.filter(({ kind }) => kind === 'plan-refused').length;

describe('an approval', () => {
  it('holds for what is left of its plan when the daemon ended in the midst of it, and nobody is asked again', async () => {
    const first = await interrupted();
    const second = await startDaemonStory({ beside: first, holder: 'process 2 on story' });
    await second.when(() => suspended(second).length === removed.length);
    await second.settled();
    expect(refusals(second)).toBe(0);
    expect(second.events).toContainEqual(expect.objectContaining({ kind: 'plan-approved', by: 'jo' }));
    expect(suspended(second)).toEqual(removed);
  });

  it('is over when all of it is done: the same another time is asked for again', async () => {
    const first = await interrupted();
    const second = await startDaemonStory({ beside: first, holder: 'process 2 on story' });
    await second.when(() => suspended(second).length === removed.length);
    await second.settled();
    await second.pass(600_000);
    expect(await second.store.readApprovals(second.clock.now())).toEqual([]);
    for (const name of removed) second.declare(name);
    second.save();
    await second.when(() => suspended(second).length === 0);
    await second.settled();
    for (const name of removed) second.remove(name);
    second.save();
    await second.when(() => second.daemon.status().refused !== undefined);
    expect(suspended(second)).toEqual([]);
  });

  it('never holds for more: one more that is removed meanwhile is asked for, together with the rest', async () => {
    const first = await interrupted();
    const done = suspended(first);
    first.remove('i');
    const second = await startDaemonStory({ beside: first, holder: 'process 2 on story' });
    await second.when(() => second.daemon.status().refused !== undefined);
    await second.pass(3_600_000);
    expect(suspended(second)).toEqual(done);
  });
});
