import { noAccounts } from '../../support/no-accounts.ts';
import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../../src/model/controller-error.ts';
import type { ApplyOptions } from '../../../src/executor/apply-plan.ts';
import type { VmPower } from '../../../src/model/virtual-machine.ts';
import { outcomesOf } from '../../support/apply-story.ts';
import { asleep, awake, type MachineStory, startMachineStory } from '../../support/machine-story.ts';

const minute = 60_000;
const soon = { waitMs: 2 * minute, vmWaitMs: 5 * minute } as const;
const before = { db: 'paused', old: 'off', saved: 'saved', web: 'running' } as const;

/** A VDC that was suspended while its machines were as `powers` says. */
async function suspended(
  access: 'spf' | 'tenant',
  powers: Readonly<Record<string, VmPower>> = before,
): Promise<MachineStory> {
  const story = await startMachineStory(access);
  for (const [name, power] of Object.entries(powers)) story.machines.put(story.subscriptionId('acme'), name, power);
  await story.pass({ acme: asleep });
  story.machines.requests.length = 0;
  return story;
}

const vmsOutcome = (report: Awaited<ReturnType<MachineStory['pass']>>) =>
  report.vdcs[0]?.results.find(({ action }) => action.kind === 'vms')?.outcome;

describe.each(['spf', 'tenant'] as const)('machines that are brought back, with %s access', (access) => {
  it('are exactly as they were, and nothing of them is remembered any longer', async () => {
    const story = await suspended(access);
    const report = await story.pass({ acme: awake });
    expect(outcomesOf(report, 'acme')).toEqual(['done', 'done']);
    expect(story.machines.powers()).toEqual(before);
    expect([...story.machines.requests].sort()).toEqual(['pause db', 'start db', 'start web']);
    expect(await story.held('acme')).toBeUndefined();
    expect(await story.pass({ acme: awake })).toMatchObject({ vdcs: [] });
  });

  it('stay off with onResume none, and are forgotten', async () => {
    const story = await suspended(access);
    await story.pass({ acme: { ...awake, onResume: 'none' } });
    expect(story.machines.requests).toEqual([]);
    expect(await story.held('acme')).toBeUndefined();
  });

  it('are all on with onResume all, and whom the customer stops afterwards stays off', async () => {
    const story = await suspended(access);
    const wish = { ...awake, onResume: 'all' } as const;
    await story.pass({ acme: wish });
    expect(story.machines.powers()).toEqual({ db: 'running', old: 'running', saved: 'running', web: 'running' });
    story.machines.change('old', 'off');
    expect(await story.pass({ acme: wish })).toMatchObject({ vdcs: [] });
    expect(story.machines.powers()).toMatchObject({ old: 'off' });
  });

  it('are tried again by the next pass when they cannot be started, while the customer is in', async () => {
    const story = await suspended(access, { web: 'running', db: 'running' });
    story.machines.failedJobs.set('start web', 'no room on any host.');
    const report = await story.pass({ acme: awake });
    expect(JSON.stringify(vmsOutcome(report))).toContain('web: no room on any host.');
    expect(story.status('acme')).toBe('active');
    expect(story.machines.powers()).toEqual({ db: 'running', web: 'off' });
    story.machines.change('db', 'off');
    story.machines.failedJobs.clear();
    await story.pass({ acme: awake });
    expect(story.machines.powers()).toEqual({ db: 'off', web: 'running' });
  });

  it('keep no customer out because one of them is stuck', async () => {
    const story = await suspended(access, { web: 'running', db: 'running' });
    story.machines.change('web', 'moving');
    const report = await story.pass({ acme: awake }, soon);
    expect(story.status('acme')).toBe('active');
    expect(JSON.stringify(vmsOutcome(report))).toContain('web is still moving');
    story.machines.change('web', 'off');
    await story.pass({ acme: awake });
    expect(story.machines.powers()).toEqual({ db: 'running', web: 'running' });
  });

  it('are told of when they are gone or in trouble, also when another one fails', async () => {
    const story = await suspended(access, { gone: 'running', sick: 'running', web: 'running' });
    const gone = (await story.held('acme'))?.vms.find(({ name }) => name === 'gone');
    story.machines.change('sick', 'broken');
    story.machines.failedJobs.set('start web', 'no room');
    const vms = {
      ...story.machines.provider,
      list: async (...args: Parameters<typeof story.machines.provider.list>) =>
        (await story.machines.provider.list(...args)).filter(({ id }) => id !== gone?.id),
      look: async (...args: Parameters<typeof story.machines.provider.look>) => ({
        vms: new Map([...(await story.machines.provider.look(...args)).vms].filter(([id]) => id !== gone?.id)),
      }),
    };
    const told = JSON.stringify(
      vmsOutcome(await story.pass({ acme: awake }, { provider: { ...story.provider, vms } })),
    );
    for (const words of ['gone is no longer there', 'sick is broken', 'web: no room']) expect(told).toContain(words);
  });

  it('are looked up at their own address when a listing lacks them', async () => {
    const story = await suspended(access, { web: 'running' });
    const vms = { ...story.machines.provider, list: async () => [] };
    await story.pass({ acme: awake }, { provider: { ...story.provider, vms } });
    expect(story.machines.powers()).toEqual({ web: 'running' });
  });

  it('are taken up again after an abort, each started once', async () => {
    const story = await suspended(access, { web: 'running', db: 'running' });
    const { abort, machines } = story;
    machines.onCall = (call) => {
      if (call.startsWith('start')) abort.abort();
    };
    const report = await story.pass({ acme: awake }, { concurrency: 1 });
    expect(vmsOutcome(report)).toMatchObject({ kind: 'waiting' });
    expect(machines.requests).toHaveLength(1);
    expect(await story.held('acme')).toMatchObject({ isReturning: true });
  });
});

describe('machines that cannot even be looked at', () => {
  it('keep no customer out, and the next pass brings them back', async () => {
    const story = await suspended('spf', { web: 'running' });
    const vms = {
      ...story.machines.provider,
      list: () => Promise.reject(new ControllerError('SPF_UNREACHABLE', 'SPF does not answer.')),
    };
    const report = await story.pass({ acme: awake }, { provider: { ...story.provider, vms } });
    expect(outcomesOf(report, 'acme')).toEqual(['done', 'done']);
    expect(JSON.stringify(vmsOutcome(report))).toContain('SPF does not answer. ');
    expect(story.status('acme')).toBe('active');
    const next = await story.pass({ acme: awake }, { provider: { ...story.provider, vms } });
    expect(outcomesOf(next, 'acme')).toEqual(['failed SPF_UNREACHABLE']);
    await story.pass({ acme: awake });
    expect(story.machines.powers()).toEqual({ web: 'running' });
  });
});

describe('a return that could not be noted', () => {
  it('fails its own VDC only, and nothing is called for it', async () => {
    const story = await startMachineStory('tenant', ['acme', 'other']);
    story.machines.put(story.subscriptionId('other'), 'web', 'running');
    const wish = { ...asleep, onResume: 'all' } as const;
    await story.pass({ acme: wish, other: wish });
    const { store } = story;
    const failing: ApplyOptions['store'] = {
      ...noAccounts,
      begin: (intent) => store.begin(intent),
      end: (ending) => store.end(ending),
      holdVms: async (...args) => {
        if (args[0] === story.subscriptionId('acme')) throw new Error('the disk is full');
        return store.holdVms(...args);
      },
    };
    const all = { ...awake, onResume: 'all' } as const;
    const report = await story.pass({ acme: all, other: all }, { store: failing });
    expect(outcomesOf(report, 'acme')).toEqual(['failed STATE_FAILED', 'skipped PREVIOUS_ACTION_FAILED']);
    expect(outcomesOf(report, 'other')).toEqual(['done', 'done']);
    expect(story.status('acme')).toBe('suspended');
    expect(await story.store.readOpenIntents()).toEqual([]);
  });
});

describe('a suspension that its customer interrupts, or that is given up', () => {
  it('gives back what it stopped when its spec is active again before it was finished', async () => {
    const story = await startMachineStory('tenant');
    for (const [name, power] of Object.entries({ web: 'running', off: 'off', stuck: 'moving' } as const))
      story.machines.put(story.subscriptionId('acme'), name, power);
    await story.pass({ acme: asleep }, soon);
    expect(story.status('acme')).toBe('active');
    story.machines.change('stuck', 'running');
    await story.pass({ acme: awake });
    expect(story.machines.powers()).toEqual({ off: 'off', stuck: 'running', web: 'running' });
  });

  it('waits until WAP lets the customer in again', async () => {
    const story = await suspended('tenant', { web: 'running' });
    const letInAtMs = story.clock.now() + 30_000;
    const { provider } = story.machines;
    const vms = {
      ...story.machines.provider,
      list: async (...args: Parameters<typeof provider.list>) => {
        if (story.clock.now() < letInAtMs) throw new ControllerError('WAP_FORBIDDEN', 'not yet');
        return provider.list(...args);
      },
    };
    const report = await story.pass({ acme: awake }, { provider: { ...story.provider, vms } });
    expect(outcomesOf(report, 'acme')).toEqual(['done', 'done']);
    expect(story.machines.powers()).toEqual({ web: 'running' });
  });
});
