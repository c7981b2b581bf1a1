import { describe, expect, it } from 'vitest';
import { JOB_PASSWORD } from '../../../src/simulator/odata/vmm-jobs.ts';
import { BASE_STAMP_ID } from '../../../src/simulator/world/seed-ids.ts';
import { machineKey, runMachines } from '../../support/simulated-machines.ts';
import type { Reply } from '../../support/running-simulator.ts';
import { VDC } from '../../support/simulated-vdc.ts';

const jobKey = (id: unknown): string => `Jobs(ID=guid'${String(id)}',StampId=guid'${BASE_STAMP_ID}')`;
const jobOf = ({ headers }: Reply): string => String(headers['x-ms-request-id']);

describe('a job of VMM', () => {
  it('is named by the answer and by the machine, and tells how far it is', async () => {
    const { simulator, tenant, operate, key } = await runMachines([{ name: 'web', status: 'PowerOff' }]);
    const id = jobOf(await operate('web', 'Start'));
    expect((await tenant('GET', key('web'))).json.MostRecentTaskId).toBe(id);
    simulator.clock.advance(400);
    expect((await tenant('GET', jobKey(id))).json).toMatchObject({
      ID: id,
      Status: 'Running',
      IsCompleted: false,
      Progress: '40 %',
      ProgressValue: 40,
      EndTime: null,
    });
    simulator.clock.advance(600);
    const { json } = await tenant('GET', `${key('web')}/MostRecentTask`);
    expect(json).toMatchObject({
      ID: id,
      StampId: BASE_STAMP_ID,
      Status: 'Completed',
      StatusString: 'Completed',
      IsCompleted: true,
      ProgressValue: 100,
      CmdletName: 'Start-SCVirtualMachine',
      ResultName: 'web',
      ResultObjectType: 'VM',
      Password: JOB_PASSWORD,
      ErrorInfo: { Code: 'Success', ErrorCodeString: '0', IsSuccess: true, ErrorType: 'Error' },
      AdditionalMessages: [],
    });
    expect(json.EndTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+01:00$/);
    expect(json.Owner).toContain(VDC.subscriptionId);
  });

  it('is seen by its owner and by the administrator only', async () => {
    const { simulator, tenant, admin, operate } = await runMachines([{ name: 'web', status: 'PowerOff' }]);
    const other = simulator.byHand.listVms('b7a1c2d3-0e4f-4a5b-9c6d-7e8f90a1b2c3')[0];
    const foreign = simulator.byHand.operateVm(other?.id ?? '', 'Refresh', { throughJob: true });
    const own = jobOf(await operate('web', 'Start'));
    const ids = (reply: Reply) => reply.json.value.map(({ ID }: { ID: string }) => ID);
    expect(ids(await tenant('GET', 'Jobs()'))).toEqual([own]);
    expect(ids(await admin('GET', 'Jobs'))).toEqual([foreign, own]);
    expect((await tenant('GET', jobKey(foreign))).status).toBe(404);
    expect((await tenant('PUT', machineKey(other?.id ?? ''), { Operation: 'Stop' })).status).toBe(404);
  });

  it('never ends on a stuck machine, until somebody sets it right', async () => {
    const { simulator, operate, look, id } = await runMachines([{ name: 'web', stuck: 'jobs' }]);
    await operate('web', 'Stop');
    simulator.clock.advance(86_400_000);
    expect(look('web')).toMatchObject({ status: 'PoweringOff', job: { status: 'Running' } });
    simulator.byHand.setVmStatus(id('web'), 'Running');
    expect(look('web')).toMatchObject({ status: 'Running', job: { status: 'Canceled' } });
  });

  it('takes as long as the machine says by hand', async () => {
    const { simulator, operate, look } = await runMachines([{ name: 'web', jobMs: 5000 }]);
    await operate('web', 'Stop');
    simulator.clock.advance(4999);
    expect(look('web')?.status).toBe('PoweringOff');
    simulator.clock.advance(1);
    expect(look('web')?.status).toBe('PowerOff');
  });

  it('is announced by another id, or by none', async () => {
    const { simulator, operate, look } = await runMachines([{ name: 'a' }, { name: 'b' }]);
    simulator.knobs.set('vm-job-id', 'absent');
    expect((await operate('a', 'Stop')).headers['x-ms-request-id']).toBeUndefined();
    simulator.knobs.set('vm-job-id', 'wrong');
    expect(jobOf(await operate('b', 'Stop'))).not.toBe(look('b')?.job?.id);
  });

  it('fails, vanishes, or is begun though no answer comes, by faults', async () => {
    const { simulator, tenant, operate, look } = await runMachines([
      { name: 'failed' },
      { name: 'vanished' },
      { name: 'lost' },
      { name: 'doubled' },
    ]);
    const once = async (name: 'failed-job' | 'vanished-job' | 'lost-reply' | 'doubled-request', machine: string) => {
      simulator.faults.add({ name, count: 1 });
      return operate(machine, 'Stop');
    };
    await once('failed-job', 'failed');
    const gone = jobOf(await once('vanished-job', 'vanished'));
    expect((await tenant('GET', jobKey(gone))).status).toBe(404);
    await expect(once('lost-reply', 'lost')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await once('doubled-request', 'doubled')).json['odata.error'].code).toBe('WrongState');
    simulator.clock.advance(1000);
    const states = ['failed', 'vanished', 'lost', 'doubled'].map((name) => look(name)?.status);
    expect(states).toEqual(['Running', 'PowerOff', 'PowerOff', 'PowerOff']);
    const { json } = await tenant('GET', jobKey(look('failed')?.job?.id));
    expect(json).toMatchObject({
      Status: 'Failed',
      IsCompleted: true,
      ErrorInfo: { IsSuccess: false, ErrorCodeString: '2912' },
    });
  });

  it('does not show yet in an answer from the past', async () => {
    const { simulator, tenant, operate, key } = await runMachines([{ name: 'web' }], { 'vm-job-ms': 0 });
    await operate('web', 'Stop');
    simulator.faults.add({ name: 'stale-read', count: 1 });
    const read = async () => (await tenant('GET', key('web'))).json;
    expect(await read()).toMatchObject({ Status: 'Running', MostRecentTaskId: null });
    expect(await read()).toMatchObject({ Status: 'PowerOff' });
  });
});

describe('a write to VMM that does not ask to run asynchronously', () => {
  it('answers when its job is over, by the simulated clock', async () => {
    const { simulator, tenant, key, look } = await runMachines([{ name: 'web', jobMs: 50_000 }]);
    const answer = tenant(
      'PUT',
      `${key('web')}?RunAsynchronously=0`,
      { Operation: 'Stop' },
      { Prefer: 'return-content' },
    );
    await expect.poll(() => look('web')?.status).toBe('PoweringOff');
    simulator.clock.advance(50_000);
    const { status, json } = await answer;
    expect([status, json.Status]).toEqual([200, 'PowerOff']);
  });

  it('waits in vain beyond the limit, while the job goes on', async () => {
    const { simulator, tenant, key, look } = await runMachines([{ name: 'web', jobMs: 200_000 }]);
    const answer = tenant('PUT', key('web'), { Operation: 'Stop' });
    await expect.poll(() => look('web')?.status).toBe('PoweringOff');
    simulator.clock.advance(100_000);
    const { status, json, headers } = await answer;
    expect([status, json['odata.error'].code]).toEqual([500, 'Timeout']);
    expect(headers['x-ms-request-id']).toBe(look('web')?.job?.id);
    simulator.clock.advance(100_000);
    expect(look('web')?.status).toBe('PowerOff');
  });

  it('tells of a job that failed, and takes another status or limit', async () => {
    const { simulator, tenant, key } = await runMachines([{ name: 'bare', hasVmAdditions: false }, { name: 'web' }], {
      'vm-job-ms': 0,
    });
    const failed = await tenant('PUT', key('bare'), { Operation: 'Shutdown' });
    expect([failed.status, failed.json['odata.error'].code]).toEqual([500, 'GuestServicesMissing']);
    simulator.knobs.set('blocking-write-ms', 0);
    simulator.knobs.set('blocking-write-status', '504');
    expect((await tenant('PUT', key('web'), { Operation: 'Shutdown' })).status).toBe(504);
    expect((await tenant('PUT', `${key('web')}?RunAsynchronously=x`, {})).status).toBe(400);
  });
});
