import { describe, expect, it } from 'vitest';
import { SPF_VMM } from '../../../src/simulator/spf/spf-groups.ts';
import { VDC } from '../../support/simulated-vdc.ts';
import { BASE_STAMP_ID } from '../../../src/simulator/world/seed-ids.ts';
import { basic, runSpf, SPF_ADMIN, SPF_PASSWORD, TENANT_OF_SPF, WHOLE_VMM } from '../../support/simulated-spf.ts';

const NO_PRINCIPAL = { 'x-ms-principal-id': '' };

describe('SPF', () => {
  it('shows all of VMM, and below a subscription only what is its own', async () => {
    const { spf } = await runSpf([{ name: 'web' }]);
    const names = async (path: string): Promise<readonly string[]> =>
      (await spf('GET', path)).json.value.map(({ Name }: { Name: string }) => Name);
    const all = await names(`${WHOLE_VMM}/VirtualMachines`);
    expect(all).toEqual(expect.arrayContaining(['web', 'contoso-web', 'fabrikam-shop', 'vmm-library']));
    expect(await names(`${TENANT_OF_SPF}/VirtualMachines`)).toEqual(['web']);
    const lower = `${WHOLE_VMM}/virtualmachines()`.toLowerCase();
    expect(await names(lower)).toEqual(all);
  });

  it('answers in Atom unless JSON is asked for, in the addresses of its own site', async () => {
    const { simulator, spf } = await runSpf([{ name: 'web' }]);
    const { text, headers } = await spf('GET', `${WHOLE_VMM}/VirtualMachines`, undefined, { accept: '*/*' });
    expect(headers['content-type']).toContain('application/atom+xml');
    expect(text).toContain(`xml:base="${simulator.urls.spf}${WHOLE_VMM}/"`);
    const json = (await spf('GET', `${TENANT_OF_SPF}/VirtualMachines`)).json;
    expect(json['odata.metadata']).toBe(`${simulator.urls.spf}${TENANT_OF_SPF}/$metadata#VirtualMachines`);
  });

  it('operates and deletes machines of a suspended subscription, and refuses its tenant', async () => {
    const { simulator, spf, key, look } = await runSpf([{ name: 'web' }]);
    simulator.byHand.suspend(VDC.subscriptionId);
    const refused = await spf('GET', `${TENANT_OF_SPF}/VirtualMachines`);
    expect([refused.status, refused.json['odata.error'].code]).toEqual([403, 'SubscriptionNotActive']);
    const later = '?RunAsynchronously=1';
    const stop = await spf('MERGE', `${WHOLE_VMM}/${key('web')}${later}`, { Operation: 'Stop' });
    expect([stop.status, stop.headers['x-ms-request-id']]).toEqual([204, look('web')?.job?.id]);
    simulator.clock.advance(1000);
    expect(look('web')?.status).toBe('PowerOff');
    expect((await spf('DELETE', `${WHOLE_VMM}/${key('web')}${later}`)).status).toBe(204);
    simulator.clock.advance(1000);
    expect((await spf('GET', `${WHOLE_VMM}/${key('web')}`)).status).toBe(404);
    simulator.knobs.set('suspended-tenant-status', '401');
    const other = await spf('GET', `${TENANT_OF_SPF}/VirtualMachines`);
    expect([other.status, other.headers['www-authenticate']]).toEqual([401, undefined]);
    simulator.byHand.activate(VDC.subscriptionId);
    expect((await spf('GET', `${TENANT_OF_SPF}/VirtualMachines`)).status).toBe(200);
  });

  it('wants somebody named below a subscription, whoever it is, and elsewhere by the knob', async () => {
    const { simulator, spf } = await runSpf();
    const ask = async (path: string) => (await spf('GET', `${path}/Clouds`, undefined, NO_PRINCIPAL)).status;
    expect([await ask(TENANT_OF_SPF), await ask(WHOLE_VMM)]).toEqual([400, 200]);
    simulator.knobs.set('spf-principal', 'required');
    expect(await ask(WHOLE_VMM)).toBe(400);
    expect((await spf('GET', `${WHOLE_VMM}/Clouds`)).status).toBe(200);
  });

  it('names whoever is named as the owner of a job', async () => {
    const { spf, key, look } = await runSpf([{ name: 'web' }]);
    await spf('MERGE', `${WHOLE_VMM}/${key('web')}?RunAsynchronously=1`, { Operation: 'Stop' });
    expect(look('web')?.job?.by).toBe('vdc-controller');
  });

  it('keeps its own tenants and their stamps', async () => {
    const { simulator, spf } = await runSpf();
    const path = `${SPF_ADMIN}/Tenants(guid'${VDC.subscriptionId}')`;
    expect((await spf('GET', `${path}?$select=Name,AccountStatus`)).json).toMatchObject({
      Name: `${VDC.user}_${VDC.subscriptionId}`,
      AccountStatus: 0,
    });
    simulator.byHand.suspend(VDC.subscriptionId);
    expect((await spf('GET', path)).json.AccountStatus).toBe(1);
    expect((await spf('GET', `${path}/Stamps`)).json.value).toMatchObject([{ ID: BASE_STAMP_ID }]);
    expect((await spf('GET', `${SPF_ADMIN}/Stamps`)).json.value).toHaveLength(2);
    expect((await spf('GET', `${SPF_ADMIN}/VirtualMachines`)).status).toBe(501);
  });

  it('shows cloud services below a subscription, and none of them elsewhere', async () => {
    const { simulator, spf } = await runSpf();
    const machines = [{ name: 'shop-1' }];
    const [id = ''] = simulator.byHand.addRole(VDC.subscriptionId, 'shop', { machines });
    const version = '?api-version=2013-03';
    const services = await spf('GET', `${TENANT_OF_SPF}/CloudServices${version}`);
    expect(services.json).toMatchObject({
      'odata.metadata': `${simulator.urls.spf}${TENANT_OF_SPF}/$metadata#CloudServices`,
      value: [{ Name: 'shop' }],
    });
    const stop = `CloudServices/shop/Resources/MicrosoftCompute/VMRoles/shop/VMs/${id}/Stop${version}`;
    expect((await spf('POST', `${TENANT_OF_SPF}/${stop}`)).status).toBe(202);
    expect((await spf('GET', `${WHOLE_VMM}/CloudServices${version}`)).status).toBe(400);
    simulator.byHand.suspend(VDC.subscriptionId);
    expect((await spf('GET', `${TENANT_OF_SPF}/CloudServices${version}`)).status).toBe(403);
  });

  it('knows neither the paths of 2012 SP1 nor unknown tenants', async () => {
    const { spf } = await runSpf();
    const old = await spf('GET', WHOLE_VMM.replace('2012R2', '2012') + '/Clouds');
    expect([old.status, old.json['odata.error'].code]).toEqual([404, 'NotFound']);
    const nobody = TENANT_OF_SPF.replace(VDC.subscriptionId, '00000000-0000-4000-8000-000000000000');
    expect((await spf('GET', `${nobody}/Clouds`)).status).toBe(404);
  });

  it('takes MERGE and DELETE inside a POST', async () => {
    const { simulator, spf, key, look } = await runSpf([{ name: 'web' }]);
    const path = `${WHOLE_VMM}/${key('web')}?RunAsynchronously=1`;
    expect((await spf('POST', path, { Operation: 'Stop' }, { 'x-http-method': 'MERGE' })).status).toBe(204);
    simulator.clock.advance(1000);
    expect(look('web')?.status).toBe('PowerOff');
    expect((await spf('POST', path, undefined, { 'x-http-method': 'DELETE' })).status).toBe(204);
    simulator.clock.advance(1000);
    expect(look('web')).toBeUndefined();
  });

  it('hides the machines of others below a subscription, and refuses in Atom as it answers', async () => {
    const { spf } = await runSpf([{ name: 'web' }]);
    const found = await spf('GET', `${WHOLE_VMM}/VirtualMachines?$filter=Name%20eq%20'contoso-web'`);
    const [{ ID, StampId }] = found.json.value;
    const theirs = `VirtualMachines(ID=guid'${ID}',StampId=guid'${StampId}')`;
    expect((await spf('GET', `${WHOLE_VMM}/${theirs}`)).status).toBe(200);
    const write = await spf('MERGE', `${TENANT_OF_SPF}/${theirs}?RunAsynchronously=1`, { Operation: 'Stop' });
    const read = await spf('GET', `${TENANT_OF_SPF}/${theirs}`, undefined, { accept: '*/*' });
    expect([write.status, read.status, read.headers['content-type']]).toEqual([
      404,
      404,
      expect.stringContaining('application/xml'),
    ]);
    expect(read.text).toContain('<m:code>');
  });

  it.each([
    ['GET', '/', 404],
    ['GET', '/SC2012R2/VMM/VirtualMachines', 404],
    ['GET', `${WHOLE_VMM}/Hosts`, 501],
    ['GET', `${WHOLE_VMM}/$metadata`, 501],
    ['DELETE', `${SPF_ADMIN}/Tenants(guid'${VDC.subscriptionId}')`, 405],
  ])('never answers %s %s as if it were there', async (method, path, status) => {
    const { spf } = await runSpf();
    expect((await spf(method, path)).status).toBe(status);
  });

  it('is hit by faults, which its logins are not, and stands in the log', async () => {
    const { simulator, spf, call } = await runSpf();
    simulator.faults.add({ name: 'html-503', count: 1 });
    const path = `${WHOLE_VMM}/Clouds`;
    const anonymous = await call('GET', path, undefined, { site: 'spf', token: null });
    expect(anonymous.status).toBe(401);
    expect((await spf('GET', path)).status).toBe(503);
    simulator.faults.add({ name: 'expired-token', count: 1 });
    const expired = await spf('GET', path);
    expect([expired.status, expired.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
    expect(simulator.requests.counts().byRoute).toMatchObject({
      'GET spf-auth refused': 1,
      'GET /SC2012R2/VMM/Microsoft.Management.Odata.svc/**': 2,
    });
    expect(simulator.requests.recent(1)[0]).toMatchObject({ site: 'spf', principal: 'vdc-controller', status: 401 });
  });
});

describe('a login to SPF by Basic', () => {
  const ask = (spf: Awaited<ReturnType<typeof runSpf>>['spf'], authorization: string, path = `${WHOLE_VMM}/Clouds`) =>
    spf('GET', path, undefined, { authorization });

  it('takes the domain or a UPN in any case, and no bare name', async () => {
    const { spf } = await runSpf();
    const statuses = await Promise.all(
      [String.raw`corp\SVC-SPF`, 'svc-spf@corp.example', 'svc-spf', String.raw`OTHER\svc-spf`].map(
        async (user) => (await ask(spf, basic(user, SPF_PASSWORD))).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 401, 401]);
  });

  it('is refused with a page for people, counts each wrong password, and locks like elsewhere', async () => {
    const { simulator, spf } = await runSpf();
    const account = simulator.accounts.find(({ username }) => username === 'svc-spf');
    const wrong = await ask(spf, basic(String.raw`CORP\svc-spf`, 'wrong'));
    expect([wrong.status, wrong.headers['content-type'], account?.failedTries]).toEqual([401, 'text/html', 1]);
    simulator.authKnobs.lockoutAfter = 2;
    await ask(spf, basic(String.raw`CORP\svc-spf`, 'wrong'));
    expect((await spf('GET', `${WHOLE_VMM}/Clouds`)).status).toBe(401);
    expect(account?.failedTries).toBe(2);
  });

  it('wants SPF_VMM for machines and SPF_Admin for tenants, else 403 or by the knob 401', async () => {
    const { simulator, spf } = await runSpf();
    const nobody = basic(String.raw`CORP\nobody`, 'simulated-Passw0rd');
    expect((await ask(spf, nobody)).status).toBe(403);
    simulator.knobs.set('spf-no-group-status', '401');
    expect((await ask(spf, nobody)).status).toBe(401);
    const account = simulator.accounts.find(({ username }) => username === 'svc-spf');
    if (account !== undefined) account.groups = [SPF_VMM];
    expect((await spf('GET', `${WHOLE_VMM}/Clouds`)).status).toBe(200);
    expect((await spf('GET', `${SPF_ADMIN}/Tenants`)).status).toBe(401);
  });

  it('is not offered and not taken where the knob leaves only NTLM', async () => {
    const { call, spf } = await runSpf([], { 'spf-auth': 'ntlm' });
    const { status, headers } = await call('GET', `${WHOLE_VMM}/Clouds`, undefined, { site: 'spf', token: null });
    expect([status, headers['www-authenticate']]).toEqual([401, 'Negotiate, NTLM']);
    expect((await spf('GET', `${WHOLE_VMM}/Clouds`)).status).toBe(401);
  });
});
