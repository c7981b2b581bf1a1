import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../../src/model/controller-error.ts';
import type { VmPower } from '../../../src/model/virtual-machine.ts';
import { asleep, atOnce, type MachineStory, startMachineStory } from '../../support/machine-story.ts';

const minute = 60_000;
const soon = { waitMs: 2 * minute, vmWaitMs: 5 * minute } as const;

/** Suspended, and without grace: its spec is gone with the next pass. */
async function leaving(access: 'spf' | 'tenant', powers: Readonly<Record<string, VmPower>>): Promise<MachineStory> {
  const story = await startMachineStory(access);
  for (const [name, power] of Object.entries(powers)) story.machines.put(story.subscriptionId('acme'), name, power);
  await story.pass({ acme: { ...asleep, ...atOnce, onSuspend: 'none' } });
  return story;
}

const vmsOutcome = (report: Awaited<ReturnType<MachineStory['pass']>>) =>
  report.vdcs[0]?.results.find(({ action }) => action.kind === 'vms')?.outcome;

describe.each(['spf', 'tenant'] as const)('a VDC that is cleared before it is deleted, with %s access', (access) => {
  it('loses its machines, on or off, its roles and networks, then its subscription', async () => {
    const story = await leaving(access, { web: 'running', db: 'paused', old: 'off', sick: 'broken', lib: 'stored' });
    const id = story.subscriptionId('acme');
    story.machines.put(id, 'role-0', 'running', { roleName: 'front' });
    story.machines.leftovers.set(id, [
      { kind: 'vm-role', id: 'r', name: 'front' },
      { kind: 'network', id: 'n', name: 'front' },
    ]);
    const report = await story.pass({});
    expect(report.counts).toMatchObject({ failed: 0, waiting: 0, skipped: 0 });
    expect(story.machines.powers()).toEqual({});
    expect(story.machines.leftovers.get(id)).toEqual([]);
    expect(story.status('acme')).toBeUndefined();
    expect(story.machines.requests.filter((request) => request.endsWith('role-0'))).toEqual([]);
    expect(await story.held('acme')).toBeUndefined();
  });

  it('keeps its subscription when a machine cannot be deleted, and the others are gone', async () => {
    const story = await leaving(access, { web: 'running', db: 'off' });
    story.machines.refusals.set('remove web', {
      kind: 'refused',
      code: 'WAP_REFUSED',
      message: 'It has a checkpoint.',
    });
    const report = await story.pass({});
    expect(vmsOutcome(report)).toMatchObject({ kind: 'failed', code: 'VMS_NOT_DELETED' });
    expect(JSON.stringify(vmsOutcome(report))).toContain('web: It has a checkpoint.');
    expect(story.machines.powers()).toEqual({ web: 'off' });
    expect(story.status('acme')).toBe(access === 'spf' ? 'suspended' : 'active');
    story.machines.refusals.clear();
    await story.pass({});
    expect(story.status('acme')).toBeUndefined();
  });

  it('waits for a machine that is stuck only so long, and stays', async () => {
    const story = await leaving(access, { stuck: 'moving' });
    expect(vmsOutcome(await story.pass({}, soon))).toMatchObject({ kind: 'waiting' });
    expect(story.status('acme')).toBeDefined();
  });

  it('names what is left over, and stays; of two of one name the other one goes', async () => {
    const story = await leaving(access, { web: 'off' });
    const id = story.subscriptionId('acme');
    const left = [
      { kind: 'network', id: 'a', name: 'front' },
      { kind: 'network', id: 'b', name: 'front' },
    ] as const;
    story.machines.leftovers.set(id, [...left]);
    const { provider } = story.machines;
    let bIsGoneAtMs = Infinity;
    const vms: typeof story.machines.provider = {
      ...story.machines.provider,
      listLeftovers: async (...args) =>
        (await provider.listLeftovers(...args)).filter((one) => one.id !== 'b' || story.clock.now() < bIsGoneAtMs),
      removeLeftover: async (vdc, leftover, signal) => {
        if (leftover.id === 'a') return { kind: 'refused', code: 'WAP_REFUSED', message: 'in use by a gateway' };
        bIsGoneAtMs = story.clock.now() + 20_000;
        return provider.removeLeftover(vdc, { ...leftover, id: 'none' }, signal);
      },
    };
    const outcome = vmsOutcome(await story.pass({}, { provider: { ...story.provider, vms }, ...soon }));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'VDC_LEFTOVERS' });
    expect(JSON.stringify(outcome)).toContain('network front (in use by a gateway) is still there');
    expect(story.status('acme')).toBeDefined();
  });

  it('asks for nothing more after an abort', async () => {
    const story = await leaving(access, { web: 'off' });
    const id = story.subscriptionId('acme');
    story.machines.leftovers.set(
      id,
      ['a', 'b', 'c'].map((name) => ({ kind: 'vm-role', id: name, name })),
    );
    story.machines.onCall = (call) => {
      if (call === 'remove vm-role a') story.abort.abort();
    };
    const report = await story.pass({}, { concurrency: 1 });
    expect(vmsOutcome(report)).toMatchObject({ kind: 'waiting' });
    expect(story.machines.requests).toEqual(['remove vm-role a']);
  });
});

describe.each(['spf', 'tenant'] as const)('an empty list of machines, with %s access', (access) => {
  const inDoubt = { kind: 'failed', code: 'VMS_NOT_LISTED' };

  it('is not believed while VMM counts some, so that nothing is left that nobody owns', async () => {
    const story = await leaving(access, { web: 'running', db: 'off' });
    story.machines.isBlind = true;
    const outcome = vmsOutcome(await story.pass({}, soon));
    expect(outcome).toMatchObject(inDoubt);
    expect(JSON.stringify(outcome)).toContain('VMM counts 2 machines of this VDC and lists none');
    expect(story.machines.powers()).toEqual({ web: 'running', db: 'off' });
    expect(story.status('acme')).toBeDefined();
    story.machines.isBlind = false;
    expect((await story.pass({})).counts).toMatchObject({ failed: 0 });
    expect(story.machines.powers()).toEqual({});
    expect(story.status('acme')).toBeUndefined();
    expect(await story.held('acme')).toBeUndefined();
  });

  it('is looked at again, and what it lacked is deleted', async () => {
    const story = await leaving(access, { web: 'running' });
    story.machines.isBlind = true;
    story.machines.onCall = (call) => {
      if (call === 'count') story.machines.isBlind = false;
    };
    expect((await story.pass({}, soon)).counts).toMatchObject({ failed: 0 });
    expect(story.machines.powers()).toEqual({});
    expect(story.status('acme')).toBeUndefined();
  });

  it('is believed when the count that lagged behind has come down', async () => {
    const story = await leaving(access, { web: 'off' });
    story.machines.miscounts = 1;
    const lagsUntilMs = story.clock.now() + 50_000;
    story.machines.onCall = () => {
      if (story.clock.now() >= lagsUntilMs) story.machines.miscounts = 0;
    };
    expect((await story.pass({}, soon)).counts).toMatchObject({ failed: 0 });
    expect(story.status('acme')).toBeUndefined();
  });

  it.each([
    [3, 'counts 3 machines'],
    ['nothing-shown', 'nothing at all'],
  ] as const)('is believed after a day against a count that stays %s, and that is told', async (miscounts, words) => {
    const story = await leaving(access, {});
    story.machines.miscounts = miscounts;
    expect(vmsOutcome(await story.pass({}, soon))).toMatchObject(inDoubt);
    await story.clock.sleep(23 * 60 * minute, story.abort.signal);
    expect(vmsOutcome(await story.pass({}, soon))).toMatchObject(inDoubt);
    await story.clock.sleep(60 * minute, story.abort.signal);
    const report = await story.pass({}, soon);
    expect(vmsOutcome(report)).toMatchObject({ kind: 'done', warning: expect.stringContaining(words) as string });
    expect(story.status('acme')).toBeUndefined();
    expect(await story.held('acme')).toBeUndefined();
  });

  it('has to come twice where VMM counts nothing for us', async () => {
    const story = await leaving(access, { web: 'running' });
    story.machines.miscounts = 'uncounted';
    let lists = 0;
    story.machines.isBlind = true;
    story.machines.onCall = (call) => {
      if (call === 'list') story.machines.isBlind = (lists += 1) === 1;
    };
    expect((await story.pass({}, soon)).counts).toMatchObject({ failed: 0 });
    expect(story.machines.powers()).toEqual({});
    expect(story.status('acme')).toBeUndefined();
  });

  it('leaves the VDC as it is when VMM cannot be asked for its count now', async () => {
    const story = await leaving(access, {});
    story.machines.onCall = (call) => {
      if (call === 'count') throw new ControllerError('WAP_UNAVAILABLE', 'not now');
    };
    expect(vmsOutcome(await story.pass({}, soon))).toMatchObject({ kind: 'failed', code: 'WAP_UNAVAILABLE' });
    expect(story.status('acme')).toBeDefined();
  });
});

describe('a VDC that was made active to be cleared', () => {
  it('is cleared though WAP does not let its customer in at once', async () => {
    const story = await leaving('tenant', { web: 'off' });
    const letInAtMs = story.clock.now() + 30_000;
    const { provider } = story.machines;
    const vms: typeof story.machines.provider = {
      ...story.machines.provider,
      listLeftovers: async (...args) => {
        if (story.clock.now() < letInAtMs) throw new ControllerError('WAP_FORBIDDEN', 'not yet');
        return provider.listLeftovers(...args);
      },
    };
    const report = await story.pass({}, { provider: { ...story.provider, vms } });
    expect(report.counts).toMatchObject({ failed: 0 });
    expect(story.status('acme')).toBeUndefined();
  });

  it('is kept, and what ran in it comes back, when its spec returns in the midst of it', async () => {
    const story = await startMachineStory('tenant');
    story.machines.put(story.subscriptionId('acme'), 'web', 'running');
    await story.pass({ acme: { ...asleep, ...atOnce } });
    story.machines.refusals.set('remove web', { kind: 'refused', code: 'WAP_REFUSED', message: 'no' });
    await story.pass({});
    expect(story.status('acme')).toBe('active');
    await story.pass({ acme: {} });
    expect(story.machines.powers()).toEqual({ web: 'running' });
    expect((await story.store.readMemory(0)).inventory.find(({ name }) => name === 'acme')).not.toHaveProperty(
      'isBeingDeleted',
    );
  });
});

describe('a provider of machines that does not come back', () => {
  it('does not keep an apply from ending', async () => {
    const story = await startMachineStory('spf');
    story.machines.put(story.subscriptionId('acme'), 'web', 'running');
    const vms = { ...story.machines.provider, list: () => new Promise<never>(() => {}) };
    void story.clock.sleep(1_000, new AbortController().signal).then(() => story.abort.abort());
    const report = await story.pass({ acme: asleep }, { provider: { ...story.provider, vms }, drainMs: 5_000 });
    expect(vmsOutcome(report)).toMatchObject({ kind: 'failed', code: 'CALL_ABANDONED', isUncertain: true });
  });

  it('or fails in a way nobody foresaw leaves an outcome', async () => {
    const story = await startMachineStory('spf');
    const vms = { ...story.machines.provider, list: () => Promise.reject(new TypeError('x is not a function')) };
    const report = await story.pass({ acme: asleep }, { provider: { ...story.provider, vms } });
    expect(vmsOutcome(report)).toMatchObject({ kind: 'failed', code: 'ACTION_CRASHED' });
    expect(await story.store.readOpenIntents()).toEqual([]);
  });
});
