import { describe, expect, it } from 'vitest';
import { runMachines, type SimulatedMachines } from '../../support/simulated-machines.ts';
import { BASE_CLOUD_ID, BASE_STAMP_ID } from '../../../src/simulator/world/seed-ids.ts';
import { VDC } from '../../support/simulated-vdc.ts';

const CLOUD = `Clouds(ID=guid'${BASE_CLOUD_ID}',StampId=guid'${BASE_STAMP_ID}')`;
const MACHINES = [
  { name: 'on', cpus: 2, memoryMb: 4096, maximumMemoryMb: 8192, diskGb: 40, usedGb: 10 },
  { name: 'off', status: 'PowerOff', cpus: 1, memoryMb: 1024, diskGb: 20, usedGb: 5 },
  { name: 'kept', status: 'Stored', cpus: 8, memoryMb: 8192, diskGb: 100 },
];

const used = async ({ tenant }: SimulatedMachines): Promise<readonly number[]> => {
  const { json } = await tenant('GET', `${CLOUD}/QuotaAndUsageComponents`);
  return json.value.map(({ UserRoleUsage }: { UserRoleUsage: number }) => UserRoleUsage);
};

describe('what a tenant may do', () => {
  it('is what the plan allows: 403, a job that fails, or all the same', async () => {
    const own = await runMachines([{ name: 'web', status: 'PowerOff' }]);
    const { simulator, operate, look } = own;
    const denied = await operate('web', 'Store');
    expect([denied.status, denied.json['odata.error'].code]).toEqual([403, 'ActionDenied']);
    simulator.knobs.set('action-denied', 'failed-job');
    expect((await operate('web', 'Store')).status).toBe(204);
    simulator.clock.advance(1000);
    expect(look('web')).toMatchObject({ status: 'PowerOff', job: { status: 'Failed' } });
    simulator.knobs.set('action-denied', 'ignored');
    await operate('web', 'Store');
    expect(look('web')?.status).toBe('UnderMigration');
  });

  it('ends with its suspension, while its machines run on and the administrator still reaches them', async () => {
    const { simulator, tenant, admin, operate, key, look } = await runMachines([{ name: 'web' }], {
      'admin-path-writes': 'allow',
    });
    simulator.byHand.suspend(VDC.subscriptionId);
    expect((await tenant('GET', 'VirtualMachines')).status).toBe(403);
    expect((await operate('web', 'Stop')).status).toBe(403);
    expect(look('web')?.status).toBe('Running');
    expect((await admin('GET', key('web'))).json.Status).toBe('Running');
    expect((await admin('PUT', `${key('web')}?RunAsynchronously=1`, { Operation: 'Stop' })).status).toBe(204);
    expect(look('web')?.status).toBe('PoweringOff');
  });

  it('does not include a Start above the limit where the knob says so', async () => {
    const { simulator, operate } = await runMachines([{ name: 'web', status: 'PowerOff', cpus: 8 }]);
    simulator.byHand.setLimits(VDC.planId, { vms: '', cpus: '4', memoryMb: '', storageGb: '' });
    simulator.knobs.set('start-over-quota', 'refused');
    expect((await operate('web', 'Start')).json['odata.error'].code).toBe('QuotaExceeded');
    simulator.knobs.set('start-over-quota', 'allowed');
    expect((await operate('web', 'Start')).status).toBe(204);
  });
});

describe('what is in use', () => {
  it('is what the machines take, off or on but not in the library, and what was set by hand', async () => {
    const own = await runMachines(MACHINES);
    expect(await used(own)).toEqual([2, 3, 5120, 60]);
    own.simulator.byHand.setUse(VDC.subscriptionId, { vmCount: 1, cpuCount: 4 });
    expect(await used(own)).toEqual([3, 7, 5120, 60]);
    const summaries = (await own.call('GET', `/subscriptions/${VDC.subscriptionId}/usagesummaries`)).json;
    expect(summaries[0].Usages[1]).toMatchObject({ CurrentValue: 7, Limit: 16 });
  });

  it('counts otherwise by knobs', async () => {
    const own = await runMachines(MACHINES);
    own.simulator.knobs.set('stopped-use', 'storage-only');
    expect(await used(own)).toEqual([2, 2, 4096, 60]);
    own.simulator.knobs.set('memory-use', 'maximum');
    own.simulator.knobs.set('storage-use', 'used');
    expect(await used(own)).toEqual([2, 2, 8192, 15]);
  });

  it('is shown to the administrator for every role, for one, not at all, or refused', async () => {
    const { simulator, admin } = await runMachines(MACHINES);
    const path = `${CLOUD}/QuotaAndUsageComponents`;
    const all = (await admin('GET', path)).json.value;
    expect(new Set(all.map(({ UserRoleID }: { UserRoleID: string }) => UserRoleID)).size).toBe(3);
    const one = `${path}?$filter=UserRoleID%20eq%20guid'${VDC.subscriptionId}'`;
    const mine = (await admin('GET', one)).json.value;
    expect(
      mine.map((row: Record<string, unknown>) => [row['UserRoleID'], row['QuotaDimension'], row['UserRoleUsage']]),
    ).toEqual([
      [VDC.subscriptionId, 'VMCount', 2],
      [VDC.subscriptionId, 'CpuCount', 3],
      [VDC.subscriptionId, 'MemoryMB', 5120],
      [VDC.subscriptionId, 'StorageGB', 60],
    ]);
    simulator.knobs.set('unscoped-use', 'empty');
    expect((await admin('GET', one)).json.value).toEqual([]);
    simulator.knobs.set('unscoped-use', 'refuses');
    expect((await admin('GET', one)).status).toBe(400);
  });

  it('keeps a limit from being pushed below it', async () => {
    const { simulator, call } = await runMachines(MACHINES, { 'shrink-below-use': 'out-of-sync' });
    simulator.byHand.setLimits(VDC.planId, { vms: '', cpus: '2', memoryMb: '', storageGb: '' });
    expect((await call('GET', `/subscriptions/${VDC.subscriptionId}`)).json.QuotaSyncState).toBe(2);
  });
});

describe('DELETE of a subscription with machines', () => {
  const remove = ({ call }: SimulatedMachines) => call('DELETE', `/subscriptions/${VDC.subscriptionId}`);
  const left = ({ simulator }: SimulatedMachines) =>
    simulator.byHand.listVms(null).filter(({ ownerId }) => ownerId === VDC.subscriptionId).length;

  it('takes them along', async () => {
    const own = await runMachines(MACHINES, { 'delete-ms': 1000 });
    await remove(own);
    expect(own.look('on')?.status).toBe('Deleting');
    own.simulator.clock.advance(1000);
    expect(left(own)).toBe(0);
  });

  it('is refused by the provider until they are gone', async () => {
    const own = await runMachines([{ name: 'web', status: 'PowerOff' }], { 'delete-with-use': 'refuses' });
    expect((await remove(own)).json.ActivationSyncState).toBe(2);
    own.simulator.byHand.removeVm(own.id('web'));
    await remove(own);
    expect((await own.call('GET', `/subscriptions/${VDC.subscriptionId}`)).status).toBe(404);
  });

  it('leaves them behind in VMM, with the role they had; so does force', async () => {
    const own = await runMachines(MACHINES, { 'delete-with-use': 'leaves' });
    await remove(own);
    expect(left(own)).toBe(3);
    expect((await own.admin('GET', own.key('on'))).json.Owner.RoleID).toBe(VDC.subscriptionId);
    expect(own.simulator.world.orphans).toMatchObject([{ use: { vmCount: 2 } }]);
    const forced = await runMachines(MACHINES);
    forced.simulator.byHand.deleteSubscription(VDC.subscriptionId, { force: true });
    expect(left(forced)).toBe(3);
  });
});
