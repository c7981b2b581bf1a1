import { describe, expect, it } from 'vitest';
import { runMachines } from '../../support/simulated-machines.ts';

/** Operation, the state before, on the way and afterwards (wire: vm-clouds 4.2). */
const WAYS: readonly (readonly [string, string, string, string])[] = [
  ['Start', 'PowerOff', 'Starting', 'Running'],
  ['Start', 'Saved', 'Restoring', 'Running'],
  ['Stop', 'Running', 'PoweringOff', 'PowerOff'],
  ['Stop', 'Paused', 'PoweringOff', 'PowerOff'],
  ['Shutdown', 'Running', 'PoweringOff', 'PowerOff'],
  ['Suspend', 'Running', 'Pausing', 'Paused'],
  ['Resume', 'Paused', 'Paused', 'Running'],
  ['SaveState', 'Running', 'Saving', 'Saved'],
  ['SaveState', 'Paused', 'Saving', 'Saved'],
  ['DiscardSavedState', 'Saved', 'DiscardSavedState', 'PowerOff'],
  ['Reset', 'Running', 'Reset', 'Running'],
  ['Refresh', 'HostNotResponding', 'HostNotResponding', 'HostNotResponding'],
];

describe('an operation on a machine', () => {
  it('sends it through the states of VMM, by the clock', async () => {
    const { simulator, operate, look } = await runMachines(
      WAYS.map(([, status], i) => ({ name: `vm-${i}`, status })),
      { 'guest-shutdown-ms': 1000 },
    );
    for (const [i, [operation]] of WAYS.entries()) expect((await operate(`vm-${i}`, operation)).status).toBe(204);
    const states = () => WAYS.map((_, i) => look(`vm-${i}`)?.status);
    expect(states()).toEqual(WAYS.map(([, , through]) => through));
    simulator.clock.advance(1000);
    expect(states()).toEqual(WAYS.map(([, , , to]) => to));
  });

  it('moves it to the library and back where the plan allows it, and to the administrator always', async () => {
    const { simulator, admin, operate, key, look } = await runMachines([{ name: 'web', status: 'PowerOff' }], {
      'admin-path-writes': 'allow',
    });
    expect((await operate('web', 'Store')).status).toBe(403);
    for (const [operation, after] of [
      ['Store', 'Stored'],
      ['Deploy', 'PowerOff'],
    ]) {
      await admin('MERGE', `${key('web')}?RunAsynchronously=1`, { Operation: operation });
      expect(look('web')?.status).toBe('UnderMigration');
      simulator.clock.advance(1000);
      expect(look('web')?.status).toBe(after);
    }
  });

  it('mends a broken machine by Repair with Dismiss, and knows no other Repair', async () => {
    const { simulator, tenant, key, look } = await runMachines([{ name: 'web', status: 'UpdateFailed' }]);
    const repair = async (members: object) =>
      (await tenant('PUT', `${key('web')}?RunAsynchronously=1`, { Operation: 'Repair', ...members })).status;
    expect([await repair({}), await repair({ Retry: true }), await repair({ Dismiss: true })]).toEqual([400, 501, 204]);
    simulator.clock.advance(1000);
    expect(look('web')?.status).toBe('PowerOff');
  });

  it('comes as PUT, PATCH, MERGE, or MERGE inside a POST, in JSON or Atom', async () => {
    const { call, key, tenant, look, simulator } = await runMachines(
      ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, status: 'PowerOff' })),
    );
    const body = { 'odata.type': 'VMM.VirtualMachine', Operation: 'Start' };
    const later = '?RunAsynchronously=1';
    await tenant('PUT', key('a') + later, body);
    await tenant('PATCH', key('b') + later, body);
    await tenant('MERGE', key('c') + later, body);
    await tenant('POST', key('d') + later, body, { 'X-HTTP-Method': 'MERGE' });
    const atom = `<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"
      xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><category term="VMM.VirtualMachine"/>
      <content type="application/xml"><m:properties><d:Operation>Start</d:Operation><d:Tag m:null="true"/></m:properties></content></entry>`;
    const sent = await tenant('PUT', key('e') + later, atom, { 'content-type': 'application/atom+xml' });
    expect(sent.status).toBe(204);
    simulator.clock.advance(1000);
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => look(name)?.status)).toEqual(Array(5).fill('Running'));
    for (const wrong of ['<entry/>', '<!DOCTYPE x><entry xmlns="http://www.w3.org/2005/Atom"/>', 'no xml'])
      expect((await tenant('PUT', key('e'), wrong, { 'content-type': 'application/xml' })).status).toBe(400);
    expect((await call('GET', '/users')).status).toBe(200);
  });

  it('is refused when its word is unknown, and in another case unless the knob says so', async () => {
    const { simulator, operate } = await runMachines([{ name: 'web', status: 'PowerOff' }]);
    expect((await operate('web', 'Restart')).status).toBe(400);
    const wrongCase = await operate('web', 'start');
    expect([wrongCase.status, wrongCase.json['odata.error'].message.value]).toEqual([
      400,
      expect.stringContaining('start'),
    ]);
    simulator.knobs.set('operation-case', 'any');
    expect((await operate('web', 'start')).status).toBe(204);
  });

  it('does not fit the state: refused, a job that fails, or one that does nothing', async () => {
    const { simulator, operate, look } = await runMachines([{ name: 'web', status: 'Running' }]);
    expect((await operate('web', 'Start')).json['odata.error'].code).toBe('WrongState');
    simulator.knobs.set('wrong-state-operation', 'failed-job');
    expect((await operate('web', 'Start')).status).toBe(204);
    simulator.clock.advance(1000);
    expect(look('web')).toMatchObject({ status: 'Running', job: { status: 'Failed' } });
    simulator.knobs.set('wrong-state-operation', 'no-op');
    await operate('web', 'Start');
    simulator.clock.advance(1000);
    expect(look('web')).toMatchObject({ status: 'Running', job: { status: 'Completed' } });
  });

  it('waits for no other: what comes during a job leaves that job and its machine alone', async () => {
    const { simulator, tenant, key, operate, look } = await runMachines([{ name: 'web', status: 'Running' }], {
      'wrong-state-operation': 'failed-job',
    });
    await operate('web', 'Suspend');
    await operate('web', 'Stop');
    expect((await tenant('MERGE', key('web'), { Description: 'new' })).status).toBe(500);
    expect(look('web')).toMatchObject({ status: 'Pausing', job: { operation: 'Suspend' } });
    simulator.clock.advance(1000);
    expect(look('web')?.status).toBe('Paused');
  });

  it('works on the machine of a VM role, or is refused there', async () => {
    const { simulator, operate } = await runMachines([{ name: 'farm-1', roleName: 'farm' }]);
    simulator.knobs.set('operation-on-role-vms', 'bad-request');
    expect((await operate('farm-1', 'Stop')).status).toBe(400);
    simulator.knobs.set('operation-on-role-vms', 'works');
    expect((await operate('farm-1', 'Stop')).status).toBe(204);
  });
});

describe('Shutdown', () => {
  const guests = [
    { name: 'usual' },
    { name: 'slow', shutdownMs: 9000 },
    { name: 'bare', hasVmAdditions: false },
    { name: 'deaf', ignoresShutdown: true },
  ];

  it('takes as long as the guest, and fails without guest services', async () => {
    const { simulator, operate, look } = await runMachines(guests);
    for (const { name } of guests) await operate(name, 'Shutdown');
    const states = () => guests.map(({ name }) => look(name)?.status);
    expect(states()).toEqual(['PoweringOff', 'PoweringOff', 'Running', 'PoweringOff']);
    simulator.clock.advance(3000);
    expect(states()).toEqual(['PowerOff', 'PoweringOff', 'Running', 'PoweringOff']);
    expect(look('bare')?.job).toMatchObject({ status: 'Failed', problem: expect.stringContaining('services') });
    simulator.clock.advance(6000);
    expect(states()).toEqual(['PowerOff', 'PowerOff', 'Running', 'PoweringOff']);
  });

  it('is not answered: the job fails, never ends, or ends with information, and the machine stays on', async () => {
    const { simulator, operate, look } = await runMachines([{ name: 'a' }, { name: 'b' }, { name: 'c' }], {
      'guest-patience-ms': 60_000,
    });
    simulator.faults.add({ name: 'ignored-shutdown' });
    await operate('a', 'Shutdown');
    simulator.knobs.set('unanswered-shutdown', 'hangs');
    await operate('b', 'Shutdown');
    simulator.knobs.set('unanswered-shutdown', 'completes');
    await operate('c', 'Shutdown');
    simulator.clock.advance(60_000);
    expect(['a', 'b', 'c'].map((name) => [look(name)?.status, look(name)?.job?.status])).toEqual([
      ['Running', 'Failed'],
      ['PoweringOff', 'Running'],
      ['Running', 'SucceedWithInfo'],
    ]);
  });

  it('gives way to Stop, or does not', async () => {
    const { simulator, tenant, operate, look } = await runMachines([{ name: 'deaf', ignoresShutdown: true }]);
    const job = (await operate('deaf', 'Shutdown')).headers['x-ms-request-id'];
    simulator.knobs.set('stop-during-shutdown', 'refuses');
    expect((await operate('deaf', 'Stop')).status).toBe(400);
    simulator.knobs.set('stop-during-shutdown', 'cancels');
    expect((await operate('deaf', 'Stop')).status).toBe(204);
    simulator.clock.advance(1000);
    expect(look('deaf')).toMatchObject({ status: 'PowerOff', job: { operation: 'Stop', status: 'Completed' } });
    const { json } = await tenant('GET', `Jobs?$filter=ID%20eq%20guid'${String(job)}'`);
    expect(json.value).toMatchObject([{ Status: 'Canceled', IsCompleted: true, WasNotifiedOfCancel: true }]);
  });
});
