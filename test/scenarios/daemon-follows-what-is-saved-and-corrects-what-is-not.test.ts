import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startStory } from '../support/story.ts';
import { cpuOf, eventually, startStoryDaemon, stateOf } from '../support/story-daemon.ts';

describe('a daemon over a folder of specs', () => {
  it('carries out what is saved, keeps what it cannot read as it is, and corrects what was changed by hand', async () => {
    const story = await startStory();
    await story.setting('interval: 5m', 'interval: 5s');
    await story.spec('acme');
    const daemon = await startStoryDaemon(story);
    await eventually(() => stateOf(story, 'acme') === 'active');

    await story.spec('acme', { cpu: 16 });
    await eventually(() => cpuOf(story, 'acme') === 16);

    // A bad document: nothing of it is done, and nothing of the others undone.
    await story.write(
      'specs/acme.yaml',
      'apiVersion: vdc/v1\nkind: VirtualDataCenter\nmetadata: { name: acme }\nspec: { cpuu: 3 }\n',
    );
    await story.spec('beta');
    await eventually(() => stateOf(story, 'beta') === 'active');
    expect(cpuOf(story, 'acme')).toBe(16);
    await eventually(async () => (await story.vdc('get', 'acme')).all.includes('its document has a problem'));
    await story.spec('acme', { cpu: 4 });
    await eventually(() => cpuOf(story, 'acme') === 4);

    story.hand.patchSubscription(story.subscription('beta').id, { Status: 'Suspended' });
    await eventually(() => stateOf(story, 'beta') === 'active');
    const history = await story.vdc('history', 'beta', '-n', '1', '-o', 'json');
    expect(JSON.parse(history.out)).toMatchObject({ history: [{ verb: 'resume', vdcReason: 'drift' }] });

    expect(await daemon.stop()).toBe(0);
  });

  it('keeps everything when the folder is gone for a while', async () => {
    const story = await startStory();
    await story.spec('acme');
    const daemon = await startStoryDaemon(story);
    await eventually(() => stateOf(story, 'acme') === 'active');
    await rename(join(story.folder, 'specs'), join(story.folder, 'away'));
    await eventually(async () =>
      (await daemon.status()).circuits.some(({ name, isOpen }) => name === 'source' && isOpen),
    );
    expect(stateOf(story, 'acme')).toBe('active');
    await rename(join(story.folder, 'away'), join(story.folder, 'specs'));
    await eventually(async () => (await daemon.status()).circuits.every(({ isOpen }) => !isOpen));
    expect(await daemon.stop()).toBe(0);
  });

  it('is approved of, paused and asked from another terminal', async () => {
    const story = await startStory();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await story.spec(name);
    await startStoryDaemon(story);
    await eventually(() => ['a', 'b', 'c', 'd', 'e'].every((name) => stateOf(story, name) === 'active'));

    const paused = await story.vdc('pause', 'e', '--reason', 'ticket 4711', '--by', 'jo');
    expect(paused.code).toBe(0);
    await story.removeSpec('a', 'b', 'c', 'd');
    await eventually(async () => (await story.vdc('status')).all.includes('vdc approve'));
    const fingerprint = /vdc approve (sha256:[0-9a-f]+)/.exec((await story.vdc('status')).all)?.[1] ?? '';
    expect(await story.vdc('approve', fingerprint, '--yes')).toMatchObject({ code: 0 });
    await eventually(() => ['a', 'b', 'c', 'd'].every((name) => stateOf(story, name) === 'suspended'));

    await story.spec('e', { cpu: 2 });
    const asked = await story.vdc('reconcile', 'e');
    expect(asked.all).toContain('ticket 4711');
    expect(cpuOf(story, 'e')).toBe(8);
    expect((await story.vdc('unpause', 'e')).code).toBe(0);
    await eventually(() => cpuOf(story, 'e') === 2);
    const again = await story.vdc('reconcile', 'e');
    expect(again.code).toBe(0);
  });

  it('refuses to share its state with a second one, and with an apply', async () => {
    const story = await startStory();
    await story.spec('acme');
    const first = await startStoryDaemon(story);
    await eventually(() => stateOf(story, 'acme') === 'active');
    const apply = await story.apply();
    expect(apply.code).toBe(1);
    expect(apply.all).toContain('STATE_LOCKED');
    const second = await startStoryDaemon(story, { config: 'second.yaml' });
    await eventually(async () => (await second.status()).role === 'standby');
    first.run.kill('SIGKILL');
    await eventually(async () => (await second.status()).role === 'leader');
    expect(await second.stop()).toBe(0);
  });
});

describe('a daemon that is killed in the midst', () => {
  it('is taken up by the next one, which makes nothing twice and loses nothing', async () => {
    const story = await startStory({ latencyMs: 30 });
    for (let i = 0; i < 12; i += 1) await story.spec(`vdc-${i}`);
    const first = await startStoryDaemon(story);
    await eventually(() => story.made().subscriptions.length > 0);
    first.run.kill('SIGKILL');
    await first.run.ended;
    const second = await startStoryDaemon(story, { config: 'second.yaml' });
    await eventually(() => story.made().subscriptions.filter((line) => line.includes(': active on')).length === 12);
    expect(story.made()).toMatchObject({
      users: { length: 12 },
      hostingPlans: { length: 12 },
      subscriptions: { length: 12 },
    });
    expect(await second.stop()).toBe(0);
  });
});

describe('one pass', () => {
  it('does what is to be done and ends', async () => {
    const story = await startStory();
    await story.spec('acme');
    const run = await story.vdc('run', '--once');
    expect(run.code).toBe(0);
    expect(stateOf(story, 'acme')).toBe('active');
  });
});
