import { describe, expect, it } from 'vitest';
import { type DaemonStory, startDaemonStory } from '../support/daemon-story.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

async function standing(): Promise<DaemonStory> {
  const story = await startDaemonStory();
  for (const name of names) story.declare(name);
  story.save();
  await story.when(() => story.wap.subscriptions.size === names.length);
  await story.settled();
  return story;
}

/** The planner does not see it any more, though it stands there: as if the guard before the law were gone. */
function blindPlannerTo(story: DaemonStory): void {
  const doubt = { code: 'OBSERVATION_COUNTS_DISAGREE', message: 'WAP counts 6 and lists 5.' } as const;
  story.wap.see = (truth) => ({ ...truth, distrust: Object.assign([doubt], { map: () => [] }) });
}

describe('a law that is about to be broken', () => {
  it('stops the daemon before anything is sent, with a bundle, and says so', async () => {
    const story = await standing();
    const writes = story.wap.writes().length;
    blindPlannerTo(story);
    story.declare('a', { state: 'suspended' });
    story.declare('g');
    story.save();
    await expect(story.ended).rejects.toMatchObject({ code: 'LAW_BROKEN' });
    expect(story.wap.writes()).toHaveLength(writes);
    expect(() => story.writePermit.check()).toThrow(/lease/);
    const [bundle] = story.bundles;
    expect(bundle?.halt).toMatchObject({ law: 'never-untrusted', vdc: expect.stringMatching(/^[ag]$/) });
    expect(bundle?.input?.observed.subscriptions).toHaveLength(6);
    expect(story.events).toContainEqual(expect.objectContaining({ kind: 'law-broken', law: 'never-untrusted' }));
    expect(story.events).toContainEqual(expect.objectContaining({ kind: 'halted', bundle: 'vdc.db.halt.json.gz' }));
    expect(story.disk.halt).toMatchObject({ law: 'never-untrusted', bundle: 'vdc.db.halt.json.gz' });
    expect(story.disk.intents.size).toBe(0);
  });

  it('stops what another pass has begun too: nothing more of it is sent', async () => {
    const story = await standing();
    for (const name of names) story.wap.slowMs.set(`create user/${name}${name}@example.org`, 1_000);
    story.declare('hh');
    story.wap.slowMs.set('create user/hh@example.org', 20_000);
    story.save();
    await story.when(() => story.wap.asked.includes('create user/hh@example.org'));
    blindPlannerTo(story);
    story.declare('i');
    story.save();
    await expect(story.ended).rejects.toMatchObject({ code: 'LAW_BROKEN' });
    expect(story.wap.asked).not.toContain('create hosting-plan/VDC hh');
    expect(story.wap.users.has('i@example.org')).toBe(false);
  });
});

describe('a daemon that is started again after that', () => {
  async function halted(): Promise<DaemonStory> {
    const first = await standing();
    blindPlannerTo(first);
    first.declare('g');
    first.save();
    await expect(first.ended).rejects.toMatchObject({ code: 'LAW_BROKEN' });
    first.wap.see = undefined;
    return startDaemonStory({ beside: first, holder: 'process 2 on story' });
  }

  it('looks and tells, changes nothing, and says why, until a person lifts it', async () => {
    const story = await halted();
    const writes = story.wap.writes().length;
    await story.settled();
    await story.pass(24 * 3_600_000);
    expect(story.wap.writes()).toHaveLength(writes);
    const { halted: halt } = story.daemon.status();
    expect(halt).toMatchObject({ law: 'never-untrusted', message: expect.stringContaining('contradicts itself') });
    expect(story.daemon.readiness()).toMatchObject({
      isReady: false,
      reasons: [expect.stringContaining('vdc approve halt:')],
    });
    expect(() => story.writePermit.check()).toThrow(expect.objectContaining({ code: 'LAW_HALTED' }));
    await expect(story.daemon.approve('halt:other', 'jo')).rejects.toMatchObject({ code: 'APPROVAL_UNKNOWN' });
    await story.daemon.approve(halt?.id ?? '', 'jo');
    await story.when(() => story.wap.subscriptions.size === 7);
    expect(story.events).toContainEqual(expect.objectContaining({ kind: 'halt-lifted', by: 'jo' }));
    expect(story.daemon.status().halted).toBeUndefined();
    expect(story.disk.halt).toBeUndefined();
  });

  it('says of each VDC that waits that it is halted', async () => {
    const story = await halted();
    await story.settled();
    const [g] = await story.store.readStatuses(['g']);
    expect(g?.conditions?.find(({ type }) => type === 'Stalled')).toMatchObject({ status: true, reason: 'Halted' });
  });
});
