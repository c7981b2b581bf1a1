import { describe, expect, it } from 'vitest';
import { startDaemonStory } from '../support/daemon-story.ts';

const never = new AbortController().signal;

describe('what people ask for', () => {
  it('goes before the rest: an edit is carried out while hundreds of others still wait', async () => {
    const story = await startDaemonStory();
    story.declare('first');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    for (let i = 0; i < 300; i += 1) story.declare(`many-${i}`);
    story.save();
    await story.when(() => story.wap.subscriptions.size > 20);
    story.declare('first', { cpu: 16 });
    story.save();
    const savedAtMs = story.clock.now();
    const update = 'update hosting-plan/VDC first';
    await story.when(() => story.wap.asked.includes(update));
    expect(story.clock.now() - savedAtMs).toBeLessThan(1_000);
    expect(story.wap.subscriptions.size).toBeLessThan(250);
    await story.when(() => story.wap.subscriptions.size === 301);
    expect(story.wap.asked.filter((one) => one.startsWith('create subscription/'))).toHaveLength(301);
  });

  it('does not wait for a VDC that takes its time, and that VDC is not given a second worker', async () => {
    const story = await startDaemonStory();
    story.wap.slowMs.set('create hosting-plan/VDC slow', 1_200_000);
    story.declare('slow');
    story.save();
    await story.when(() => story.wap.asked.includes('create hosting-plan/VDC slow'));
    story.declare('quick');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    story.declare('slow', { cpu: 32 });
    story.save();
    await story.when(() => story.wap.subscriptions.size === 2);
    await story.settled();
    await story.settled();
    expect(story.wap.asked.filter((one) => one === 'create hosting-plan/VDC slow')).toHaveLength(1);
    expect(
      [...story.wap.hostingPlans.values()].find(({ displayName }) => displayName === 'VDC slow')?.quota?.limits.cpu,
    ).toBe(32);
  });

  it('does not wait for a look at everything where a few that stand were edited; that follows', async () => {
    const story = await startDaemonStory();
    for (const name of ['acme', 'beta']) story.declare(name);
    story.save();
    await story.when(() => story.wap.subscriptions.size === 2);
    await story.settled();
    await story.settled();
    story.wap.asked.length = 0;
    story.declare('acme', { cpu: 16 });
    story.save();
    await story.settled();
    expect(story.wap.asked[0]).toBe('look at some');
    expect(story.wap.asked.toSorted()).toEqual(['look at some', 'observe', 'update hosting-plan/VDC acme']);
    await story.pass(1_000);
    expect((await story.store.readStatuses(['acme']))[0]).toMatchObject({ ready: 'ready', observed: { cpu: 16 } });
  });

  it('is left to the whole look where something is taken away, made, or no longer there', async () => {
    const story = await startDaemonStory();
    for (const name of ['acme', 'beta']) story.declare(name);
    story.save();
    await story.when(() => story.wap.subscriptions.size === 2);
    await story.settled();
    await story.settled();
    story.wap.asked.length = 0;
    story.declare('acme', { state: 'suspended' });
    story.declare('gamma');
    story.save();
    await story.when(() => story.wap.asked.includes('create subscription/gamma'));
    expect(story.wap.asked.indexOf('observe')).toBeLessThan(story.wap.asked.indexOf('suspend subscription/acme'));
    expect(story.wap.asked.indexOf('observe')).toBeLessThan(story.wap.asked.indexOf('create user/gamma@example.org'));
  });

  it('is never lost, whenever between two looks and the end of earlier work it comes', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    const cpu = () =>
      [...story.wap.hostingPlans.values()].find(({ displayName }) => displayName === 'VDC acme')?.quota?.limits.cpu;
    for (let offsetMs = 0; offsetMs < 40; offsetMs += 1) {
      story.declare('acme', { cpu: 100 + offsetMs });
      story.save();
      await story.pass(offsetMs);
      story.declare('acme', { cpu: 200 + offsetMs });
      story.save();
      const savedAtMs = story.clock.now();
      await story.when(() => cpu() === 200 + offsetMs);
      expect(story.clock.now() - savedAtMs, `saved after ${offsetMs} ms`).toBeLessThan(1_000);
    }
  });

  it('gives up a look that began by itself, and does not give up one for which a person waits', async () => {
    const story = await startDaemonStory();
    await story.settled();
    let isFirst = true;
    story.wap.onObserve = () => {
      if (!isFirst) return;
      isFirst = false;
      story.declare('acme');
      story.save();
    };
    await story.when(() => story.wap.subscriptions.size === 1);
    expect(story.events.flatMap((one) => (one.kind === 'pass-ended' ? [one.pass.result] : []))).toContain('abandoned');
  });

  it('is answered when exactly that request was handled', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    const [[id, before] = []] = story.wap.subscriptions;
    if (id !== undefined && before !== undefined) story.wap.subscriptions.set(id, { ...before, status: 'suspended' });
    const status = await story.daemon.reconcile('acme', never);
    expect(status).toMatchObject({ name: 'acme', ready: 'ready' });
    expect(story.wap.subscriptions.get(id ?? '')?.status).toBe('active');
  });

  it('is told when there is nobody of that name, or when WAP cannot be looked at', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    await expect(story.daemon.reconcile('nobody', never)).rejects.toMatchObject({ code: 'VDC_UNKNOWN' });
    story.wap.outage = new Error('the cable was pulled');
    await expect(story.daemon.reconcile('acme', never)).rejects.toThrow('the cable was pulled');
  });

  it('is not done to a VDC that is paused in the midst of the very look that plans it', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    await story.settled();
    const writes = story.wap.writes().length;
    let pausing: Promise<void> | undefined;
    story.wap.onObserve = () => {
      pausing ??= story.daemon.pause('acme', { reason: 'ticket', by: 'jo' });
    };
    const [[id, now] = []] = story.wap.subscriptions;
    if (id !== undefined && now !== undefined) story.wap.subscriptions.set(id, { ...now, status: 'suspended' });
    await story.pass(3_600_000);
    await pausing;
    expect(story.wap.writes()).toHaveLength(writes);
  });

  it('is not done to a VDC that somebody paused, until the pause is ended', async () => {
    const story = await startDaemonStory();
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    await story.daemon.pause('acme', { reason: 'ticket 4711', by: 'jo' });
    story.declare('acme', { cpu: 16 });
    story.save();
    const writes = story.wap.writes().length;
    await story.pass(3_600_000);
    expect(story.wap.writes()).toHaveLength(writes);
    expect((await story.store.readStatuses())[0]).toMatchObject({ ready: 'paused', message: 'ticket 4711 (jo)' });
    story.remove('acme');
    story.declare('other');
    story.save();
    await story.pass(3_600_000);
    expect(story.wap.writes().filter((one) => one.includes('acme'))).toHaveLength(3);
    expect(await story.daemon.unpause('acme')).toBe(true);
    await story.when(() => story.wap.asked.some((one) => one === 'suspend subscription/acme'));
    expect(await story.daemon.unpause('acme')).toBe(false);
  });
});
