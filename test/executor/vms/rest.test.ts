import { noAccounts } from '../../support/no-accounts.ts';
import { describe, expect, it } from 'vitest';
import { outcomesOf } from '../../support/apply-story.ts';
import { asleep, awake, type MachineStory, startMachineStory } from '../../support/machine-story.ts';

const minute = 60_000;
const never = { waitMs: 2 * minute, vmWaitMs: 5 * minute } as const;

async function startWith(
  access: 'spf' | 'tenant',
  machines: Readonly<Record<string, Parameters<MachineStory['machines']['put']>[2]>>,
): Promise<MachineStory> {
  const story = await startMachineStory(access);
  for (const [name, power] of Object.entries(machines)) story.machines.put(story.subscriptionId('acme'), name, power);
  return story;
}

const firstOf = (report: Awaited<ReturnType<MachineStory['pass']>>, kind = 'vms') =>
  report.vdcs.find(({ name }) => name === 'acme')?.results.find(({ action }) => action.kind === kind)?.outcome;

describe.each(['spf', 'tenant'] as const)('machines that are put to rest, with %s access', (access) => {
  it('are remembered, durably, before the first of them is asked', async () => {
    const story = await startWith(access, { web: 'running', db: 'paused', old: 'off' });
    const found: unknown[] = [];
    story.machines.onCall = (call) => {
      if (/^(shutdown|stop)/.test(call) && found.length === 0) found.push(story.held('acme'));
    };
    await story.pass({ acme: asleep });
    expect(await found[0]).toMatchObject({
      vms: [
        { name: 'web', before: 'running', asked: { operation: 'shutdown' } },
        { name: 'db', before: 'paused', asked: { operation: 'stop' } },
      ],
    });
  });

  it('are asked nothing when they cannot be remembered', async () => {
    const story = await startWith(access, { web: 'running' });
    const holdVms = async () => {
      throw new Error('the disk is full');
    };
    const { store } = story;
    const report = await story.pass(
      { acme: asleep },
      {
        store: { ...noAccounts, begin: (intent) => store.begin(intent), end: (ending) => store.end(ending), holdVms },
      },
    );
    expect(firstOf(report)).toMatchObject({ kind: 'failed' });
    expect(story.machines.requests).toEqual([]);
    expect(await story.store.readOpenIntents()).toEqual([]);
  });

  it('are asked once each, and told of in history', async () => {
    const story = await startWith(access, { web: 'running', db: 'paused', old: 'off', lib: 'stored' });
    const report = await story.pass({ acme: asleep });
    expect([...story.machines.requests].sort()).toEqual(['shutdown web', 'stop db']);
    expect(firstOf(report)).toMatchObject({ kind: 'done', note: expect.stringContaining('shut down web') });
    expect(await story.pass({ acme: asleep })).toMatchObject({ vdcs: [] });
  });

  it('have their power cut after the time of a shutdown, whether the guest is deaf or hangs on its way', async () => {
    const story = await startWith(access, { deaf: 'running', hangs: 'running' });
    story.machines.deafGuests.add('deaf');
    story.machines.hangingGuests.add('hangs');
    const startedAtMs = story.clock.now();
    const report = await story.pass({ acme: asleep });
    expect(story.machines.powers()).toEqual({ deaf: 'off', hangs: 'off' });
    expect([...story.machines.requests].sort()).toEqual(['shutdown deaf', 'shutdown hangs', 'stop deaf', 'stop hangs']);
    expect(story.clock.now() - startedAtMs).toBeGreaterThanOrEqual(10 * minute);
    expect(story.clock.now() - startedAtMs).toBeLessThan(11 * minute);
    expect(outcomesOf(report, 'acme')).toEqual(['done', 'done']);
  });

  it('are not asked twice when an answer was lost, unless a look shows that nothing moves', async () => {
    const story = await startWith(access, { web: 'running', db: 'running' });
    story.machines.lostAnswers.add('shutdown web');
    story.machines.refusals.set('shutdown db', {
      kind: 'refused',
      code: 'ANSWER_LOST',
      message: 'lost',
      isUncertain: true,
    });
    story.machines.onCall = (call) => {
      if (call === 'shutdown db' && story.machines.requests.includes('shutdown db')) story.machines.refusals.clear();
    };
    await story.pass({ acme: asleep });
    expect([...story.machines.requests].sort()).toEqual(['shutdown db', 'shutdown db', 'shutdown web']);
    expect(story.machines.powers()).toEqual({ db: 'off', web: 'off' });
  });

  it('are not asked twice because many were asked in a row, and the first looks came late', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `m${n + 10}`);
    const story = await startWith(access, Object.fromEntries(names.map((name) => [name, 'running'])));
    Object.assign(story.machines, { latencyMs: 4_000, takesMs: 50_000, givesJobIds: false, showsNothing: true });
    await story.pass({ acme: { ...asleep, onSuspend: 'stop' } }, { concurrency: 1 });
    expect([...story.machines.requests].sort()).toEqual(names.map((name) => `stop ${name}`));
  });

  it('are not asked twice while the job that an answer did not name is at work', async () => {
    for (const isLost of [false, true]) {
      const story = await startWith(access, { web: 'running' });
      Object.assign(story.machines, { takesMs: 4 * minute, givesJobIds: false, showsNothing: true });
      if (isLost) story.machines.lostAnswers.add('stop web');
      await story.pass({ acme: { ...asleep, onSuspend: 'stop' } });
      expect(story.machines.requests).toEqual(['stop web']);
      expect(story.machines.powers()).toEqual({ web: 'off' });
    }
  });

  it('are not asked twice because their job was over right after they were looked at', async () => {
    const story = await startWith(access, { web: 'running' });
    // Asked at 10 ms or 20 ms; every look takes half a minute, so that the job ends between one and the look for it.
    Object.assign(story.machines, { takesMs: 65_000, showsNothing: true });
    story.machines.onCall = (call) => {
      story.machines.latencyMs = /^(list|look|job)$/.test(call) ? 30_000 : 10;
    };
    await story.pass({ acme: { ...asleep, onSuspend: 'stop' } });
    expect(story.machines.requests).toEqual(['stop web']);
  });

  it('are looked at, with their jobs, by no more calls at a time than there are slots', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `m${n + 10}`);
    const story = await startWith(access, Object.fromEntries(names.map((name) => [name, 'running'])));
    story.machines.showsNothing = true;
    await story.pass({ acme: asleep }, { concurrency: 2 });
    expect(story.machines.mostInFlight()).toBe(2);
  });

  it('that are in trouble are told of and hold up nobody', async () => {
    const story = await startWith(access, { web: 'running', sick: 'broken' });
    const report = await story.pass({ acme: asleep });
    expect(outcomesOf(report, 'acme')).toEqual(['done', 'done']);
    expect(firstOf(report)).toMatchObject({ warning: expect.stringContaining('sick is HostNotResponding') });
    expect(story.status('acme')).toBe('suspended');
  });

  it('are told of when they cannot be stopped, together with those in trouble', async () => {
    const story = await startWith(access, { web: 'running', sick: 'broken' });
    story.machines.failedJobs.set('stop web', 'its host is gone');
    const report = await story.pass({ acme: { ...asleep, onSuspend: 'stop' } });
    expect(firstOf(report)).toMatchObject({ kind: 'failed', code: 'VMS_NOT_AT_REST' });
    expect(JSON.stringify(firstOf(report))).toContain('web: its host is gone');
    expect(JSON.stringify(firstOf(report))).toContain('sick is HostNotResponding');
    expect(story.status('acme')).toBe(access === 'spf' ? 'suspended' : 'active');
  });

  it('that are stuck on their way are waited for only so long', async () => {
    const story = await startWith(access, { web: 'running', stuck: 'moving' });
    const report = await story.pass({ acme: asleep }, never);
    expect(firstOf(report)).toEqual({
      kind: 'waiting',
      message: 'stuck is still UnderMigration; the next pass looks again',
    });
    expect(story.machines.powers()).toMatchObject({ web: 'off' });
    expect(story.status('acme')).toBe(access === 'spf' ? 'suspended' : 'active');
  });

  it('and that turn up while others are on their way are put to rest too', async () => {
    const story = await startWith(access, { web: 'running' });
    story.machines.onCall = (call) => {
      if (call === 'shutdown web') story.machines.put(story.subscriptionId('acme'), 'new', 'running');
    };
    await story.pass({ acme: asleep });
    expect(story.machines.powers()).toEqual({ new: 'off', web: 'off' });
    await story.pass({ acme: awake });
    expect(story.machines.powers()).toEqual({ new: 'running', web: 'running' });
  });

  it('hold no slot while they are waited for: with a single one another VDC goes on', async () => {
    const story = await startMachineStory(access, ['acme', 'other']);
    story.machines.put(story.subscriptionId('acme'), 'deaf', 'running');
    story.machines.deafGuests.add('deaf');
    story.machines.put(story.subscriptionId('other'), 'quick', 'running');
    const startedAtMs = story.clock.now();
    const report = await story.pass({ acme: asleep, other: asleep }, { concurrency: 1 });
    expect(report.counts).toMatchObject({ done: 4 });
    const ended = story.events.findIndex((event) => event.kind === 'vdc-ended' && event.vdc === 'other');
    const cut = story.events.findIndex((event) => event.kind === 'vdc-ended' && event.vdc === 'acme');
    expect(ended).toBeLessThan(cut);
    expect(story.clock.now() - startedAtMs).toBeGreaterThanOrEqual(10 * minute);
    expect(story.machines.powers()).toEqual({ deaf: 'off', quick: 'off' });
  });

  it('are left where they are by an abort, which says so, and the next pass goes on', async () => {
    const story = await startWith(access, { web: 'running', db: 'running' });
    story.machines.onCall = (call) => {
      if (call === 'shutdown web') story.abort.abort();
    };
    const report = await story.pass({ acme: asleep }, { concurrency: 1 });
    expect(report.aborted).toBe(true);
    expect(firstOf(report)).toMatchObject({ kind: 'waiting' });
    expect(story.machines.requests).toEqual(['shutdown web']);
    expect(await story.held('acme')).toMatchObject({ vms: [{ name: 'web' }, { name: 'db' }] });
    expect(await story.store.readOpenIntents()).toEqual([]);
  });

  it('are given their time to the minute though the clock is set back, or jumps ahead and back', async () => {
    for (const skews of [[-60 * minute], [60 * minute, 0]]) {
      const story = await startWith(access, { deaf: 'running' });
      story.machines.deafGuests.add('deaf');
      const startedAtMs = story.clock.now();
      const now = () => {
        const passed = story.clock.now() - startedAtMs;
        return story.clock.now() + (passed < 1 ? 0 : passed < minute ? (skews[0] ?? 0) : (skews.at(-1) ?? 0));
      };
      await story.pass({ acme: { ...asleep } }, { now });
      expect(story.machines.powers()).toEqual({ deaf: 'off' });
      expect(story.clock.now() - startedAtMs).toBeLessThan(12 * minute);
    }
  });
});

describe('a shutdown that was asked for by an earlier process', () => {
  it('is not waited for until a clock that was wrong then comes true', async () => {
    const story = await startWith('tenant', { web: 'moving' });
    const asked = { operation: 'shutdown', atMs: story.clock.now() + 10_000 * minute } as const;
    const vms = [{ id: 'vm-web', stampId: 'stamp-1', name: 'web', before: 'running', asked }] as const;
    await story.store.holdVms(story.subscriptionId('acme'), { isComplete: false, vms });
    const startedAtMs = story.clock.now();
    await story.pass({ acme: asleep }, never);
    expect(story.clock.now() - startedAtMs).toBeLessThan(20 * minute);
    expect(story.machines.powers()).toEqual({ web: 'off' });
  });

  it('makes nobody wait for ever who wants something else of a machine that is stuck', async () => {
    for (const wish of [awake, { ...asleep, onSuspend: 'stop' } as const]) {
      const story = await startWith('tenant', { web: 'moving' });
      const asked = { operation: 'shutdown', atMs: story.clock.now() } as const;
      const vms = [{ id: 'vm-web', stampId: 'stamp-1', name: 'web', before: 'running', asked }] as const;
      await story.store.holdVms(story.subscriptionId('acme'), { isComplete: false, vms });
      const report = await story.pass({ acme: wish }, never);
      expect(firstOf(report)).toMatchObject({ kind: 'waiting' });
    }
  });
});

describe('a VDC that somebody made active by hand, and that is suspended again', () => {
  it.each(['spf', 'tenant'] as const)('gives back all that ran then, with %s access', async (access) => {
    const story = await startWith(access, { web: 'running', off: 'off' });
    await story.pass({ acme: asleep });
    // Somebody in VMM; with SPF it is seen, stopped, and not to come back.
    story.machines.change('off', 'running');
    await story.pass({ acme: asleep });
    story.setStatus('acme', 'active');
    for (const name of ['web', 'off']) story.machines.change(name, 'running');
    await story.pass({ acme: asleep });
    expect(story.machines.powers()).toEqual({ web: 'off', off: 'off' });
    await story.pass({ acme: awake });
    expect(story.machines.powers()).toEqual({ web: 'running', off: 'running' });
  });

  it('is given its time to shut down anew', async () => {
    const story = await startWith('tenant', { web: 'running' });
    await story.pass({ acme: asleep });
    story.setStatus('acme', 'active');
    await story.clock.sleep(100 * minute, new AbortController().signal);
    let looks = 0;
    // It is being backed up at this moment.
    story.machines.change('web', 'moving');
    story.machines.onCall = (call) => {
      looks += call === 'list' || call === 'look' ? 1 : 0;
      if (looks === 2) story.machines.change('web', 'running');
    };
    await story.pass({ acme: asleep });
    expect(story.machines.requests).toEqual(['shutdown web', 'shutdown web']);
  });

  it('remembers what ran though the process dies right after the suspension', async () => {
    const story = await startWith('spf', { web: 'off' });
    await story.pass({ acme: asleep });
    story.setStatus('acme', 'active');
    story.machines.change('web', 'running');
    const dies = {
      ...story.provider,
      carryOut: async (...args: Parameters<typeof story.provider.carryOut>) => {
        const outcome = await story.provider.carryOut(...args);
        story.abort.abort();
        return outcome;
      },
    };
    await story.pass({ acme: asleep }, { provider: dies });
    expect(story.status('acme')).toBe('suspended');
    const again = await startMachineStory('spf');
    for (const [id, held] of (await story.store.readMemory(0)).heldVms) await again.store.holdVms(id, held);
    again.machines.put(again.subscriptionId('acme'), 'web', 'running');
    again.setStatus('acme', 'suspended');
    await again.pass({ acme: asleep });
    await again.pass({ acme: awake });
    expect(again.machines.powers()).toEqual({ web: 'running' });
  });
});
