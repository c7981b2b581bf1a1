import { describe, expect, it } from 'vitest';
import { JOB_PASSWORD } from '../../../src/simulator/odata/vmm-jobs.ts';
import { runSimulator, type CallOptions } from '../../support/running-simulator.ts';
import { runMachines } from '../../support/simulated-machines.ts';
import { VDC } from '../../support/simulated-vdc.ts';

const control: CallOptions = { site: 'control' };
const stranger: CallOptions = { site: 'control', token: null };

describe('the control site', () => {
  it('lists machines and jobs, of one subscription or of all, without the passwords of jobs', async () => {
    const { simulator, call, operate } = await runMachines([{ name: 'web' }, { name: 'db', status: 'PowerOff' }]);
    await operate('web', 'Stop');
    simulator.clock.advance(1000);
    const read = async (path: string) => call('GET', `/control/${path}`, undefined, stranger);
    const own = (await read(`vms?subscription=${VDC.subscriptionId}`)).json;
    expect(own).toMatchObject({
      total: 2,
      items: [
        { name: 'web', status: 'PowerOff', job: { operation: 'Stop', status: 'Completed' } },
        { name: 'db', ownerId: VDC.subscriptionId, job: null },
      ],
    });
    expect((await read('vms?find=contoso')).json.total).toBe(5);
    const jobs = await read(`jobs?subscription=${VDC.subscriptionId}`);
    expect(jobs.json.items).toMatchObject([{ vm: 'web', operation: 'Stop', status: 'Completed', problem: null }]);
    expect(jobs.text).not.toContain(JOB_PASSWORD);
    expect((await read('')).json.vms).toBe(14);
  });

  it('adds, operates, sets and removes machines by hand', async () => {
    const { simulator, call, look } = await runMachines([]);
    const send = (method: string, path: string, body?: unknown) => call(method, `/control/${path}`, body, control);
    const add = `subscriptions/${VDC.subscriptionId}/vms`;
    const wish = {
      name: 'web',
      status: 'Running',
      cpus: '2',
      hasVmAdditions: false,
      stuck: 'deletion',
      roleName: 'farm',
    };
    const { id } = (await send('POST', add, wish)).json;
    expect(look('web')).toMatchObject({ cpus: 2, hasVmAdditions: false, stuck: 'deletion', roleName: 'farm' });
    expect((await send('POST', `vms/${id}/operate`, { operation: 'Stop' })).json).toEqual({ job: null });
    expect(look('web')?.status).toBe('PowerOff');
    const begun = await send('POST', `vms/${id}/operate`, { operation: 'Start', throughJob: true });
    expect(begun.json.job).toBe(look('web')?.job?.id);
    expect(look('web')?.status).toBe('Starting');
    expect((await send('POST', `vms/${id}/status`, { status: 'Missing' })).status).toBe(200);
    expect(look('web')?.status).toBe('Missing');
    expect((await send('DELETE', `vms/${id}`)).status).toBe(200);
    expect(simulator.byHand.listVms(VDC.subscriptionId)).toEqual([]);
    for (const [method, path, body, status] of [
      ['POST', add, {}, 400],
      ['POST', add, { name: 'x', stuck: 'always' }, 400],
      ['POST', 'subscriptions/none/vms', { name: 'x' }, 404],
      ['POST', `vms/${id}/operate`, { operation: 'Start' }, 404],
      ['POST', `vms/${id}/status`, {}, 400],
      ['DELETE', 'vms/none', undefined, 404],
    ] as const)
      expect((await send(method, path, body)).status, `${method} ${path}`).toBe(status);
    expect((await call('DELETE', `/control/vms/${id}`, undefined, stranger)).status).toBe(401);
  });

  it('shows machines on its page, and those of one subscription with a form for more', async () => {
    const { call, id } = await runMachines([{ name: 'web', ignoresShutdown: true }]);
    const all = (await call('GET', '/', undefined, stranger)).text;
    expect(all).toContain('vmm-library');
    expect(all).toContain(`/?vms=${VDC.subscriptionId}`);
    const own = (await call('GET', `/?vms=${VDC.subscriptionId}`, undefined, stranger)).text;
    expect(own).toContain(id('web'));
    expect(own).toContain('ignores Shutdown');
    expect(own).not.toContain('vmm-library');
    expect(own).toContain(`/control/subscriptions/${VDC.subscriptionId}/vms`);
  });

  it('shows what the machines take beside what was set by hand', async () => {
    const { simulator, call } = await runMachines([{ name: 'web', cpus: 2, memoryMb: 4096, diskGb: 40 }]);
    simulator.byHand.setUse(VDC.subscriptionId, { cpuCount: 3 });
    const { items } = (await call('GET', `/control/subscriptions?find=${VDC.subscriptionId}`, undefined, stranger))
      .json;
    expect(items[0]).toMatchObject({
      use: { vmCount: 0, cpuCount: 3 },
      inUse: { vmCount: 1, cpuCount: 5, memoryMb: 4096, storageGb: 40 },
      vmCount: 1,
    });
  });
});

describe('machines by the hundred', () => {
  it('come with made-up VDCs, four of five running, in the cloud of their plan', async () => {
    const { simulator } = await runSimulator({}, { vdcs: 20, vmsPerVdc: 10 });
    const vdc = simulator.world.subscriptions.rows.at(-1);
    const machines = simulator.byHand.listVms(vdc?.id ?? '');
    expect(machines).toHaveLength(10);
    expect(machines.filter(({ status }) => status === 'Running')).toHaveLength(8);
    expect(new Set(simulator.world.vms.rows.map(({ id }) => id)).size).toBe(212);
  });

  it('come as many as each VDC says', async () => {
    const describeVdc = (i: number) => ({
      name: `vdc-${i}`,
      subscriptionId: `5eed0000-0000-4000-8000-00000000000${i}`,
      planId: `plan${i}`,
      planDisplayName: `VDC vdc-${i}`,
      owner: 'ops@acme.example',
      cpus: '8',
      memoryMb: '8192',
      storageGb: '100',
      machines: i,
    });
    const { simulator } = await runSimulator({}, { vdcs: 3, vmsPerVdc: 5, describeVdc });
    const counts = [0, 1, 2].map((i) => simulator.byHand.listVms(describeVdc(i).subscriptionId).length);
    expect(counts).toEqual([0, 1, 2]);
  });
});
