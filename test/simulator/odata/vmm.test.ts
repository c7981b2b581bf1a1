import { describe, expect, it } from 'vitest';
import { parseQuotaXml, type XmlElement } from '../../../src/simulator/quota/parse-quota-xml.ts';
import { BASE_CLOUD_ID, BASE_STAMP_ID, SILVER_CLOUD_ID } from '../../../src/simulator/world/seed-ids.ts';
import { runSimulator, type CallOptions, type RunningSimulator } from '../../support/running-simulator.ts';
import { makeVdc, quotaBody, VDC } from '../../support/simulated-vdc.ts';

const ADMIN = '/services/systemcenter/SC2012R2/VMM/Microsoft.Management.Odata.svc';
const TENANT = `/${VDC.subscriptionId}/services/systemcenter/vmm`;
const CLOUD = `Clouds(ID=guid'${BASE_CLOUD_ID}',StampId=guid'${BASE_STAMP_ID}')`;
const JSON_PLEASE = { headers: { accept: 'application/json' } } as const;
const asOwner: CallOptions = {
  site: 'tenantApi',
  headers: { accept: 'application/json', 'x-ms-principal-id': VDC.user },
};

const usage = ({ call }: RunningSimulator) =>
  call('GET', `${TENANT}/${CLOUD}/QuotaAndUsageComponents`, undefined, asOwner);

function find(element: XmlElement, name: string): readonly XmlElement[] {
  return [...(element.name === name ? [element] : []), ...element.children.flatMap((child) => find(child, name))];
}

describe('VMM behind the Admin API', () => {
  it('shows all clouds as JSON light when JSON is asked for', async () => {
    const { call } = await runSimulator();
    const { status, headers, json } = await call('GET', `${ADMIN}/Clouds()`, undefined, JSON_PLEASE);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; odata=minimalmetadata; streaming=true; charset=utf-8');
    expect(headers.dataserviceversion).toBe('3.0;');
    expect(json['odata.metadata']).toMatch(/\$metadata#Clouds$/);
    expect(json.value.map(({ ID, Name }: { ID: string; Name: string }) => [ID, Name])).toEqual([
      [BASE_CLOUD_ID, 'Production'],
      [SILVER_CLOUD_ID, 'Silver'],
    ]);
  });

  it('adds links with full metadata, and reads its path in any case', async () => {
    const { call } = await runSimulator();
    const headers = { accept: 'application/json;odata=fullmetadata' };
    const { json } = await call('GET', `${ADMIN.toLowerCase()}/clouds`, undefined, { headers });
    expect(json.value[0]).toMatchObject({
      'odata.type': 'VMM.Cloud',
      'QuotaAndUsageComponents@odata.navigationLinkUrl': `${CLOUD}/QuotaAndUsageComponents`,
    });
  });

  it('answers Atom to everybody else', async () => {
    const { call } = await runSimulator();
    const { headers, text } = await call('GET', `${ADMIN}/Clouds`);
    expect(headers['content-type']).toContain('application/atom+xml');
    const feed = parseQuotaXml(text);
    expect(find(feed, 'entry')).toHaveLength(2);
    expect(find(feed, 'd:Name').map((element) => element.text)).toEqual(['Production', 'Silver']);
  });

  it('finds one by its keys in either order, and capacity as Int64 texts', async () => {
    const { call } = await runSimulator();
    const swapped = `Clouds(StampId=Guid'{${BASE_STAMP_ID.toUpperCase()}}',ID=guid'${BASE_CLOUD_ID}')`;
    const one = (await call('GET', `${ADMIN}/${swapped}`, undefined, JSON_PLEASE)).json;
    expect(one).toMatchObject({ ID: BASE_CLOUD_ID, Name: 'Production' });
    expect(one['odata.metadata']).toMatch(/#Clouds\/@Element$/);
    const capacity = (
      await call(
        'GET',
        `${ADMIN}/CloudCapacities?$filter=CloudId eq guid'${SILVER_CLOUD_ID}'`.replaceAll(' ', '%20'),
        undefined,
        JSON_PLEASE,
      )
    ).json;
    expect(capacity.value).toMatchObject([
      { CPUCount: '512', VMCount: null, UseCPUCountMaximum: false, UseVMCountMaximum: true },
    ]);
    expect((await call('GET', `${ADMIN}/${CLOUD}/Capacity`, undefined, JSON_PLEASE)).json.CPUCount).toBe('4096');
    expect((await call('GET', `${ADMIN}/Clouds(ID=guid'${BASE_CLOUD_ID}')`, undefined, JSON_PLEASE)).status).toBe(400);
    expect(
      (
        await call(
          'GET',
          `${ADMIN}/Clouds(ID=guid'${VDC.subscriptionId}',StampId=guid'${BASE_STAMP_ID}')`,
          undefined,
          JSON_PLEASE,
        )
      ).status,
    ).toBe(404);
  });

  it('shows the effective limits of a role once the push is through', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    wap.simulator.knobs.set('sync-ms', 1000);
    await wap.call('PUT', `/plans/${VDC.planId}/quota`, await quotaBody(wap, '24'));
    const read = async () =>
      (await wap.call('GET', `${ADMIN}/UserRoles(ID=Guid'${VDC.subscriptionId}')`, undefined, JSON_PLEASE)).json;
    expect(await read()).toMatchObject({
      Name: `${VDC.user}_${VDC.subscriptionId}`,
      Quotas: [{ Scope: BASE_CLOUD_ID, RoleCPUCount: 16, MemberCPUCount: 16 }],
    });
    wap.simulator.clock.advance(1001);
    expect((await read()).Quotas[0]).toMatchObject({ RoleCPUCount: 24, MemberCPUCount: 24 });
  });

  it('refuses what it does not simulate with an OData error, in the format that was asked for', async () => {
    const { call } = await runSimulator();
    const unknown = await call('GET', `${ADMIN}/VMTemplates()`, undefined, JSON_PLEASE);
    expect([unknown.status, unknown.json['odata.error'].code]).toEqual([501, 'NotSimulated']);
    const atom = await call('GET', `${ADMIN}/VMTemplates()`);
    expect(find(parseQuotaXml(atom.text), 'm:code')[0]?.text).toBe('NotSimulated');
    for (const query of ['$orderby=Name', '$filter=Description%20eq%20%27x%27', '$select=Nothing', '$top=x'])
      expect((await call('GET', `${ADMIN}/Clouds?${query}`, undefined, JSON_PLEASE)).status).toBe(400);
    expect((await call('GET', '/services/sqlservers/x', undefined, JSON_PLEASE)).status).toBe(501);
    expect((await call('POST', `${ADMIN}/Clouds`, {}, JSON_PLEASE)).status).toBe(405);
  });
});

describe('VMM on the tenant API', () => {
  it('shows the one cloud of the plan and what of its limits is in use', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    wap.simulator.byHand.setUse(VDC.subscriptionId, { vmCount: 3, cpuCount: 8, memoryMb: 12_288, storageGb: 120 });
    const { json } = await wap.call('GET', `${TENANT}/Clouds`, undefined, asOwner);
    expect(json.value).toHaveLength(1);
    expect(
      (await usage(wap)).json.value.map((row: Record<string, unknown>) => [
        row['QuotaDimension'],
        row['UserRoleQuota'],
        row['UserRoleUsage'],
      ]),
    ).toEqual([
      ['VMCount', 10, 3],
      ['CpuCount', 16, 8],
      ['MemoryMB', 16_384, 12_288],
      ['StorageGB', 200, 120],
    ]);
    const narrow = await wap.call(
      'GET',
      `${TENANT}/${CLOUD}/QuotaAndUsageComponents?$select=QuotaDimension,UserRoleUsage&$filter=QuotaDimension%20eq%20'CpuCount'`,
      undefined,
      asOwner,
    );
    expect(narrow.json.value).toEqual([{ QuotaDimension: 'CpuCount', UserRoleUsage: 8 }]);
    const expanded = await wap.call('GET', `${TENANT}/Clouds?$expand=QuotaAndUsageComponents`, undefined, asOwner);
    expect(expanded.json.value[0].QuotaAndUsageComponents).toHaveLength(4);
    const long = `/${VDC.subscriptionId}/services/systemcenter/VMM/Microsoft.Management.Odata.svc/Clouds`;
    expect((await wap.call('GET', long, undefined, asOwner)).status).toBe(200);
  });

  it('writes figures as the knobs say', async () => {
    const wap = await runSimulator({ 'odata-numbers': 'strings', 'zero-use': 'null', 'custom-quota-dimension': 'on' });
    await makeVdc(wap);
    const rows = (await usage(wap)).json.value;
    expect(rows).toHaveLength(5);
    expect(rows[1]).toMatchObject({ QuotaDimension: 'CpuCount', UserRoleQuota: '16', UserRoleUsage: null });
  });

  it('lets in members only, and nobody while the subscription is suspended', async () => {
    const wap = await runSimulator({}, {});
    await makeVdc(wap, { CoAdminNames: ['cto@acme.example'] });
    const as = async (principal: string | null, token?: string): Promise<number> => {
      const headers: Record<string, string> = principal === null ? {} : { 'x-ms-principal-id': principal };
      return (
        await wap.call('GET', `${TENANT}/Clouds`, undefined, {
          site: 'tenantApi',
          headers,
          ...(token === undefined ? {} : { token }),
        })
      ).status;
    };
    expect(await as(VDC.user)).toBe(200);
    expect(await as('CTO%40acme.example')).toBe(200);
    expect(await as('stranger@acme.example')).toBe(403);
    expect(await as(null)).toBe(403);
    const own = wap.simulator.mint.issue({ upn: VDC.user, realm: 'http://azureservices/TenantSite' }).jwt;
    expect(await as(null, own)).toBe(200);
    const stranger = wap.simulator.mint.issue({ upn: 'x@y.example', realm: 'http://azureservices/TenantSite' }).jwt;
    expect(await as(VDC.user, stranger)).toBe(403);
    expect(await as(VDC.user, wap.simulator.issueToken('nobody@corp.example'))).toBe(403);
    wap.simulator.byHand.suspend(VDC.subscriptionId);
    expect(await as(VDC.user)).toBe(403);
    wap.simulator.knobs.set('suspended-tenant-status', '404');
    expect(await as(VDC.user)).toBe(404);
    wap.simulator.knobs.set('tenant-ready-ms', 5000);
    wap.simulator.byHand.activate(VDC.subscriptionId);
    expect(await as(VDC.user)).toBe(404);
    wap.simulator.clock.advance(5000);
    expect(await as(VDC.user)).toBe(200);
  });

  it('renames, re-syncs and reads users, and has no admin routes', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const tenant = { site: 'tenantApi' } as const;
    const renamed = await wap.call(
      'PATCH',
      `/subscriptions/${VDC.subscriptionId}`,
      { SubscriptionID: VDC.subscriptionId, SubscriptionName: 'New', CoAdminNames: null },
      tenant,
    );
    expect(renamed.json).toMatchObject({ SubscriptionName: 'New', CoAdminNames: [] });
    expect(
      (await wap.call('PUT', `/subscriptions/${VDC.subscriptionId}/quota?sync=True`, undefined, tenant)).status,
    ).toBe(200);
    expect((await wap.call('GET', `/users/${VDC.user}`, undefined, tenant)).status).toBe(200);
    expect((await wap.call('GET', '/plans', undefined, tenant)).status).toBe(404);
    expect((await wap.call('GET', '/plans', undefined, { ...tenant, token: null })).status).toBe(401);
  });
});
