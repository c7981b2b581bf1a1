import { describe, expect, it } from 'vitest';
import { parseQuotaXml, type XmlElement } from '../../../src/simulator/quota/parse-quota-xml.ts';
import { VM_PASSWORD } from '../../../src/simulator/odata/vm-entity.ts';
import { BASE_CLOUD_ID, BASE_STAMP_ID } from '../../../src/simulator/world/seed-ids.ts';
import { runSimulator } from '../../support/running-simulator.ts';
import { ADMIN_VMM, runMachines, TENANT_VMM } from '../../support/simulated-machines.ts';
import { VDC } from '../../support/simulated-vdc.ts';

const names = (json: { readonly value: readonly { readonly Name: string }[] }) => json.value.map(({ Name }) => Name);

function find(element: XmlElement, name: string): readonly XmlElement[] {
  return [...(element.name === name ? [element] : []), ...element.children.flatMap((child) => find(child, name))];
}

describe('VirtualMachines', () => {
  it('shows a tenant its own machines and nobody else’s, in either form of the path', async () => {
    const { call, tenant } = await runMachines([{ name: 'web' }, { name: 'db', status: 'PowerOff' }]);
    const short = (await tenant('GET', 'VirtualMachines')).json;
    expect(short['odata.metadata']).toMatch(/\$metadata#VirtualMachines$/);
    expect(names(short)).toEqual(['web', 'db']);
    const long = TENANT_VMM.replace(/vmm$/, 'VMM/Microsoft.Management.Odata.svc');
    const headers = { accept: 'application/json', 'x-ms-principal-id': VDC.user };
    const { json } = await call('GET', `${long}/virtualmachines()`, undefined, { site: 'tenantApi', headers });
    expect(names(json)).toEqual(['web', 'db']);
  });

  it('shows the administrator all of them, each with its owner, or none', async () => {
    const { simulator, admin, tenant, key, id } = await runMachines([{ name: 'web' }]);
    const { value } = (await admin('GET', 'VirtualMachines()')).json;
    const roles = new Set(value.map(({ Owner }: { Owner: { RoleName: string } }) => Owner.RoleName));
    expect(roles.size).toBe(4);
    expect(roles.has('Administrator')).toBe(true);
    simulator.byHand.changeVm(id('web'), { owner: null });
    expect((await admin('GET', key('web'))).json.Owner).toEqual({ UserName: null, RoleName: null, RoleID: null });
    expect((await tenant('GET', 'VirtualMachines')).json.value).toEqual([]);
  });

  it('has the members of VMM: Int64 as text, times with offset, an owner, and secrets', async () => {
    const { tenant, key, id } = await runMachines([
      { name: 'web', cpus: 2, memoryMb: 4096, diskGb: 40, usedGb: 10, hasVmAdditions: false },
    ]);
    const { json } = await tenant('GET', key('web'));
    expect(json['odata.metadata']).toMatch(/#VirtualMachines\/@Element$/);
    expect(json).toMatchObject({
      ID: id('web'),
      StampId: BASE_STAMP_ID,
      CloudId: BASE_CLOUD_ID,
      Name: 'web',
      ComputerName: 'WEB',
      Status: 'Running',
      VirtualMachineState: 'Running',
      CPUCount: 2,
      Memory: 4096,
      TotalSize: '10737418240',
      Owner: { UserName: VDC.user, RoleID: VDC.subscriptionId },
      GrantedToList: [],
      Operation: null,
      CloudVMRoleName: null,
      MostRecentTaskId: null,
      HasVMAdditions: false,
      LocalAdminPassword: VM_PASSWORD,
    });
    expect(json.VMId).not.toBe(json.ID);
    expect(json.AddedTime).toMatch(/\.\d{7}\+01:00$/);
  });

  it('begins with one machine of every class of states, among them one of a role and one without guest services', async () => {
    const { call } = await runSimulator();
    const { value } = (
      await call('GET', `${ADMIN_VMM}/VirtualMachines`, undefined, { headers: { accept: 'application/json' } })
    ).json as {
      value: readonly { Status: string; CloudVMRoleName: string | null; HasVMAdditions: boolean; CloudId: string }[];
    };
    const states = new Set(value.map(({ Status }) => Status));
    for (const state of [
      'Running',
      'Paused',
      'PowerOff',
      'Saved',
      'Stored',
      'MergingDrives',
      'UpdateFailed',
      'Hibernating',
    ])
      expect(states).toContain(state);
    expect(value.some(({ CloudVMRoleName }) => CloudVMRoleName !== null)).toBe(true);
    expect(value.some(({ HasVMAdditions }) => !HasVMAdditions)).toBe(true);
    expect(new Set(value.map(({ CloudId }) => CloudId)).size).toBe(1);
  });

  it('is found by its keys in either order, and by ID, Name and StampId', async () => {
    const { simulator, tenant, admin, id } = await runMachines([{ name: 'web' }, { name: 'db', status: 'PowerOff' }]);
    const swapped = `VirtualMachines(StampId=Guid'{${BASE_STAMP_ID.toUpperCase()}}',ID=guid'${id('web')}')`;
    expect((await tenant('GET', swapped)).json.Name).toBe('web');
    const filter = async (text: string) => tenant('GET', `VirtualMachines?$filter=${encodeURIComponent(text)}`);
    expect(names((await filter(`ID eq guid'${id('db')}'`)).json)).toEqual(['db']);
    expect(names((await filter(`Name eq 'web' and StampId eq guid'${BASE_STAMP_ID}'`)).json)).toEqual(['web']);
    expect((await filter(`ID eq guid'${BASE_STAMP_ID}'`)).json.value).toEqual([]);
    expect((await filter("Status eq 'Running'")).status).toBe(400);
    simulator.knobs.set('vm-filter', 'any');
    expect(names((await filter("Status eq 'PowerOff'")).json)).toEqual(['db']);
    const owner = `VirtualMachines?$filter=${encodeURIComponent(`Owner/RoleID eq guid'${VDC.subscriptionId}'`)}`;
    expect(names((await admin('GET', owner)).json)).toEqual(['web', 'db']);
  });

  it('comes with its disks, alone or expanded', async () => {
    const { tenant, key, id } = await runMachines([{ name: 'web', diskGb: 40, usedGb: 10 }]);
    const disk = { VMId: id('web'), Size: '10737418240', MaximumSize: '42949672960' };
    expect((await tenant('GET', `${key('web')}/VirtualHardDisks`)).json.value).toMatchObject([disk]);
    const { json } = await tenant('GET', 'VirtualMachines?$expand=VirtualHardDisks,VirtualDiskDrives');
    expect(json.value[0]).toMatchObject({
      VirtualHardDisks: [disk],
      VirtualDiskDrives: [{ LUN: 0, IsVHD: true, VirtualHardDiskId: json.value[0].VirtualHardDisks[0].ID }],
    });
    expect((await tenant('GET', 'VirtualHardDisks')).json.value).toHaveLength(1);
  });

  it('brings the chosen members only, the owner too; or refuses $select, or passes over it', async () => {
    const { simulator, tenant } = await runMachines([{ name: 'web' }]);
    const read = () => tenant('GET', 'VirtualMachines?$select=ID,Status,Owner');
    expect(Object.keys((await read()).json.value[0])).toEqual(['ID', 'Status', 'Owner']);
    simulator.knobs.set('vm-select', 'refuse');
    expect((await read()).status).toBe(400);
    simulator.knobs.set('vm-select', 'ignore');
    expect((await read()).json.value[0].Name).toBe('web');
  });

  it('is listed as it is now and with what was asked for now, however often it was listed before', async () => {
    const { simulator, tenant, id } = await runMachines([{ name: 'web' }, { name: 'db' }], { 'vm-job-ms': 0 });
    const list = async (select: string) => (await tenant('GET', `VirtualMachines?$select=${select}`)).json.value;
    const before = [
      { Name: 'web', Status: 'Running' },
      { Name: 'db', Status: 'Running' },
    ];
    expect([await list('Name,Status'), await list('Name,Status')]).toEqual([before, before]);
    simulator.byHand.operateVm(id('web'), 'Stop');
    expect(await list('Name,Status')).toEqual([{ Name: 'web', Status: 'PowerOff' }, before[1]]);
    expect(await list('Status,Memory')).toEqual([
      { Status: 'PowerOff', Memory: 2048 },
      { Status: 'Running', Memory: 2048 },
    ]);
    expect(Object.keys((await tenant('GET', 'VirtualMachines')).json.value[0]).length).toBeGreaterThan(40);
    expect(await list('Name,Status')).toEqual([{ Name: 'web', Status: 'PowerOff' }, before[1]]);
  });

  it('is Atom to those who do not ask for JSON', async () => {
    const { call, key } = await runMachines([{ name: 'web' }]);
    const headers = { 'x-ms-principal-id': VDC.user };
    const reply = await call('GET', `${TENANT_VMM}/${key('web')}`, undefined, { site: 'tenantApi', headers });
    expect(reply.headers['content-type']).toContain('application/atom+xml');
    const entry = parseQuotaXml(reply.text);
    const one = (name: string) => find(entry, name)[0];
    expect(one('d:Status')?.text).toBe('Running');
    expect(one('d:TotalSize')?.attributes.get('m:type')).toBe('Edm.Int64');
    expect(one('d:Operation')?.attributes.get('m:null')).toBe('true');
    expect(one('d:Owner')?.children.map(({ name }) => name)).toEqual(['d:UserName', 'd:RoleName', 'd:RoleID']);
    const missing = await call('GET', `${TENANT_VMM}/${key('none')}`, undefined, { site: 'tenantApi', headers });
    expect(missing.status).toBe(400);
  });

  it('is an empty list by fault, in a list only', async () => {
    const { simulator, tenant, key } = await runMachines([{ name: 'web' }]);
    simulator.faults.add({ name: 'empty-list' });
    expect((await tenant('GET', 'VirtualMachines')).json.value).toEqual([]);
    expect((await tenant('GET', key('web'))).json.Name).toBe('web');
  });
});

describe('pages of VMM', () => {
  it('link to the next one, with the question that was asked', async () => {
    const { simulator, tenant, call } = await runMachines(
      Array.from({ length: 5 }, (_, i) => ({ name: `vm-${i}`, status: i === 0 ? 'PowerOff' : 'Running' })),
      { 'vmm-page-size': 2 },
    );
    const seen: string[] = [];
    let path: string | undefined = `VirtualMachines?$select=Name&$filter=${encodeURIComponent("Name ne 'vm-0'")}`;
    let pages = 0;
    while (path !== undefined) {
      const { json } = await tenant('GET', path);
      seen.push(...names(json));
      path = (json['odata.nextLink'] as string | undefined)?.split('/vmm/')[1];
      pages += 1;
    }
    expect([seen, pages]).toEqual([['vm-1', 'vm-2', 'vm-3', 'vm-4'], 2]);
    const top = (await tenant('GET', 'VirtualMachines?$top=3&$skip=1')).json;
    expect(names(top)).toEqual(['vm-1', 'vm-2']);
    expect(top['odata.nextLink']).toContain('$top=1&$skiptoken=3');
    const headers = { 'x-ms-principal-id': VDC.user };
    const feed = await call('GET', `${TENANT_VMM}/VirtualMachines`, undefined, { site: 'tenantApi', headers });
    const next = find(parseQuotaXml(feed.text), 'link').find(({ attributes }) => attributes.get('rel') === 'next');
    expect(next?.attributes.get('href')).toMatch(/VirtualMachines\?\$skiptoken=2$/);
    simulator.knobs.set('vmm-page-size', 0);
    expect((await tenant('GET', 'VirtualMachines')).json['odata.nextLink']).toBeUndefined();
  });

  it('come quickly: two thousand machines of a tenant, whatever stands around it', async () => {
    const wap = await runSimulator({}, { vdcs: 200, vmsPerVdc: 50 });
    const { simulator, call } = wap;
    const id = simulator.world.subscriptions.rows.at(-1)?.id ?? '';
    for (let i = 0; i < 1950; i += 1) simulator.byHand.addVm(id, { name: `more-${i}` });
    const headers = { accept: 'application/json', 'x-ms-principal-id': 'owner-000199@tenants.example' };
    const read = () =>
      call('GET', `/${id}/services/systemcenter/vmm/VirtualMachines`, undefined, { site: 'tenantApi', headers });
    await read();
    const startedAt = performance.now();
    const { json } = await read();
    const ms = performance.now() - startedAt;
    expect(json.value).toHaveLength(2000);
    // A few tens of milliseconds alone on a machine; the bound leaves room for a busy one.
    expect(ms).toBeLessThan(1000);
  });
});
