import { describe, expect, it } from 'vitest';
import { outcomesOf } from '../../support/apply-story.ts';
import { asleep, awake, startMachineStory } from '../../support/machine-story.ts';
import { noAccounts } from '../../support/no-accounts.ts';

describe('the list of machines that were put to rest', () => {
  it('is complete once its customer is locked out, and not while he could still start another', async () => {
    for (const access of ['spf', 'tenant'] as const) {
      const story = await startMachineStory(access);
      story.machines.put(story.subscriptionId('acme'), 'web', 'running');
      await story.pass({ acme: asleep });
      expect(await story.held('acme')).toMatchObject({ isComplete: access === 'spf', vms: [{ name: 'web' }] });
    }
  });

  it('is not complete because nothing was seen: what shows up later is the customer’s all the same', async () => {
    const story = await startMachineStory('spf');
    await story.pass({ acme: asleep });
    // The first listing was a false one.
    story.machines.put(story.subscriptionId('acme'), 'web', 'running');
    await story.pass({ acme: asleep });
    expect(story.machines.powers()).toEqual({ web: 'off' });
    await story.pass({ acme: awake });
    expect(story.machines.powers()).toEqual({ web: 'running' });
  });
});

describe('machines of a VDC that moved since the plan was made', () => {
  it('are not touched: somebody has resumed it meanwhile', async () => {
    const story = await startMachineStory('spf');
    await story.pass({ acme: asleep });
    story.machines.put(story.subscriptionId('acme'), 'web', 'running');
    const plan = await story.look({ acme: asleep });
    expect(plan.vdcs.map(({ name }) => name)).toEqual(['acme']);
    story.setStatus('acme', 'active');
    const report = await story.apply(plan.vdcs, { provider: story.provider });
    expect(outcomesOf(report, 'acme')).toEqual(['skipped WORLD_MOVED']);
    expect(story.machines.powers()).toEqual({ web: 'running' });
  });
});

describe('a retirement whose machines could not be noted', () => {
  it('has not begun, so that no grace runs', async () => {
    const story = await startMachineStory('spf');
    story.machines.put(story.subscriptionId('acme'), 'web', 'running');
    await story.pass({ acme: asleep });
    await story.pass({ acme: awake });
    await story.pass({ acme: asleep });
    story.setStatus('acme', 'active');
    const { store } = story;
    const holdVms = async () => {
      throw new Error('the disk is full');
    };
    await story.pass(
      {},
      {
        store: { ...noAccounts, begin: (intent) => store.begin(intent), end: (ending) => store.end(ending), holdVms },
      },
    );
    expect(await story.entry('acme')).not.toHaveProperty('retiredAtMs');
    expect(story.status('acme')).toBe('active');
  });
});
