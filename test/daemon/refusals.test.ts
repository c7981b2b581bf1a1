import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../src/model/controller-error.ts';
import { type DaemonStory, startDaemonStory } from '../support/daemon-story.ts';

async function standing(names: readonly string[]): Promise<DaemonStory> {
  const story = await startDaemonStory();
  for (const name of names) story.declare(name);
  story.save();
  await story.when(() => story.wap.subscriptions.size === names.length);
  await story.settled();
  return story;
}

describe('a plan that is refused', () => {
  it('waits for an approval of exactly it, for as long as that takes, and changes nothing', async () => {
    const story = await standing(['a', 'b', 'c', 'd', 'e', 'f']);
    const writes = story.wap.writes().length;
    for (const name of ['a', 'b', 'c', 'd']) story.remove(name);
    story.save();
    await story.when(() => story.daemon.status().refused !== undefined);
    await story.pass(24 * 3_600_000);
    expect(story.wap.writes()).toHaveLength(writes);
    expect(story.kinds().filter((kind) => kind === 'plan-refused')).toHaveLength(1);
    const [a] = await story.store.readStatuses(['a']);
    expect(a?.conditions?.find(({ type }) => type === 'Stalled')).toMatchObject({
      status: true,
      reason: 'AwaitingApproval',
    });
    await expect(story.daemon.approve('sha256:other', 'jo')).rejects.toMatchObject({ code: 'APPROVAL_UNKNOWN' });
    await story.daemon.approve(story.daemon.status().refused?.fingerprint ?? '', 'jo');
    await story.when(
      () => [...story.wap.subscriptions.values()].filter(({ status }) => status === 'suspended').length === 4,
    );
    expect(story.events).toContainEqual(expect.objectContaining({ kind: 'plan-approved', by: 'jo' }));
    expect(story.daemon.status().refused).toBeUndefined();
    // It is over as soon as a look shows that nothing of it is left to do.
    await story.pass(600_000);
    expect(await story.store.readApprovals(story.clock.now())).toEqual([]);
  });

  it('protects all the same what its specs protect', async () => {
    const story = await standing(['a', 'b', 'c', 'd', 'e']);
    for (const name of ['a', 'b', 'c', 'd']) story.remove(name);
    story.declare('e', { more: ['protect: true'] });
    story.save();
    await story.when(() => story.daemon.status().refused !== undefined);
    await story.settled();
    expect(story.disk.inventory.get('e')?.lastSpec.protect).toBe(true);
  });

  it('is forgotten when a commit takes back what was too much', async () => {
    const story = await standing(['a', 'b', 'c', 'd', 'e']);
    for (const name of ['a', 'b', 'c', 'd', 'e']) story.remove(name);
    story.save();
    await story.when(() => story.daemon.status().refused !== undefined);
    for (const name of ['a', 'b', 'c', 'd', 'e']) story.declare(name);
    story.save();
    await story.when(() => story.daemon.status().refused === undefined);
    await story.settled();
    expect([...story.wap.subscriptions.values()].every(({ status }) => status === 'active')).toBe(true);
  });
});

describe('what cannot be trusted or read', () => {
  it('leads to nothing: an empty WAP, with 200', async () => {
    const story = await standing(['a', 'b', 'c']);
    const writes = story.wap.writes().length;
    story.wap.see = (truth) => ({ ...truth, subscriptions: [] });
    await story.pass(3_600_000);
    expect(story.wap.writes()).toHaveLength(writes);
    expect(story.daemon.status().lastPass).toMatchObject({ result: 'untrusted' });
    expect((await story.store.readStatuses()).map(({ ready }) => ready)).toEqual(['ready', 'ready', 'ready']);
    await expect(story.daemon.reconcile('a', new AbortController().signal)).rejects.toMatchObject({
      code: 'PASS_UNTRUSTED',
    });
    story.wap.see = undefined;
    await story.when(() => story.daemon.status().lastPass?.result === 'done');
    expect(story.wap.writes()).toHaveLength(writes);
  });

  it('leads to nothing: specs that are gone; and says so until they are back', async () => {
    const story = await standing(['a']);
    story.settings.sourceTrouble = new ControllerError('SPECS_MISSING', 'the folder is not there');
    story.save();
    await story.when(() => story.kinds().includes('circuit-opened'));
    await story.pass(600_000);
    expect(story.wap.writes()).toHaveLength(3);
    expect(story.daemon.readiness().reasons.join()).toContain('the folder is not there');
    story.settings.sourceTrouble = undefined;
    story.save();
    await story.when(() => story.kinds().includes('circuit-closed'));
  });

  it('keeps the settings that were valid when the changed ones are not, and takes over those that are', async () => {
    const story = await standing(['a']);
    story.settings.problem = new ControllerError('SETTINGS_INVALID', 'line 3: no such mode');
    story.reload();
    await story.when(() => story.kinds().includes('settings-refused'));
    expect(story.daemon.status().settingsProblem).toContain('line 3');
    story.declare('b');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 2);
    story.settings.problem = undefined;
    story.settings.mode = 'report';
    story.reload();
    await story.when(() => story.daemon.status().mode === 'report');
    expect(story.daemon.status().settingsProblem).toBeUndefined();
  });
});

describe('what cannot be watched', () => {
  it('is told, and read at the regular pass all the same', async () => {
    const story = await standing(['a']);
    story.unwatchable('specs', new Error('no more inotify watches'));
    story.unwatchable('specs', new Error('no more inotify watches'));
    story.unwatchable('settings', new Error('permission denied'));
    expect(story.daemon.status().watchProblem).toMatch(/specs are not watched.*inotify.*settings file.*denied/);
    expect(story.kinds().filter((kind) => kind === 'watch-failed')).toHaveLength(2);
    story.declare('b');
    await story.when(() => story.wap.subscriptions.size === 2);
    story.save();
    expect(story.daemon.status().watchProblem).not.toContain('inotify');
  });
});

describe('a plan that is refused in the midst of much work', () => {
  it('ends the beginning of new work at once: what waits is no longer what would be done now', async () => {
    const story = await standing(['a', 'b', 'c', 'd', 'e']);
    for (let i = 0; i < 300; i += 1) story.declare(`many-${i}`);
    story.save();
    await story.when(() => story.wap.subscriptions.size > 20);
    for (const name of ['a', 'b', 'c', 'd']) story.remove(name);
    story.save();
    await story.when(() => story.daemon.status().refused !== undefined && story.daemon.status().working.length === 0);
    const made = story.wap.subscriptions.size;
    expect(made).toBeLessThan(305);
    await story.pass(3_600_000);
    expect(story.wap.subscriptions.size).toBe(made);
  });
});

describe('a look that cannot be trusted in the midst of much work', () => {
  it('ends the beginning of new work at once: what waits is planned anew from a look that can', async () => {
    const story = await standing(['a']);
    for (let i = 0; i < 300; i += 1) story.declare(`many-${i}`);
    story.save();
    await story.when(() => story.wap.subscriptions.size > 20);
    const asked = story.daemon.reconcile('many-299', new AbortController().signal);
    asked.catch(() => undefined);
    story.wap.see = (truth) => ({
      ...truth,
      distrust: [{ code: 'OBSERVATION_COUNTS_DISAGREE', message: 'WAP counts 3 and lists 2.' }],
    });
    story.save();
    await story.when(
      () => story.daemon.status().lastPass?.result === 'untrusted' && story.daemon.status().working.length === 0,
    );
    await expect(asked).rejects.toMatchObject({ code: 'PASS_UNTRUSTED' });
    const made = story.wap.subscriptions.size;
    expect(made).toBeLessThan(301);
    await story.pass(3_600_000);
    expect(story.wap.subscriptions.size).toBe(made);
    story.wap.see = undefined;
    await story.when(() => story.wap.subscriptions.size === 301);
  });
});

describe('a fight', () => {
  it('is found after three corrections, named with both values, and stood down from for longer and longer', async () => {
    const story = await standing(['acme']);
    const [[id] = ['']] = story.wap.subscriptions;
    const undo = () => {
      const now = story.wap.subscriptions.get(id);
      if (now?.status === 'active') story.wap.subscriptions.set(id, { ...now, status: 'suspended' });
    };
    const corrections = () => story.wap.asked.filter((one) => one === 'resume subscription/acme').length;
    for (let i = 0; i < 40; i += 1) {
      undo();
      await story.pass(360_000);
    }
    // Four hours: three corrections, one after an hour, one after two more.
    expect(corrections()).toBeGreaterThanOrEqual(4);
    expect(corrections()).toBeLessThanOrEqual(6);
    expect(story.events.find(({ kind }) => kind === 'fight-found')).toMatchObject({
      vdc: 'acme',
      field: 'state',
      ours: 'active',
      theirs: 'suspended',
    });
    const [status] = await story.store.readStatuses();
    expect(status?.conditions?.find(({ type }) => type === 'Stalled')).toMatchObject({ status: true, reason: 'Fight' });
    expect(story.daemon.status().fights).toHaveLength(1);
    const before = corrections();
    await story.daemon.reconcile('acme', new AbortController().signal);
    expect(corrections()).toBe(before + 1);
  });

  it('is none while a list shows for long what was changed before: nothing is sent, and nothing counts as undone', async () => {
    const story = await standing(['acme']);
    const [[id] = ['']] = story.wap.subscriptions;
    story.wap.see = (truth) => ({
      ...truth,
      subscriptions: truth.subscriptions.map((one) => (one.id === id ? { ...one, status: 'suspended' } : one)),
    });
    for (let i = 0; i < 8; i += 1) await story.pass(360_000);
    expect(story.kinds().filter((kind) => kind === 'drift-found' || kind === 'drift-corrected')).toEqual([
      'drift-found',
    ]);
    expect(story.daemon.status().fights).toEqual([]);
    const records = await story.store.readHistory({ vdc: 'acme', limit: 10 });
    expect(records.find(({ verb }) => verb === 'resume')).toMatchObject({ outcome: 'skipped' });
    // And what really is so is put right at once.
    story.wap.see = undefined;
    const now = story.wap.subscriptions.get(id);
    if (now !== undefined) story.wap.subscriptions.set(id, { ...now, status: 'suspended' });
    await story.pass(360_000);
    expect(story.wap.subscriptions.get(id)?.status).toBe('active');
  });
});
