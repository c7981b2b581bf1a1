import { describe, expect, it } from 'vitest';
import { startDaemonStory } from '../support/daemon-story.ts';
import { anIntent } from '../support/state-builders.ts';

describe('two daemons on one state', () => {
  it('never act at once: the second stands by, and takes over within 15 s when the first one dies', async () => {
    const first = await startDaemonStory();
    await first.when(() => first.daemon.status().role === 'leader');
    const second = await startDaemonStory({ beside: first, holder: 'process 2 on story' });
    await second.when(() => second.daemon.status().role === 'standby');
    expect(second.daemon.status().leader).toBe('process 1 on story');
    await expect(second.daemon.pause('acme', { reason: 'x', by: 'y' })).rejects.toMatchObject({
      code: 'DAEMON_NOT_LEADING',
    });
    expect(second.daemon.readiness().isReady).toBe(true);
    // Nobody who was killed gives a lease back.
    const heldUntilMs = first.disk.lease?.untilMs ?? 0;
    first.disk.lease = { holder: 'a dead process', fence: (first.disk.fence += 1), untilMs: heldUntilMs };
    const diedAtMs = first.clock.now();
    await second.when(() => second.daemon.status().role === 'leader' || first.daemon.status().role === 'leader');
    expect(first.clock.now() - diedAtMs).toBeLessThan(15_000);
  });

  it('hand over at once when the first one is stopped', async () => {
    const first = await startDaemonStory();
    await first.when(() => first.daemon.status().role === 'leader');
    const second = await startDaemonStory({ beside: first, holder: 'process 2 on story' });
    await second.when(() => second.daemon.status().role === 'standby');
    const stoppedAtMs = first.clock.now();
    await first.stop();
    await second.when(() => second.daemon.status().role === 'leader');
    expect(first.clock.now() - stoppedAtMs).toBeLessThan(4_000);
    second.declare('acme');
    second.save();
    await second.when(() => second.wap.subscriptions.size === 1);
  });

  it('finish what the first one left in its midst, and make nothing twice', async () => {
    const first = await startDaemonStory();
    first.wap.slowMs.set('create hosting-plan/VDC acme', 30_000);
    first.declare('acme');
    first.save();
    await first.when(() => first.wap.asked.includes('create hosting-plan/VDC acme'));
    const second = await startDaemonStory({ beside: first, holder: 'process 2 on story' });
    first.disk.lease = undefined;
    await second.when(() => second.wap.subscriptions.size === 1);
    await second.pass(600_000);
    expect(second.wap.subscriptions.size).toBe(1);
    expect([...second.wap.hostingPlans.values()].filter(({ displayName }) => displayName === 'VDC acme')).toHaveLength(
      1,
    );
    expect(second.disk.intents.size).toBe(0);
  });
});

describe('a daemon that takes over from one that died', () => {
  it('ends what that one has left open before it does anything, and history says so', async () => {
    const first = await startDaemonStory();
    await first.when(() => first.daemon.status().role === 'leader');
    await first.stop();
    first.disk.intents.set('intent-of-the-dead', anIntent({ id: 'intent-of-the-dead' }));
    const second = await startDaemonStory({ beside: first, holder: 'process 2 on story' });
    await second.when(() => second.daemon.status().lastPass !== undefined);
    expect(second.disk.intents.size).toBe(0);
    expect(second.disk.history).toMatchObject([{ vdc: 'acme-prod', outcome: 'failed', vdcReason: 'unfinished' }]);
  });
});

describe('a daemon that is to stop', () => {
  it('lets what is under way end, begins nothing new, gives its lease back and writes down what it knows', async () => {
    const story = await startDaemonStory();
    story.wap.slowMs.set('create user/acme@example.org', 20_000);
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.asked.includes('create user/acme@example.org'));
    const stoppedAtMs = story.clock.now();
    await story.stop();
    expect(story.clock.now() - stoppedAtMs).toBeLessThan(35_000);
    expect(story.wap.users.size).toBe(1);
    expect(story.wap.writes()).toEqual(['create user/acme@example.org']);
    expect(story.disk.lease).toBeUndefined();
    expect(story.disk.intents.size).toBe(0);
    expect(story.daemon.status().role).toBe('stopping');
  });

  it('makes one pass and its work with isOnce, and ends by itself', async () => {
    const story = await startDaemonStory({ isOnce: true });
    await story.ended;
    expect(story.wap.asked).toEqual(['observe']);
  });
});
