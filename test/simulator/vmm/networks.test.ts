import { describe, expect, it } from 'vitest';
import { BASE_STAMP_ID, PROVIDER_NETWORK_ID, SILVER_STAMP_ID } from '../../../src/simulator/world/seed-ids.ts';
import { runMachines } from '../../support/simulated-machines.ts';
import { VDC } from '../../support/simulated-vdc.ts';

const LATER = '?RunAsynchronously=1';
const keyOf = (id: string, stampId: string = BASE_STAMP_ID): string =>
  `VMNetworks(ID=guid'${id}',StampId=guid'${stampId}')`;
const FOREIGN = 'b7a1c2d3-0e4f-4a5b-9c6d-7e8f90a1b2c3';

async function runNetworks(knobs: Parameters<typeof runMachines>[1] = {}, machines: readonly string[] = []) {
  const wap = await runMachines(
    machines.map((name) => ({ name })),
    knobs,
  );
  const id = wap.simulator.byHand.addVmNetwork(VDC.subscriptionId, { name: 'dmz', description: 'shops' });
  const names = async (ask = wap.tenant): Promise<readonly string[]> =>
    (await ask('GET', 'VMNetworks')).json.value.map(({ Name }: { Name: string }) => Name);
  return { ...wap, network: id, names };
}

describe('VM networks', () => {
  it('are those of the subscription and those of the provider that its plan names', async () => {
    const { simulator, tenant, names } = await runNetworks();
    simulator.byHand.addVmNetwork(FOREIGN, { name: 'of somebody else' });
    simulator.byHand.addVmNetwork(null, { name: 'for nobody' });
    expect(await names()).toEqual(['Production shared', 'dmz']);
    const { json } = await tenant('GET', 'VMNetworks()');
    expect(json['odata.metadata']).toMatch(/\$metadata#VMNetworks$/);
    expect(json.value[0]).toMatchObject({
      ID: PROVIDER_NETWORK_ID,
      StampId: BASE_STAMP_ID,
      Owner: { RoleName: 'Administrator' },
    });
    expect(json.value[1]).toMatchObject({
      Description: 'shops',
      Owner: {
        UserName: VDC.user,
        RoleName: `${VDC.user}_${VDC.subscriptionId}`,
        RoleID: VDC.subscriptionId,
      },
      IsolationType: 'WindowsNetworkVirtualization',
    });
  });

  it('are all seen by the administrator of VMM, one of the same id on each stamp among them', async () => {
    const { names, admin, tenant } = await runNetworks();
    expect(await names(admin)).toEqual(['Production shared', 'Silver shared', 'dmz']);
    const silver = keyOf(PROVIDER_NETWORK_ID, SILVER_STAMP_ID);
    expect((await admin('GET', silver)).json.Name).toBe('Silver shared');
    expect((await tenant('GET', silver)).status).toBe(404);
  });

  it('come one by one, filtered, and as Atom', async () => {
    const { tenant, network } = await runNetworks();
    expect((await tenant('GET', keyOf(network))).json.Name).toBe('dmz');
    const filtered = await tenant('GET', `VMNetworks?$filter=Name eq 'dmz'&$select=ID`);
    expect(filtered.json.value).toEqual([{ ID: network }]);
    const { headers, text } = await tenant('GET', keyOf(network), undefined, { accept: '*/*' });
    expect(headers['content-type']).toContain('atom+xml');
    expect(text).toContain('<d:Name>dmz</d:Name>');
    expect(text).toContain(`<d:RoleID m:type="Edm.Guid">${VDC.subscriptionId}</d:RoleID>`);
  });
});

describe('DELETE of a VM network', () => {
  it('is answered with 204 and a job, and it is gone when that is over', async () => {
    const { simulator, tenant, network, names } = await runNetworks();
    const { status, headers } = await tenant('DELETE', keyOf(network) + LATER);
    expect(status).toBe(204);
    const job = `Jobs(ID=guid'${String(headers['x-ms-request-id'])}',StampId=guid'${BASE_STAMP_ID}')`;
    expect((await tenant('GET', job)).json).toMatchObject({
      Status: 'Running',
      TargetObjectType: 'VMNetwork',
      TargetObjectID: network,
      CmdletName: 'Remove-SCVMNetwork',
    });
    expect(await names()).toContain('dmz');
    simulator.clock.advance(1000);
    expect((await tenant('GET', job)).json.Status).toBe('Completed');
    expect(await names()).toEqual(['Production shared']);
    expect((await tenant('DELETE', keyOf(network) + LATER)).status).toBe(404);
  });

  it('is refused where the knob says so: always, or while a machine is left', async () => {
    const { simulator, tenant, network, id } = await runNetworks({ 'network-deletion': 'last' }, ['web']);
    const remove = async (): Promise<number> => (await tenant('DELETE', keyOf(network) + LATER)).status;
    expect(await remove()).toBe(400);
    simulator.byHand.removeVm(id('web'));
    simulator.knobs.set('network-deletion', 'refused');
    expect(await remove()).toBe(400);
    simulator.knobs.set('network-deletion', 'last');
    expect(await remove()).toBe(204);
  });

  it('fails on one that is stuck, which stays', async () => {
    const { simulator, tenant, names } = await runNetworks({ 'vm-job-ms': 0 });
    const stuck = simulator.byHand.addVmNetwork(VDC.subscriptionId, { name: 'glued', isStuck: true });
    expect((await tenant('DELETE', keyOf(stuck) + LATER)).status).toBe(204);
    expect((await tenant('DELETE', keyOf(stuck))).status).toBe(500);
    expect(await names()).toContain('glued');
    simulator.byHand.removeVmNetwork(stuck);
    expect(simulator.byHand.listVmNetworks(VDC.subscriptionId)).toMatchObject([{ name: 'dmz' }]);
  });

  it('takes no network of the provider from its customers, and lets nothing else be written', async () => {
    const { tenant, network } = await runNetworks();
    expect((await tenant('DELETE', keyOf(PROVIDER_NETWORK_ID) + LATER)).status).toBe(403);
    expect((await tenant('MERGE', keyOf(network), { Name: 'x' })).status).toBe(405);
    expect((await tenant('POST', 'VMNetworks', { Name: 'x' })).status).toBe(405);
  });
});

describe('a subscription that has a VM network', () => {
  const outcome = async (knob: 'deletes' | 'refuses' | 'leaves') => {
    const { simulator } = await runNetworks({ 'delete-with-use': knob, 'delete-ms': 1000 });
    simulator.byHand.deleteSubscription(VDC.subscriptionId);
    simulator.clock.advance(1000);
    const networks = simulator.byHand.listVmNetworks(VDC.subscriptionId).length;
    return [simulator.world.subscriptions.get(VDC.subscriptionId) !== undefined, networks];
  };

  it('takes it along, is kept for it, or leaves it behind when it is deleted', async () => {
    expect(await outcome('deletes')).toEqual([false, 0]);
    expect(await outcome('refuses')).toEqual([true, 1]);
    expect(await outcome('leaves')).toEqual([false, 1]);
  });
});
