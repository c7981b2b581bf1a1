import { describe, expect, it } from 'vitest';
import { runMachines } from '../../support/simulated-machines.ts';
import { BASE_CLOUD_ID, SILVER_CLOUD_ID } from '../../../src/simulator/world/seed-ids.ts';
import { VDC } from '../../support/simulated-vdc.ts';

const DISK = { VirtualHardDiskId: '0b4a7d52-63f1-4c0e-9d3b-2f1e0d9c8b7a' };
const LATER = '?RunAsynchronously=1';

describe('a new machine', () => {
  it('is under creation until its job is over, and belongs to the subscription', async () => {
    const { simulator, tenant } = await runMachines([]);
    const wish = { ...DISK, Name: 'web', CPUCount: 2, Memory: 4096, Description: 'shop', CloudId: BASE_CLOUD_ID };
    const { status, headers, json } = await tenant('POST', `VirtualMachines${LATER}`, { ...wish, StartVM: true });
    expect([status, headers['x-ms-request-id']]).toEqual([201, json.MostRecentTaskId]);
    expect(headers.location).toContain(`VirtualMachines(ID=guid'${json.ID}'`);
    expect(json).toMatchObject({
      Name: 'web',
      Status: 'UnderCreation',
      StatusString: 'Creating...',
      CPUCount: 2,
      Memory: 4096,
      Owner: { RoleID: VDC.subscriptionId, UserName: VDC.user, RoleName: `${VDC.user}_${VDC.subscriptionId}` },
    });
    simulator.clock.advance(1000);
    const list = (await tenant('GET', 'VirtualMachines')).json.value;
    expect(list).toMatchObject([{ Name: 'web', Status: 'Running', Description: 'shop' }]);
  });

  it('needs a name, something to be made of, and the cloud of its plan', async () => {
    const { tenant } = await runMachines([]);
    for (const body of [
      { Name: 'x' },
      DISK,
      { ...DISK, Name: 'x', CloudId: SILVER_CLOUD_ID },
      { ...DISK, Name: 'x', CPUCount: 0 },
      { ...DISK, Name: 'x', Colour: 'red' },
      [],
    ])
      expect((await tenant('POST', 'VirtualMachines', body)).status).toBe(400);
    expect((await tenant('POST', 'Clouds', {})).status).toBe(405);
    expect((await tenant('POST', 'VMTemplates', {})).status).toBe(501);
  });

  it('is refused beyond the quota: 400, 409, a job that fails, or not at all', async () => {
    const { simulator, tenant } = await runMachines([]);
    const make = async () => tenant('POST', `VirtualMachines${LATER}`, { ...DISK, Name: 'big', CPUCount: 17 });
    expect((await make()).json['odata.error']).toMatchObject({ code: 'QuotaExceeded' });
    simulator.knobs.set('quota-exceeded', 'conflict');
    expect((await make()).status).toBe(409);
    simulator.knobs.set('quota-exceeded', 'failed-job');
    expect((await make()).status).toBe(201);
    simulator.clock.advance(1000);
    expect(simulator.byHand.listVms(VDC.subscriptionId)).toMatchObject([{ status: 'CreationFailed' }]);
    simulator.knobs.set('quota-exceeded', 'ignored');
    expect((await make()).json.Status).toBe('UnderCreation');
  });

  it('can be made by the administrator for a role, over the Admin API where that passes writes on', async () => {
    const { simulator, admin } = await runMachines([]);
    const make = (more: object) => admin('POST', `VirtualMachines${LATER}`, { ...DISK, Name: 'x', ...more });
    expect((await make({})).status).toBe(405);
    simulator.knobs.set('admin-path-writes', '403');
    expect((await make({})).status).toBe(403);
    simulator.knobs.set('admin-path-writes', 'allow');
    expect((await make({ Owner: { RoleID: VDC.subscriptionId } })).json.Owner.RoleID).toBe(VDC.subscriptionId);
    expect((await make({})).json.Owner.RoleName).toBe('Administrator');
  });
});

describe('DELETE of a machine', () => {
  it('takes one that is off, and it is gone when the job is over', async () => {
    const { simulator, tenant, key } = await runMachines([{ name: 'web', status: 'PowerOff' }]);
    expect((await tenant('DELETE', key('web') + LATER)).status).toBe(204);
    expect((await tenant('GET', key('web'))).json.Status).toBe('Deleting');
    simulator.clock.advance(1000);
    expect((await tenant('GET', key('web'))).status).toBe(404);
    expect((await tenant('DELETE', key('web') + LATER)).status).toBe(404);
  });

  it('waits for its job without RunAsynchronously', async () => {
    const { tenant, key } = await runMachines([{ name: 'web', status: 'Saved' }], { 'vm-job-ms': 0 });
    expect((await tenant('DELETE', key('web'))).status).toBe(204);
    expect((await tenant('GET', 'VirtualMachines()')).json.value).toEqual([]);
  });

  it('refuses one that runs: 400, 409, or a job that fails', async () => {
    const { simulator, tenant, key, look } = await runMachines([{ name: 'web' }]);
    const statuses: number[] = [];
    for (const knob of ['bad-request', 'conflict', 'failed-job'] as const) {
      simulator.knobs.set('delete-running-vm', knob);
      statuses.push((await tenant('DELETE', key('web') + LATER)).status);
    }
    expect(statuses).toEqual([400, 409, 204]);
    simulator.clock.advance(1000);
    expect(look('web')).toMatchObject({ status: 'Running', job: { operation: 'Remove', status: 'Failed' } });
  });

  it('fails on a machine that is stuck', async () => {
    const { simulator, tenant, key, look } = await runMachines([
      { name: 'web', status: 'PowerOff', stuck: 'deletion' },
    ]);
    await tenant('DELETE', key('web') + LATER);
    expect(look('web')?.status).toBe('Deleting');
    simulator.clock.advance(1000);
    expect(look('web')).toMatchObject({ status: 'PowerOff', job: { status: 'Failed' } });
  });
});

describe('a write of members', () => {
  it('keeps what is left out or null', async () => {
    const { simulator, tenant, key } = await runMachines([{ name: 'web', cpus: 4, description: 'shop' }]);
    const wish = {
      Name: 'web-2',
      Memory: '8192',
      Tag: null,
      DynamicMemoryEnabled: true,
      DynamicMemoryMaximumMB: 16_384,
    };
    const { status, json } = await tenant('PUT', key('web') + LATER, wish, { Prefer: 'return-content' });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      Name: 'web-2',
      Memory: 8192,
      CPUCount: 4,
      Description: 'shop',
      Tag: '(none)',
      DynamicMemoryEnabled: true,
      DynamicMemoryMaximumMB: 16_384,
    });
    simulator.clock.advance(1000);
    // The whole entity sent back, as some clients do.
    expect((await tenant('PUT', key('web') + LATER, json)).status).toBe(204);
  });

  it('by PUT resets what is left out where the knob says so; by MERGE never', async () => {
    const { simulator, tenant, key } = await runMachines([{ name: 'web', cpus: 4, description: 'shop' }], {
      'put-vm': 'reset',
      'vm-job-ms': 0,
    });
    const see = async () => (await tenant('GET', key('web'))).json;
    await tenant('MERGE', key('web'), { Operation: 'Stop' });
    expect(await see()).toMatchObject({ CPUCount: 4, Description: 'shop', Status: 'PowerOff' });
    await tenant('PUT', key('web'), { Operation: 'Start' });
    expect(await see()).toMatchObject({ CPUCount: 1, Memory: 1024, Description: '', Status: 'Running' });
    expect(simulator.requests.counts().byStatus[204]).toBe(2);
  });

  it('is for the machine of its path only', async () => {
    const { tenant, key } = await runMachines([{ name: 'web' }]);
    expect((await tenant('PUT', key('web'), { ID: VDC.subscriptionId, Operation: 'Stop' })).status).toBe(400);
    expect((await tenant('PUT', key('web'), { Operation: 'Stop', operation: 'Start' })).status).toBe(400);
    expect((await tenant('PUT', 'VirtualMachines', { Operation: 'Stop' })).status).toBe(405);
    expect((await tenant('PUT', `${key('web')}?$select=ID`, {})).status).toBe(400);
  });
});
