import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../src/model/controller-error.ts';
import { startDaemonStory } from '../support/daemon-story.ts';

const unreachable = () => new ControllerError('WAP_UNREACHABLE', 'nobody answers', { retry: 'later' });

describe('a daemon', () => {
  it('makes what is declared, and then asks for nothing but looks', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    const writes = story.wap.writes().length;
    await story.pass(3_600_000);
    expect(story.wap.writes()).toHaveLength(writes);
    expect((await story.store.readStatuses()).map(({ name, ready }) => [name, ready])).toEqual([['acme', 'ready']]);
    expect(story.daemon.status()).toMatchObject({ role: 'leader', queued: 0, working: [], circuits: [{}, {}, {}] });
  });

  it('puts right what somebody changed by hand within one interval, and says that it was drift', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    const [[id, before] = []] = story.wap.subscriptions;
    if (id === undefined || before === undefined) throw new Error('there is a subscription');
    story.wap.subscriptions.set(id, { ...before, status: 'suspended' });
    const changedAtMs = story.clock.now();
    await story.when(() => story.wap.subscriptions.get(id)?.status === 'active');
    expect(story.clock.now() - changedAtMs).toBeLessThan(story.settings.intervalMs * 1.2);
    await story.settled();
    expect(story.kinds()).toContain('drift-found');
    expect(story.kinds()).toContain('drift-corrected');
    expect((await story.store.readHistory({ vdc: 'acme', limit: 1 }))[0]).toMatchObject({ vdcReason: 'drift' });
  });

  it('only tells of drift in mode report, and writes nothing into WAP', async () => {
    const story = await startDaemonStory({ mode: 'report' });
    story.declare('acme');
    story.save();
    await story.settled();
    await story.settled();
    expect(story.wap.writes()).toEqual([]);
    const [status] = await story.store.readStatuses();
    expect(status?.conditions?.find(({ type }) => type === 'Stalled')).toMatchObject({
      status: true,
      reason: 'ReportOnly',
    });
  });

  it('tries a VDC that fails again by itself, later and later, and the others go on', async () => {
    const story = await startDaemonStory();
    story.wap.refusals.set('create hosting-plan/VDC bad', { kind: 'failed', code: 'WAP_REFUSED', message: 'no' });
    story.declare('bad');
    story.declare('good');
    story.save();
    const tries = () => story.wap.asked.filter((one) => one === 'create hosting-plan/VDC bad').length;
    await story.when(() => tries() === 4);
    await story.pass(1_000);
    expect(story.wap.subscriptions.size).toBe(1);
    const [bad] = await story.store.readStatuses(['bad']);
    expect(bad?.conditions?.find(({ type }) => type === 'Reconciling')).toMatchObject({
      status: true,
      reason: 'Retrying',
    });
    story.wap.refusals.clear();
    await story.when(() => story.wap.subscriptions.size === 2);
    const failedAts = story.events.flatMap((one) => (one.kind === 'vdc-ended' && one.vdc === 'bad' ? [one.atMs] : []));
    const gaps = failedAts.slice(1).map((at, index) => at - (failedAts[index] ?? 0));
    expect(gaps[2] ?? 0).toBeGreaterThan(gaps[0] ?? 0);
  });

  it('looks no more often than it is told to once a VDC that failed needs nothing any more', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    story.wap.refusals.set('suspend subscription/acme', { kind: 'failed', code: 'WAP_REFUSED', message: 'no' });
    story.declare('acme', { state: 'suspended' });
    story.save();
    await story.when(() => story.events.some((one) => one.kind === 'vdc-ended' && one.result === 'failed'));
    // Somebody does by hand what we could not.
    const [[id, now] = []] = story.wap.subscriptions;
    if (id !== undefined && now !== undefined) story.wap.subscriptions.set(id, { ...now, status: 'suspended' });
    await story.settled();
    const before = story.kinds().filter((kind) => kind === 'pass-ended').length;
    await story.pass(3 * story.settings.intervalMs);
    expect(story.kinds().filter((kind) => kind === 'pass-ended').length - before).toBeLessThanOrEqual(4);
  });

  it('looks, tries again and probes when that is due, though somebody sets the clock back by a day', async () => {
    const story = await startDaemonStory();
    story.wap.refusals.set('create hosting-plan/VDC bad', { kind: 'failed', code: 'WAP_REFUSED', message: 'no' });
    story.declare('bad');
    story.save();
    await story.settled();
    story.turnClock(-24 * 3_600_000);
    story.wap.refusals.clear();
    const turnedAtMs = story.clock.now();
    await story.when(() => story.wap.subscriptions.size === 1);
    expect(story.clock.now() - turnedAtMs).toBeLessThan(60_000);

    await story.settled();
    story.wap.outage = unreachable();
    await story.when(() => story.kinds().includes('circuit-opened'));
    story.turnClock(-24 * 3_600_000);
    const { circuits, nextPassAtMs } = story.daemon.status();
    const nextProbeAtMs = circuits.find(({ name }) => name === 'wap')?.nextProbeAtMs ?? 0;
    // What is told is a time of the day that it is now said to be.
    expect(nextProbeAtMs - (story.clock.now() - 48 * 3_600_000)).toBeLessThan(60_000);
    expect(nextPassAtMs ?? 0).toBeLessThan(story.clock.now() - 47 * 3_600_000);
    story.wap.outage = undefined;
    const mendedAtMs = story.clock.now();
    await story.when(() => story.kinds().includes('circuit-closed'));
    expect(story.clock.now() - mendedAtMs).toBeLessThan(60_000);
    await story.settled();
    const looks = () => story.kinds().filter((kind) => kind === 'pass-ended').length;
    story.turnClock(-24 * 3_600_000);
    const before = looks();
    await story.pass(story.settings.intervalMs * 1.2);
    expect(looks()).toBeGreaterThan(before);
  });

  it('asks a WAP that is away with single probes only, and does what was declared meanwhile once it is back', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    story.wap.outage = unreachable();
    story.wap.asked.length = 0;
    story.declare('beta');
    story.save();
    await story.pass(600_000);
    expect(story.wap.asked.filter((one) => one === 'observe')).toHaveLength(1);
    expect(story.wap.asked.length).toBeLessThan(25);
    expect(story.kinds().filter((kind) => kind === 'circuit-opened')).toHaveLength(1);
    expect(story.daemon.readiness().isReady).toBe(false);
    story.wap.outage = undefined;
    await story.when(() => story.wap.subscriptions.size === 2);
    expect(story.kinds()).toContain('circuit-closed');
  });

  it('takes up at once whom an outage met in the midst, since that was no failure of theirs', async () => {
    const story = await startDaemonStory();
    await story.settled();
    for (const name of ['a', 'b', 'c']) story.declare(name);
    story.wap.slowMs.set('create user/a@example.org', 2_000);
    story.save();
    await story.when(() => story.wap.asked.includes('create user/a@example.org'));
    story.wap.outage = unreachable();
    await story.when(() => story.kinds().includes('circuit-opened'));
    await story.pass(3_600_000);
    story.wap.outage = undefined;
    const backAtMs = story.clock.now();
    await story.when(() => story.wap.subscriptions.size === 3);
    // The longest distance between two probes.
    expect(story.clock.now() - backAtMs).toBeLessThan(65_000);
  });

  it('never tries refused credentials again until a person says that they were mended', async () => {
    const story = await startDaemonStory();
    await story.settled();
    story.wap.outage = new ControllerError('LOGIN_REFUSED', 'the password is wrong');
    await story.settled();
    story.wap.asked.length = 0;
    await story.pass(24 * 3_600_000);
    expect(story.wap.asked).toEqual([]);
    // An edit says nothing of the password.
    story.declare('acme');
    story.save();
    await story.pass(3_600_000);
    expect(story.wap.asked).toEqual([]);
    story.wap.outage = undefined;
    story.reload();
    await story.when(() => story.wap.asked.includes('observe'));
  });
});
