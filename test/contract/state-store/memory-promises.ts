import { expect, it } from 'vitest';
import type { HeldVms } from '../../../src/model/memory.ts';
import { anEntry, noonMs } from '../../support/state-builders.ts';
import type { UnderTest } from './under-test.ts';

export function memoryPromises(underTest: UnderTest): void {
  it('remembers nothing at first', async () => {
    const { store } = underTest();
    expect(await store.readMemory(noonMs)).toEqual({
      inventory: [],
      lastGenerations: new Map(),
      createdUsers: new Map(),
      accounts: [],
      heldVms: new Map(),
      pauses: new Map(),
      destructionsInLastDay: { delete: new Set(), suspend: new Set(), shrink: new Set() },
    });
    expect(await store.readOpenIntents()).toEqual([]);
    expect(await store.readStatuses()).toEqual([]);
    expect(await store.readHistory({ limit: 10 })).toEqual([]);
    expect(await store.readApprovals(noonMs)).toEqual([]);
    expect(await store.readLeaseHolder()).toBeUndefined();
  });

  it('gives back inventory entries as they were given, in the order of their names', async () => {
    const under = underTest();
    const retired = anEntry({
      name: 'b',
      retiredAtMs: noonMs,
      isRetained: true,
      isUnfinished: true,
      isBeingDeleted: true,
      resyncs: 2,
      wasSeen: false,
    });
    const plain = anEntry({ name: 'a', lastSpec: { ...anEntry().lastSpec, coAdmins: ['cto@acme.example'] } });
    await under.store.remember([retired, plain]);
    const again = await under.reopen();
    expect((await again.readMemory(noonMs)).inventory).toEqual([plain, retired]);
  });

  it('remembers the machines of a suspended VDC until they are back', async () => {
    const under = underTest();
    const held: HeldVms = {
      isComplete: false,
      isReturning: true,
      vms: [
        { id: 'vm-1', stampId: 'stamp-1', name: 'web-1', before: 'running' },
        {
          id: 'vm-2',
          stampId: 'stamp-1',
          name: 'db-1',
          before: 'paused',
          asked: { operation: 'save', atMs: noonMs, jobId: 'job-1' },
        },
        { id: 'vm-3', stampId: 'stamp-1', name: 'sick', before: 'unknown', asked: { operation: 'stop', atMs: noonMs } },
        { id: 'vm-4', stampId: 'stamp-1', name: 'intruder', before: 'off' },
      ],
    };
    await under.store.holdVms('subscription-1', held);
    await under.store.holdVms('subscription-2', { isComplete: false, vms: [] });
    await under.store.holdVms('subscription-1', { ...held, isComplete: true });
    const again = await under.reopen();
    expect((await again.readMemory(noonMs)).heldVms).toEqual(
      new Map([
        ['subscription-1', { ...held, isComplete: true }],
        ['subscription-2', { isComplete: false, vms: [] }],
      ]),
    );
    await again.holdVms('subscription-1', undefined);
    expect([...(await again.readMemory(noonMs)).heldVms.keys()]).toEqual(['subscription-2']);
  });

  it('replaces what it remembers of a VDC', async () => {
    const { store } = underTest();
    await store.remember([anEntry(), anEntry({ name: 'other' })]);
    await store.remember([anEntry({ generation: 2 })]);
    expect((await store.readMemory(noonMs)).inventory).toEqual([
      anEntry({ generation: 2 }),
      anEntry({ name: 'other' }),
    ]);
  });
}
