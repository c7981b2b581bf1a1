import type { ApplyOptions } from '../../src/executor/apply-plan.ts';
import { noAccounts } from '../support/no-accounts.ts';
import { describe, expect, it, vi } from 'vitest';
import { ControllerError } from '../../src/model/controller-error.ts';
import type { Intent, StateStore } from '../../src/state/state-store.ts';
import { outcomesOf, startApplyStory } from '../support/apply-story.ts';
import { creation, plannedVdc, powerOf, standingEntry } from '../support/planned-vdcs.ts';

/** These stories have no machines. */
const noMachines: Pick<StateStore, 'holdVms'> = { holdVms: async () => undefined };

const full = () => new ControllerError('STATE_DISK_FULL', 'the disk is full');

describe('the intent of a VDC', () => {
  it('is durable before its first call, with the inventory entry and the users that are about to be made', async () => {
    const { apply, wap, store, clock } = await startApplyStory();
    const found: unknown[] = [];
    wap.onCall = () => {
      if (found.length > 0) return;
      found.push(Promise.all([store.readOpenIntents(), store.readMemory(clock.now())]));
    };
    const startedAtMs = clock.now();
    await apply([creation('acme')]);
    const [intents, memory] = (await found[0]) as [
      Awaited<ReturnType<StateStore['readOpenIntents']>>,
      Awaited<ReturnType<StateStore['readMemory']>>,
    ];
    expect(intents).toMatchObject([{ vdc: 'acme', revision: 'git:4f9c21', fingerprint: 'sha256:4f9c' }]);
    expect(intents[0]?.actions).toHaveLength(3);
    expect(memory.inventory).toMatchObject([{ name: 'acme', wasSeen: false, hostingPlanId: 'plan-acme' }]);
    expect(memory.createdUsers).toEqual(new Map([['acme@example.org', startedAtMs]]));
    expect(await store.readOpenIntents()).toEqual([]);
  });

  it('stays open when the process dies between a call and its ending', async () => {
    const { apply, wap, store } = await startApplyStory();
    // A store whose process is gone: it never answers an ending.
    const dying = {
      ...noMachines,
      ...noAccounts,
      begin: (intent: Intent) => store.begin(intent),
      end: () => new Promise<void>(() => {}),
    };
    void apply([creation('acme')], { store: dying });
    await vi.waitFor(() => expect(wap.subscriptions.size).toBe(1));
    expect(await store.readOpenIntents()).toMatchObject([{ vdc: 'acme' }]);
    expect(await store.readHistory({ limit: 10 })).toEqual([]);
  });

  it('that could not be written means that nothing is called for that VDC', async () => {
    const { apply, wap, store } = await startApplyStory();
    const begin: StateStore['begin'] = async (intent) => {
      if (intent.vdc === 'b') throw full();
      return store.begin(intent);
    };
    const report = await apply([creation('a'), creation('b')], {
      store: { ...noMachines, ...noAccounts, begin, end: (ending) => store.end(ending) },
    });
    expect(outcomesOf(report, 'a')).toEqual(['done', 'done', 'done']);
    expect(outcomesOf(report, 'b')).toEqual([
      'failed STATE_DISK_FULL',
      'skipped PREVIOUS_ACTION_FAILED',
      'skipped PREVIOUS_ACTION_FAILED',
    ]);
    expect([...wap.subscriptions.keys()]).toEqual(['subscription-a']);
  });

  it('stays open, and the report says so, when its ending could not be written', async () => {
    const { apply, store } = await startApplyStory();
    const end: StateStore['end'] = async (ending) => {
      if (ending.vdc === 'b') throw full();
      return store.end(ending);
    };
    const report = await apply([creation('a'), creation('b')], {
      store: { ...noMachines, ...noAccounts, begin: (intent) => store.begin(intent), end },
    });
    expect(report.vdcs.map(({ unrecorded }) => unrecorded?.code)).toEqual([undefined, 'STATE_DISK_FULL']);
    expect(report.counts.done).toBe(6);
    expect((await store.readOpenIntents()).map(({ vdc }) => vdc)).toEqual(['b']);
  });

  it('counts what is destroyed, once for each VDC', async () => {
    const { apply, store, clock, standing } = await startApplyStory();
    await standing(['a', 'b'].map(standingEntry));
    await apply([plannedVdc('a', [powerOf('suspend', 'a')]), plannedVdc('b', [powerOf('delete', 'b')])]);
    const { destructionsInLastDay } = await store.readMemory(clock.now());
    expect(destructionsInLastDay.delete.size).toBe(1);
    expect(destructionsInLastDay.suspend.size).toBe(1);
    expect(destructionsInLastDay.shrink.size).toBe(0);
  });

  it('shares its commit with others: a thousand VDCs cost some dozens of turns of the store, not thousands', async () => {
    const { apply, wap, store } = await startApplyStory();
    const turns = new Set<number>();
    let turn = 0;
    let isNoting = true;
    const note = () => {
      if (!isNoting) return;
      isNoting = false;
      turns.add((turn += 1));
      setImmediate(() => (isNoting = true));
    };
    const noted: ApplyOptions['store'] = {
      ...noMachines,
      ...noAccounts,
      begin: (intent) => {
        note();
        return store.begin(intent);
      },
      end: (ending) => {
        note();
        return store.end(ending);
      },
    };
    const names = Array.from({ length: 1_000 }, (_, n) => `vdc-${n}`);
    await apply(
      names.map((name) => creation(name)),
      { store: noted, concurrency: 8 },
    );
    expect(wap.subscriptions.size).toBe(1_000);
    expect(await store.readOpenIntents()).toEqual([]);
    expect(turns.size).toBeLessThan(250);
  });
});
