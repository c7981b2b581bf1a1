import { describe, expect, it } from 'vitest';
import type { KnobSettings } from '../../../src/simulator/knobs/knob-table.ts';
import { BASE_STAMP_ID } from '../../../src/simulator/world/seed-ids.ts';
import { runMachines } from '../../support/simulated-machines.ts';
import type { Reply } from '../../support/running-simulator.ts';
import { VDC } from '../../support/simulated-vdc.ts';

const VERSION = '?api-version=2013-03';

/** A VDC with a plain machine, and a VM role `shop` of two. */
async function runRoles(knobs: KnobSettings = {}) {
  const wap = await runMachines([{ name: 'plain' }], knobs);
  const { byHand } = wap.simulator;
  const [first = '', second = ''] = byHand.addRole(VDC.subscriptionId, 'shop', {
    machines: [{ name: 'shop-1' }, { name: 'shop-2', status: 'PowerOff' }],
  });
  const ask = (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    query = VERSION,
  ): Promise<Reply> =>
    wap.call(method, `/${VDC.subscriptionId}/CloudServices${path}${query}`, undefined, {
      site: 'tenantApi',
      headers: { accept: 'application/json', 'x-ms-principal-id': VDC.user, ...headers },
    });
  const roles = () => byHand.listRoles(VDC.subscriptionId);
  return { ...wap, byHand, first, second, ask, roles };
}

const ROLES = '/shop/Resources/MicrosoftCompute/VMRoles';
const MACHINES = `${ROLES}/shop/VMs`;
const names = ({ json }: Reply): readonly string[] => json.value.map(({ Name }: { Name: string }) => Name);

describe('cloud services', () => {
  it('are there for every VM role, with machines or without', async () => {
    const { byHand, ask } = await runRoles();
    byHand.addVm(VDC.subscriptionId, { name: 'farm-1', roleName: 'farm' });
    byHand.addRole(VDC.subscriptionId, 'empty');
    const services = await ask('GET', '');
    expect(names(services)).toEqual(['shop', 'empty', 'farm']);
    expect(services.json['odata.metadata']).toMatch(/\$metadata#CloudServices$/);
    expect(services.json.value[0]).toEqual({ Name: 'shop', Label: 'shop', ProvisioningState: 'Provisioned' });
    expect(names(await ask('GET', '/Empty/Resources/MicrosoftCompute/VMRoles'))).toEqual(['empty']);
    expect((await ask('GET', '/empty/Resources/MicrosoftCompute/VMRoles/empty/VMs')).json.value).toEqual([]);
  });

  it('show their one role and its machines, which VMM shows too', async () => {
    const { first, second, ask, tenant } = await runRoles();
    expect(names(await ask('GET', ROLES))).toEqual(['shop']);
    expect((await ask('GET', `${ROLES}/shop`)).json).toMatchObject({
      Name: 'shop',
      ProvisioningState: 'Provisioned',
      InstanceView: { InstanceCount: 2 },
    });
    expect((await ask('GET', MACHINES)).json.value).toMatchObject([
      { Id: first, ComputerName: 'SHOP-1', RuntimeState: 'Running', ConnectToAddresses: [], Nics: [] },
      { Id: second, ComputerName: 'SHOP-2', RuntimeState: 'Stopped', Disks: [{ Name: 'shop-2-disk-1' }] },
    ]);
    const key = `VirtualMachines(StampId=guid'{${BASE_STAMP_ID}}',ID=guid'{${first}}')`;
    expect((await tenant('GET', key)).json.CloudVMRoleName).toBe('shop');
    expect((await ask('GET', '/none/Resources/MicrosoftCompute/VMRoles')).status).toBe(404);
    expect((await ask('GET', `${ROLES}/other`)).status).toBe(404);
  });

  it('may have several roles', async () => {
    const { byHand, ask, roles } = await runRoles();
    byHand.addRole(VDC.subscriptionId, 'till', { cloudService: 'shop', machines: [{ name: 'till-1' }] });
    expect(names(await ask('GET', ''))).toEqual(['shop']);
    expect((await ask('GET', '/Shop')).json).toMatchObject({ Name: 'shop' });
    expect(names(await ask('GET', ROLES))).toEqual(['shop', 'till']);
    expect((await ask('GET', `${ROLES}/Till/VMs`)).json.value).toMatchObject([{ ComputerName: 'TILL-1' }]);
    expect(roles()).toMatchObject([
      { cloudService: 'shop', name: 'shop' },
      { cloudService: 'shop', name: 'till' },
    ]);
  });

  it('come as Atom to those who do not ask for JSON', async () => {
    const { ask } = await runRoles();
    const { headers, text } = await ask('GET', '', { accept: '*/*' });
    expect(headers['content-type']).toContain('atom+xml');
    expect(text).toContain('<d:Name>shop</d:Name>');
  });

  it('need api-version, a member of the subscription, and an active one', async () => {
    const { simulator, byHand, ask } = await runRoles();
    expect((await ask('GET', '', {}, '')).status).toBe(400);
    expect((await ask('GET', '', {}, '?api-version=2014-01')).json['odata.error'].code).toBe('BadRequest');
    expect((await ask('GET', '', {}, `${VERSION}&$top=1`)).status).toBe(400);
    expect((await ask('GET', '', { 'x-ms-principal-id': 'stranger@x.example' })).status).toBe(403);
    expect((await ask('PUT', '')).status).toBe(405);
    byHand.suspend(VDC.subscriptionId);
    expect((await ask('GET', '')).status).toBe(403);
    simulator.knobs.set('suspended-tenant-status', '409');
    expect((await ask('DELETE', '/shop')).status).toBe(409);
  });
});

describe('a machine of a role', () => {
  it('is started, stopped, shut down and restarted by a job', async () => {
    const { simulator, first, second, ask, look } = await runRoles();
    const act = async (id: string, word: string): Promise<number> => {
      const { status } = await ask('POST', `${MACHINES}/${id}/${word}`);
      simulator.clock.advance(3000);
      return status;
    };
    expect(await act(second, 'Start')).toBe(202);
    expect(look('shop-2')).toMatchObject({ status: 'Running', job: { operation: 'Start', status: 'Completed' } });
    expect(await act(second, 'Restart')).toBe(202);
    expect(look('shop-2')).toMatchObject({ status: 'Running', job: { operation: 'Reset' } });
    expect(await act(first, 'Shutdown')).toBe(202);
    expect(look('shop-1')?.status).toBe('PowerOff');
    expect(await act(first, 'stop')).toBe(400);
    simulator.knobs.set('role-write-status', '204');
    expect(await act(second, 'Stop')).toBe(204);
  });

  it('is reached by these ways only, and only in its role', async () => {
    const { first, id, ask } = await runRoles();
    expect((await ask('POST', `${MACHINES}/${first}/SaveState`)).status).toBe(404);
    expect((await ask('POST', `${MACHINES}/${id('plain')}/Stop`)).status).toBe(404);
  });

  it('is reached by them also where VMM refuses the operation', async () => {
    const { first, ask, tenant } = await runRoles({ 'operation-on-role-vms': 'bad-request' });
    const key = `VirtualMachines(ID=guid'${first}',StampId=guid'${BASE_STAMP_ID}')`;
    expect((await tenant('MERGE', `${key}?RunAsynchronously=1`, { Operation: 'Stop' })).status).toBe(400);
    const { status, headers } = await ask('POST', `${MACHINES}/${first}/Stop`);
    const job = `Jobs(ID=guid'${String(headers['x-ms-request-id'])}',StampId=guid'${BASE_STAMP_ID}')`;
    expect([status, (await tenant('GET', job)).json.Status]).toEqual([202, 'Running']);
  });
});

describe('DELETE of a cloud service', () => {
  it('takes its role and machines, whatever their states, when its job is over', async () => {
    const { simulator, byHand, ask, tenant, roles } = await runRoles();
    const { status, headers } = await ask('DELETE', '/shop');
    expect(status).toBe(202);
    const job = `Jobs(ID=guid'${String(headers['x-ms-request-id'])}',StampId=guid'${BASE_STAMP_ID}')`;
    expect((await tenant('GET', job)).json).toMatchObject({ Status: 'Running', TargetObjectType: 'CloudService' });
    expect((await ask('GET', '')).json.value).toMatchObject([{ ProvisioningState: 'Deleting' }]);
    simulator.clock.advance(1000);
    expect((await ask('GET', '')).json.value).toEqual([]);
    expect(roles()).toEqual([]);
    expect(byHand.listVms(VDC.subscriptionId).map(({ name }) => name)).toEqual(['plain']);
    expect((await ask('DELETE', '/shop')).status).toBe(404);
  });

  it('takes one that has nothing but machines, at once where jobs take no time', async () => {
    const { byHand, ask, roles } = await runRoles({ 'vm-job-ms': 0, 'role-write-status': '204' });
    byHand.addVm(VDC.subscriptionId, { name: 'farm-1', roleName: 'farm' });
    expect((await ask('DELETE', '/farm')).status).toBe(204);
    expect(roles().map(({ name }) => name)).toEqual(['shop']);
  });

  it('leaves one that is stuck, with all its machines', async () => {
    const { simulator, byHand, ask, roles } = await runRoles();
    byHand.addRole(VDC.subscriptionId, 'shop', { isStuck: true });
    expect((await ask('DELETE', '/shop')).status).toBe(202);
    simulator.clock.advance(1000);
    expect(roles()).toMatchObject([{ name: 'shop', isStuck: true, vmIds: { length: 2 } }]);
    byHand.addRole(VDC.subscriptionId, 'shop', { isStuck: false });
    await ask('DELETE', '/shop');
    simulator.clock.advance(1000);
    expect(roles()).toEqual([]);
  });
});

it.each([
  ['deletes', false, 0],
  ['refuses', true, 1],
  ['leaves', false, 1],
] as const)('a subscription that has nothing but a role: it %s', async (knob, isThere, left) => {
  const { simulator } = await runMachines([], { 'delete-with-use': knob, 'delete-ms': 1000 });
  const { byHand } = simulator;
  byHand.addRole(VDC.subscriptionId, 'empty');
  byHand.deleteSubscription(VDC.subscriptionId);
  simulator.clock.advance(1000);
  expect(byHand.listRoles(VDC.subscriptionId)).toHaveLength(left);
  expect(simulator.world.subscriptions.get(VDC.subscriptionId) !== undefined).toBe(isThere);
});
