import { describe, expect, it } from 'vitest';
import { type DaemonStory, startDaemonStory } from '../support/daemon-story.ts';

/** A look takes so long from when it has read the memory to what comes of it. */
function slowLooks(story: DaemonStory, ms: number): void {
  const { provider } = story.wap;
  const before = { ...provider };
  Object.assign(provider, {
    async observe(signal: AbortSignal) {
      const truth = await before.observe(signal);
      await story.clock.sleep(ms, signal);
      return truth;
    },
  });
}

describe('a look in whose midst the work on a VDC ends', () => {
  it('remembers nothing over what that work has written: its customer is told once', async () => {
    const story = await startDaemonStory({ hasOwners: true });
    story.mailbox.before = async (signal) => {
      await story.clock.sleep(5_000, signal);
      return undefined;
    };
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    slowLooks(story, 20_000);
    story.declare('other', { owner: 'else@where.example' });
    story.save();
    await story.when(() => story.wap.subscriptions.size === 2);
    await story.settled();
    await story.pass(3_600_000);
    expect(story.mailbox.told().filter((one) => one.endsWith(' acme'))).toHaveLength(1);
  });

  it('begins nothing from what it has read before: what was done then is not done again', async () => {
    const story = await startDaemonStory();
    story.wap.slowMs.set('update hosting-plan/VDC acme', 10_000);
    story.declare('acme');
    story.save();
    await story.settled();
    slowLooks(story, 20_000);
    story.declare('acme', { cpu: 16 });
    story.save();
    await story.when(() => story.wap.asked.includes('update hosting-plan/VDC acme'));
    story.declare('other');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 2);
    await story.settled();
    expect(story.wap.asked.filter((one) => one === 'update hosting-plan/VDC acme')).toHaveLength(1);
  });
});

describe('a look in whose midst the work on a VDC both begins and ends', () => {
  it('does nothing of that again either', async () => {
    const story = await startDaemonStory();
    for (let n = 0; n < 200; n += 1) story.declare(`many-${n}`);
    story.save();
    await story.when(() => story.wap.subscriptions.size > 20);
    slowLooks(story, 60_000);
    story.declare('other');
    story.save();
    await story.when(() => story.wap.subscriptions.size === 201);
    await story.settled();
    expect(story.wap.asked.filter((one) => one.startsWith('create subscription/'))).toHaveLength(201);
  });
});

describe('an edit that follows another before everything was looked at anew', () => {
  it('is not planned from what was remembered before that other: the customer is told once', async () => {
    const story = await startDaemonStory({ hasOwners: true });
    for (const name of ['x1', 'x2', 'x3']) story.declare(name, { owner: 'else@where.example' });
    story.declare('acme', { state: 'suspended' });
    story.save();
    await story.when(() => story.wap.subscriptions.size === 4);
    await story.settled();
    await story.settled();
    // He hears of it when it is active first; from then on of each change.
    story.declare('acme');
    story.save();
    await story.when(() => story.mailbox.told().some((one) => one.endsWith(' acme')));
    await story.settled();
    story.declare('acme', { state: 'suspended' });
    story.save();
    await story.when(() => story.mailbox.told().filter((one) => one.endsWith(' acme')).length === 2);
    await story.settled();
    slowLooks(story, 20_000);
    story.declare('acme');
    story.save();
    await story.when(() => story.mailbox.told().filter((one) => one.endsWith(' acme')).length === 3);
    story.declare('acme', { cpu: 16 });
    story.save();
    await story.when(() => story.wap.asked.includes('update hosting-plan/VDC acme'));
    await story.pass(3_600_000);
    expect(story.mailbox.told().filter((one) => one.endsWith(' acme'))).toHaveLength(3);
  });
});

describe('a VDC that needs what another one is just making', () => {
  it('waits for that other: their user is asked for once', async () => {
    const story = await startDaemonStory();
    const owner = 'ops@acme.example';
    story.wap.slowMs.set(`create user/${owner}`, 30_000);
    story.declare('a', { owner });
    story.save();
    await story.when(() => story.wap.asked.includes(`create user/${owner}`));
    story.declare('b', { owner });
    story.save();
    await story.when(() => story.wap.subscriptions.size === 2);
    expect(story.wap.asked.filter((one) => one === `create user/${owner}`)).toHaveLength(1);
  });
});

describe('an edit of a VDC that is being worked on', () => {
  it('is carried out as soon as that work has ended, not only with the next regular look', async () => {
    const story = await startDaemonStory();
    story.wap.slowMs.set('create subscription/acme', 60_000);
    story.declare('acme');
    story.save();
    await story.when(() => story.wap.asked.includes('create subscription/acme'));
    story.declare('acme', { cpu: 32 });
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    const madeAtMs = story.clock.now();
    await story.when(() => story.wap.asked.includes('update hosting-plan/VDC acme'));
    expect(story.clock.now() - madeAtMs).toBeLessThan(5_000);
  });
});
