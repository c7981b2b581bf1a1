import { expect, it } from 'vitest';
import type { AccountEntry, HeldVms } from '../../../src/model/memory.ts';
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

  it('gives back accounts as they were put, also to who opens it later, until they are forgotten', async () => {
    const under = underTest();
    const made: AccountEntry = {
      id: '0a1b2c3d-1111-4222-8333-444455556666',
      upn: 'ops.acme-3f9a1c@tenants.example',
      email: "o'ps+ü@acme.example",
      mark: 'vdc:6f0f4c1e-0000-5000-8000-000000000001',
      credentials: 'due',
    };
    const found: AccountEntry = { id: 'ffffffff-1111-4222-8333-444455556666', upn: 'jo@corp.example', email: '' };
    await under.store.putAccount(found);
    await under.store.putAccount(made);
    expect(await under.store.readAccounts()).toEqual([made, found]);
    const again = await under.reopen();
    expect(await again.readAccounts()).toEqual([made, found]);
    expect((await again.readMemory(noonMs)).accounts).toEqual([made, found]);
    await again.putAccount({ ...made, credentials: 'sent', email: 'new@acme.example' });
    const { mark: _, credentials: __, ...plain } = made;
    expect(await again.readAccounts()).toEqual([{ ...made, credentials: 'sent', email: 'new@acme.example' }, found]);
    await again.putAccount(plain);
    expect(await again.readAccounts()).toEqual([plain, found]);
    await again.forgetAccount(made.id);
    await again.forgetAccount('was never there');
    expect(await (await under.reopen()).readAccounts()).toEqual([found]);
  });

  it('keeps every account of many that are put at once', async () => {
    const { store } = underTest();
    const many = Array.from({ length: 120 }, (_, n): AccountEntry => {
      const id = `account-${String(n).padStart(3, '0')}`;
      return { id, upn: `${id}@tenants.example`, email: `${id}@x.example` };
    });
    await Promise.all(many.map((account) => store.putAccount(account)));
    await Promise.all(many.slice(0, 20).map(({ id }) => store.forgetAccount(id)));
    expect((await store.readMemory(noonMs)).accounts).toEqual(many.slice(20));
  });

  it('shows another process at once what was put', async () => {
    const under = underTest();
    const second = await under.openSecond();
    const account: AccountEntry = { id: 'account-1', upn: 'jo@tenants.example', email: 'jo@x.example' };
    await under.store.putAccount(account);
    expect(await second.readAccounts()).toEqual([account]);
    await second.forgetAccount('account-1');
    expect(await under.store.readAccounts()).toEqual([]);
  });

  it('remembers what the customer of a VDC was told', async () => {
    const under = underTest();
    const tellings = ['nothing', 'active', 'suspended', 'deletion-scheduled'] as const;
    await under.store.remember(tellings.map((told) => anEntry({ name: told, told })));
    const { inventory } = await (await under.reopen()).readMemory(noonMs);
    expect(inventory.map(({ name, told }) => [name, told])).toEqual(tellings.toSorted().map((one) => [one, one]));
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
