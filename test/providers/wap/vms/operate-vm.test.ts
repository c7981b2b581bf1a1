import { describe, expect, it } from 'vitest';
import type { ObservedVm, VmOperation } from '../../../../src/model/virtual-machine.ts';
import type { CannedAnswer } from '../../../support/canned-server.ts';
import { startVms } from '../../../support/canned-vms.ts';
import { guidOf } from '../../../support/wap-rows.ts';
import { accept, refuse, STAMP, vdc } from '../../../support/wire-machines.ts';

const signal = new AbortController().signal;
const job = guidOf(0x70b);
const plain: ObservedVm = {
  id: guidOf(1),
  stampId: STAMP,
  name: 'web-1',
  power: 'running',
  status: 'Running',
  hasGuestServices: true,
};
const ofRole: ObservedVm = { ...plain, roleName: 'shop' };
const silence: CannedAnswer = (_, response) => response.destroy();

const roles = {
  'GET CloudServices/SHOP/Resources/MicrosoftCompute/VMRoles': { value: [{ Name: 'Shop' }] },
  'GET CloudServices/bundle/Resources/MicrosoftCompute/VMRoles': { value: [{ Name: 'front' }, { Name: 'back' }] },
  'GET CloudServices': { value: [{ Name: 'bundle' }, { Name: 'SHOP' }] },
};
const askedOfVmm = (site: string) =>
  (['MERGE', 'PUT'] as const).map((method) => `${site}: ${method} VirtualMachines(ID=guid'0001',StampId=guid'000b')`);
const overRole = (operation: string): string =>
  `tenant: POST CloudServices/SHOP/Resources/MicrosoftCompute/VMRoles/Shop/VMs/0001/${operation}`;

describe('an operation', () => {
  it.each([
    ['start', 'Start'],
    ['resume', 'Resume'],
    ['shutdown', 'Shutdown'],
    ['stop', 'Stop'],
    ['save', 'SaveState'],
    ['pause', 'Suspend'],
  ] as const)('%s is what VMM calls %s', async (operation, word) => {
    await using site = await startVms({ tenant: { MERGE: accept(job) } });
    expect(await site.vms.operate(vdc, plain, operation, signal)).toEqual({ kind: 'asked', jobId: job });
    expect(site.sites.tenant?.server.requests[0]?.body).toContain(`"Operation":"${word}"`);
  });

  it('that the remote system refuses is an answer', async () => {
    await using site = await startVms({ spf: { MERGE: refuse(409, 'the machine is busy') } });
    expect(await site.vms.operate(vdc, plain, 'stop', signal)).toEqual({
      kind: 'refused',
      code: 'WAP_CONFLICT',
      message: expect.stringContaining('the machine is busy'),
    });
  });

  it('whose answer is lost may have been carried out, and is not sent again', async () => {
    await using site = await startVms({ spf: { MERGE: silence } });
    expect(await site.vms.operate(vdc, plain, 'stop', signal)).toMatchObject({
      kind: 'refused',
      code: 'WAP_OUTCOME_UNKNOWN',
      isUncertain: true,
    });
    expect(site.asked()).toHaveLength(1);
  });

  it('that is aborted is no answer', async () => {
    await using site = await startVms({ spf: { MERGE: () => undefined } });
    const hurried = new AbortController();
    const operating = site.vms.operate(vdc, plain, 'stop', hurried.signal);
    await site.sites.spf?.server.arrived(1);
    hurried.abort(new Error('too long'));
    await expect(operating).rejects.toThrow('too long');
  });

  it('whose connection is closed by us may have been carried out', async () => {
    await using site = await startVms({ spf: { MERGE: () => undefined } });
    const operating = site.vms.operate(vdc, plain, 'stop', signal);
    await site.sites.spf?.server.arrived(1);
    await site.sites.spf?.transport.close();
    expect(await operating).toMatchObject({ kind: 'refused', code: 'CALL_ABANDONED', isUncertain: true });
  });
});

describe('an operation on a machine of a VM role', () => {
  const operate = (site: Awaited<ReturnType<typeof startVms>>, operation: VmOperation) =>
    site.vms.operate(vdc, ofRole, operation, signal);

  it('is one like any other where VMM takes it', async () => {
    await using site = await startVms({ tenant: { ...roles, MERGE: accept(job) } });
    expect(await operate(site, 'shutdown')).toEqual({ kind: 'asked', jobId: job });
    expect(site.asked()).toHaveLength(1);
  });

  it.each([400, 405, 501])('goes over its role where VMM answers %i, from then on at once', async (status) => {
    await using site = await startVms({
      tenant: { ...roles, MERGE: refuse(status), PUT: refuse(status), POST: accept(job) },
    });
    expect(await operate(site, 'shutdown')).toEqual({ kind: 'asked' });
    const [merge, put] = askedOfVmm('tenant');
    const found = ['tenant: GET CloudServices', 'tenant: GET CloudServices/SHOP/Resources/MicrosoftCompute/VMRoles'];
    expect(site.asked()).toEqual([merge, put, ...found, overRole('Shutdown')]);
    expect(await operate(site, 'stop')).toEqual({ kind: 'asked' });
    expect(site.asked().slice(5)).toEqual([...found, overRole('Stop')]);
  });

  it('finds a role that shares its cloud service with others', async () => {
    await using site = await startVms({ tenant: { ...roles, MERGE: refuse(400), PUT: refuse(400), POST: accept() } });
    const asked = await site.vms.operate(vdc, { ...ofRole, roleName: 'back' }, 'start', signal);
    expect(asked).toEqual({ kind: 'asked' });
    expect(site.asked().at(-1)).toContain(
      'CloudServices/bundle/Resources/MicrosoftCompute/VMRoles/back/VMs/0001/Start',
    );
  });

  it.each([403, 409])('is refused for good where VMM answers %i', async (status) => {
    await using site = await startVms({ tenant: { ...roles, MERGE: refuse(status) } });
    expect(await operate(site, 'stop')).toMatchObject({ kind: 'refused' });
    expect(site.asked()).toHaveLength(1);
  });

  it.each(['save', 'pause', 'resume'] as const)('%s is known to VMM only', async (operation) => {
    await using site = await startVms({ tenant: { ...roles, MERGE: refuse(400, 'not for roles'), PUT: refuse(400) } });
    expect(await operate(site, operation)).toMatchObject({ kind: 'refused', code: 'WAP_REFUSED' });
    expect(site.asked()).toEqual(askedOfVmm('tenant'));
  });

  it('is refused by VMM alone where there is no tenant API', async () => {
    await using site = await startVms({ spf: { MERGE: refuse(400), PUT: refuse(400) } });
    expect(await operate(site, 'stop')).toMatchObject({ kind: 'refused', code: 'WAP_REFUSED' });
  });

  it('goes from SPF to the tenant API for its role, and back to SPF when that is closed later', async () => {
    let isActive = true;
    await using site = await startVms({
      spf: { MERGE: (...call) => (isActive ? refuse(405)(...call) : accept(job)(...call)), PUT: refuse(405) },
      tenant: { ...roles, POST: (...call) => (isActive ? accept() : refuse(403))(...call) },
    });
    expect(await operate(site, 'stop')).toEqual({ kind: 'asked' });
    isActive = false;
    expect(await operate(site, 'stop')).toEqual({ kind: 'asked', jobId: job });
  });

  it('tells both refusals where it is refused twice', async () => {
    await using site = await startVms({
      tenant: { ...roles, MERGE: refuse(400, 'not for roles'), PUT: refuse(400), POST: refuse(409, 'it is busy') },
    });
    expect(await operate(site, 'stop')).toEqual({
      kind: 'refused',
      code: 'WAP_REFUSED',
      message: expect.stringMatching(/not for roles.*The other way failed too:.*it is busy/s),
    });
  });

  it('says so where WAP lists no such role', async () => {
    await using site = await startVms({
      tenant: { MERGE: refuse(400), PUT: refuse(400), 'GET CloudServices': { value: [] } },
    });
    expect(await operate(site, 'stop')).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('no cloud service with a VM role "shop"'),
    });
  });

  it('may have been carried out where the answer over its role is lost', async () => {
    await using site = await startVms({ tenant: { ...roles, MERGE: refuse(400), PUT: refuse(400), POST: silence } });
    expect(await operate(site, 'stop')).toMatchObject({ kind: 'refused', isUncertain: true });
  });
});

describe('a job', () => {
  const at = { id: job, stampId: STAMP };
  it('is read where its machine is', async () => {
    await using site = await startVms({ spf: { 'GET Jobs(': { ID: job, Status: 'Completed', IsCompleted: true } } });
    expect(await site.vms.readJob(vdc, at, signal)).toEqual({ kind: 'done' });
    expect(site.asked()).toEqual(["spf: GET Jobs(ID=guid'070b',StampId=guid'000b')"]);
  });

  it('that VMM does not know decides nothing', async () => {
    await using site = await startVms({ tenant: { 'GET Jobs(': refuse(404) } });
    expect(await site.vms.readJob(vdc, at, signal)).toEqual({ kind: 'unknown' });
  });

  it('that cannot be read is no answer', async () => {
    await using site = await startVms({ tenant: { 'GET Jobs(': refuse(403) } });
    await expect(site.vms.readJob(vdc, at, signal)).rejects.toMatchObject({ code: 'WAP_FORBIDDEN' });
  });
});

describe('a machine that is to be deleted', () => {
  it.each([
    ['is asked for', accept(job), { kind: 'asked', jobId: job }],
    ['that is gone already needs no asking', refuse(404), { kind: 'asked' }],
    ['may be refused', refuse(400, 'it is on'), { kind: 'refused', code: 'WAP_REFUSED' }],
    ['may be gone though the answer is lost', silence, { kind: 'refused', isUncertain: true }],
  ] as const)('%s', async (_, answer, asked) => {
    await using site = await startVms({ spf: { 'DELETE VirtualMachines(': answer } });
    expect(await site.vms.remove(vdc, plain, signal)).toMatchObject(asked);
    expect(site.asked()).toHaveLength(1);
  });
});
