import { describe, expect, it } from 'vitest';
import { BASE_PLAN_ID, SYSTEM_CENTER_INSTANCE_ID } from '../../../src/simulator/world/seed-ids.ts';
import { runSimulator, type RunningSimulator } from '../../support/running-simulator.ts';
import { makeVdc, quotaBody, VDC } from '../../support/simulated-vdc.ts';

const PLAN = { Id: 'mine1', DisplayName: 'VDC mine', State: 0, MaxSubscriptionsPerAccount: -1 };

describe('/plans', () => {
  it('start with a template that is configured, indented with CRLF and full of what no client knows', async () => {
    const { call } = await runSimulator();
    const { json } = await call('GET', '/plans');
    const names = json.map(({ DisplayName }: { DisplayName: string }) => DisplayName);
    expect(names).toEqual(['VDC Base', 'VDC Silver', 'Gold Plan', 'Sql Only', 'Draft']);
    const [quota] = json[0].ServiceQuotas;
    expect(quota).toMatchObject({
      ServiceName: 'systemcenter',
      ServiceInstanceId: SYSTEM_CENTER_INSTANCE_ID,
      ConfigState: 1,
      QuotaSyncState: 0,
    });
    expect(quota.Settings.map(({ Key }: { Key: string }) => Key)).toEqual([
      'Clouds',
      'Actions',
      'VmResources',
      'Networks',
      'CustomSettings',
    ]);
    expect(quota.Settings[0].Value).toContain('\r\n  <Cloud Id=');
    expect(quota.Settings[0].Value).toContain('<Placement Preference=');
    expect(quota.Settings[0].Value).not.toBe(json[1].ServiceQuotas[0].Settings[0].Value);
  });

  it('have every member of the contract, with explicit nulls', async () => {
    const { call } = await runSimulator();
    const { status, json } = await call('POST', '/plans', PLAN);
    expect(status).toBe(201);
    expect(json).toEqual({
      ...PLAN,
      ConfigState: 0,
      QuotaSyncState: 0,
      LastErrorMessage: null,
      Advertisements: [],
      ServiceQuotas: [],
      SubscriptionCount: 0,
      AddOnReferences: [],
      AddOns: [],
      InvitationCode: null,
      Price: null,
    });
  });

  it('default to one subscription an account, as WAP does', async () => {
    const { call } = await runSimulator();
    expect((await call('POST', '/plans', { DisplayName: 'x' })).json.MaxSubscriptionsPerAccount).toBe(1);
  });

  it('refuse an id or a display name that is taken, in any case', async () => {
    const { call } = await runSimulator();
    await call('POST', '/plans', PLAN);
    expect((await call('POST', '/plans', { ...PLAN, Id: 'other' })).status).toBe(409);
    expect((await call('POST', '/plans', { ...PLAN, Id: 'MINE1', DisplayName: 'other' })).status).toBe(409);
    expect((await call('POST', '/plans', { ...PLAN, Id: 'other', DisplayName: '' })).status).toBe(400);
  });

  it('keep the id of the caller, mint one without it, or mint one always', async () => {
    const { call, simulator } = await runSimulator();
    expect((await call('POST', '/plans', PLAN)).json.Id).toBe('mine1');
    expect((await call('POST', '/plans', { ...PLAN, Id: null, DisplayName: 'Gold two' })).json.Id).toMatch(
      /^Goldt[0-9a-z]{8}$/,
    );
    simulator.knobs.set('plan-id', 'override');
    const { json } = await call('POST', '/plans', { ...PLAN, Id: 'wanted', DisplayName: 'three' });
    expect(json.Id).toMatch(/^three[0-9a-z]{8}$/);
    expect((await call('GET', `/plans/${json.Id}`)).json.DisplayName).toBe('three');
  });

  it('take a used id again or not', async () => {
    const { call, simulator } = await runSimulator();
    await call('POST', '/plans', PLAN);
    expect((await call('DELETE', '/plans/mine1')).status).toBe(200);
    expect((await call('POST', '/plans', PLAN)).status).toBe(201);
    await call('DELETE', '/plans/mine1');
    simulator.knobs.set('reused-plan-id', 'refuse');
    expect((await call('POST', '/plans', PLAN)).status).toBe(409);
  });

  it('lose or keep what a PUT leaves out, as the knob says, and never touch the quota by it', async () => {
    const full = {
      ...PLAN,
      InvitationCode: 'CODE',
      Price: '9.90',
      Advertisements: [{ LanguageCode: 'en-us' }],
      FutureGroups: ['a'],
    };
    for (const knob of ['replace', 'merge'] as const) {
      const { call } = await runSimulator({ 'put-plan': knob });
      await call('POST', '/plans', full);
      const { json } = await call('PUT', '/plans/mine1', {
        Id: 'mine1',
        DisplayName: 'VDC mine',
        State: 1,
        ServiceQuotas: [],
      });
      expect(json.State).toBe(1);
      expect(json.InvitationCode).toBe(knob === 'merge' ? 'CODE' : null);
      expect(json.MaxSubscriptionsPerAccount).toBe(knob === 'merge' ? -1 : 1);
      expect(json.FutureGroups).toEqual(knob === 'merge' ? ['a'] : undefined);
    }
    const { call } = await runSimulator();
    const before = (await call('GET', `/plans/${BASE_PLAN_ID}`)).json;
    const after = (await call('PUT', `/plans/${BASE_PLAN_ID}`, { ...before, State: 1, ServiceQuotas: [] })).json;
    expect(after).toEqual({ ...before, State: 1 });
  });

  it('honour the quotas of a PUT where the knob says so', async () => {
    const wap = await runSimulator({ 'put-plan-quotas': 'honour' });
    await makeVdc(wap);
    const before = (await wap.call('GET', `/plans/${VDC.planId}`)).json;
    const quota = (await quotaBody(wap, '99')) as { ServiceQuotas: unknown };
    const after = (await wap.call('PUT', `/plans/${VDC.planId}`, { ...before, ...quota })).json;
    expect(after.ServiceQuotas[0].Settings[0].Value).toContain('<RoleCPUCount>99<');
  });

  it('take services by POST and PUT, once, from providers that exist', async () => {
    const { call } = await runSimulator();
    await call('POST', '/plans', PLAN);
    const service = { Name: 'systemcenter', InstanceId: SYSTEM_CENTER_INSTANCE_ID.toLowerCase(), ConfigState: 0 };
    const { status, json } = await call('POST', '/plans/mine1/services', service);
    expect([status, json.ConfigState, json.QuotaSyncState]).toEqual([200, 0, 2]);
    expect(json.ServiceQuotas[0].ServiceInstanceId).toBe(SYSTEM_CENTER_INSTANCE_ID);
    expect((await call('PUT', '/plans/mine1/services', service)).status).toBe(409);
    expect((await call('POST', '/plans/mine1/services', { ...service, InstanceId: BASE_PLAN_ID })).status).toBe(404);
    expect((await call('DELETE', '/plans/mine1/services/systemcenter')).json.ServiceQuotas).toEqual([]);
    expect((await call('DELETE', '/plans/mine1/services/systemcenter')).status).toBe(404);
  });

  it('remove a service in use unless the knob refuses it', async () => {
    const wap = await runSimulator({ 'remove-used-service': 'refuse' });
    await makeVdc(wap);
    expect((await wap.call('DELETE', `/plans/${VDC.planId}/services/systemcenter`)).status).toBe(409);
    wap.simulator.knobs.set('remove-used-service', 'allow');
    expect((await wap.call('DELETE', `/plans/${VDC.planId}/services/systemcenter`)).status).toBe(200);
    expect((await wap.call('GET', `/subscriptions/${VDC.subscriptionId}`)).json.Services).toEqual([]);
  });

  it('are deleted only when nobody is subscribed, or as the knob says', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    expect((await wap.call('DELETE', `/plans/${VDC.planId}`)).status).toBe(409);
    wap.simulator.knobs.set('delete-used-plan', 'error');
    expect((await wap.call('DELETE', `/plans/${VDC.planId}`)).status).toBe(500);
    wap.simulator.knobs.set('delete-used-plan', 'allow');
    expect((await wap.call('DELETE', `/plans/${VDC.planId}`)).status).toBe(200);
    expect((await wap.call('GET', `/plans/${VDC.planId}`)).status).toBe(404);
  });

  it('refuse routes, methods, media types and bodies that they do not understand', async () => {
    const { call } = await runSimulator();
    expect((await call('GET', '/plans/x/y')).status).toBe(404);
    const wrong = await call('PATCH', '/plans/x');
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'GET, PUT, DELETE']);
    expect((await call('POST', '/plans', 'a=b', { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await call('POST', '/plans', '{', {})).status).toBe(400);
    expect((await call('POST', '/plans', '[]', {})).status).toBe(400);
    expect((await call('POST', '/plans', { DisplayName: 'x', displayname: 'y' })).status).toBe(400);
    expect((await call('POST', '/settings', {})).status).toBe(501);
    expect((await call('GET', `/plans/${BASE_PLAN_ID}/metrics`)).status).toBe(501);
  });

  it('refuse unknown members in strict mode and keep them otherwise', async () => {
    const { call, simulator } = await runSimulator();
    expect((await call('POST', '/plans', { ...PLAN, Novelty: { a: 1 } })).json.Novelty).toEqual({ a: 1 });
    simulator.knobs.set('strict-bodies', 'on');
    expect((await call('POST', '/plans', { ...PLAN, Id: 'b', DisplayName: 'b', Novelty: 1 })).status).toBe(400);
  });
});

describe('/plans/{id}/quota', () => {
  const clouds = async ({ call }: RunningSimulator): Promise<string> =>
    (await call('GET', `/subscriptions/${VDC.subscriptionId}`)).json.Services[0].BaseQuotaSettings[0].Value;

  it('replaces the settings of the named service to the byte and copies them to every subscription', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const body = (await quotaBody(wap, '24')) as { ServiceQuotas: { Settings: { Value: string }[] }[] };
    const { status, json } = await wap.call('PUT', `/plans/${VDC.planId}/Quota`, body);
    expect([status, json.ConfigState]).toEqual([200, 1]);
    expect(json.ServiceQuotas[0].Settings).toEqual(body.ServiceQuotas[0]?.Settings);
    expect(await clouds(wap)).toBe(body.ServiceQuotas[0]?.Settings[0]?.Value);
    const short = {
      ServiceQuotas: [{ ...json.ServiceQuotas[0], Settings: json.ServiceQuotas[0].Settings.slice(0, 1) }],
    };
    const cut = await wap.call('PUT', `/plans/${VDC.planId}/quota`, short);
    expect(cut.json.ServiceQuotas[0].Settings).toHaveLength(1);
  });

  it('shows Syncing on plan and subscription until the clock is past the delay', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    wap.simulator.knobs.set('sync-ms', 5000);
    expect((await wap.call('PUT', `/plans/${VDC.planId}/quota`, await quotaBody(wap, '24'))).json.QuotaSyncState).toBe(
      1,
    );
    expect((await wap.call('GET', `/subscriptions/${VDC.subscriptionId}`)).json).toMatchObject({
      QuotaSyncState: 1,
      ActivationSyncState: 0,
    });
    wap.simulator.clock.advance(5001);
    expect((await wap.call('GET', `/plans/${VDC.planId}`)).json.QuotaSyncState).toBe(0);
    expect((await wap.call('GET', `/subscriptions/${VDC.subscriptionId}`)).json.QuotaSyncState).toBe(0);
  });

  it('accepts malformed XML and shows it afterwards as OutOfSync, until it is put right', async () => {
    const wap = await runSimulator({ 'sync-ms': 100 });
    await makeVdc(wap);
    const good = (await quotaBody(wap, '24')) as { ServiceQuotas: { Settings: { Key: string; Value: string }[] }[] };
    const bad = structuredClone(good);
    const setting = bad.ServiceQuotas[0]?.Settings[0];
    if (setting !== undefined) setting.Value = setting.Value.replace(/<\/?Quota>/g, '');
    expect((await wap.call('PUT', `/plans/${VDC.planId}/quota`, bad)).status).toBe(200);
    wap.simulator.clock.advance(101);
    for (const path of [`/plans/${VDC.planId}`, `/subscriptions/${VDC.subscriptionId}`])
      expect((await wap.call('GET', path)).json).toMatchObject({
        QuotaSyncState: 2,
        LastErrorMessage: expect.stringContaining('Quota'),
      });
    await wap.call('PUT', `/plans/${VDC.planId}/quota`, good);
    wap.simulator.clock.advance(101);
    expect((await wap.call('GET', `/subscriptions/${VDC.subscriptionId}`)).json).toMatchObject({
      QuotaSyncState: 0,
      LastErrorMessage: null,
    });
  });

  it('asks the provider first where the knob says so', async () => {
    const wap = await runSimulator({ 'quota-validation': 'at-once' });
    await makeVdc(wap);
    const quota = (await wap.call('GET', `/plans/${VDC.planId}`)).json.ServiceQuotas[0];
    const { status, json } = await wap.call('PUT', `/plans/${VDC.planId}/quota`, {
      ServiceQuotas: [{ ...quota, Settings: [{ Key: 'Clouds', Value: '<Clouds/>' }] }],
    });
    expect(status).toBe(400);
    expect(json.Details).toEqual([{ Code: 'InvalidQuota', Source: 'systemcenter', Message: expect.any(String) }]);
    expect((await wap.call('GET', `/plans/${VDC.planId}`)).json.ServiceQuotas[0]).toEqual(quota);
  });

  it('pushes again with ?sync=True, without a body, and answers 202', async () => {
    const wap = await runSimulator({}, {});
    await makeVdc(wap);
    wap.simulator.faults.add({ name: 'out-of-sync', count: 1 });
    await wap.call('PUT', `/plans/${VDC.planId}/quota`, await quotaBody(wap, '24'));
    expect((await wap.call('GET', `/plans/${VDC.planId}`)).json).toMatchObject({
      QuotaSyncState: 2,
      LastErrorMessage: expect.any(String),
    });
    expect((await wap.call('PUT', `/plans/${VDC.planId}/quota?sync=True`)).status).toBe(202);
    expect((await wap.call('GET', `/plans/${VDC.planId}`)).json).toMatchObject({
      QuotaSyncState: 0,
      LastErrorMessage: null,
    });
    expect((await wap.call('PUT', '/plans/none/quota?sync=True')).status).toBe(404);
    expect((await wap.call('PUT', `/plans/${VDC.planId}/quota?sync=True`, {})).status).toBe(400);
    expect((await wap.call('PUT', `/plans/${VDC.planId}/quota?sync=yes`)).status).toBe(400);
  });

  it('names services that the plan has, each once and with its own instance', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const { ServiceQuotas } = (await quotaBody(wap, '1')) as { ServiceQuotas: Record<string, unknown>[] };
    const put = async (quotas: unknown): Promise<number> =>
      (await wap.call('PUT', `/plans/${VDC.planId}/quota`, { ServiceQuotas: quotas })).status;
    expect(await put([{ ...ServiceQuotas[0], ServiceName: 'sqlservers' }])).toBe(404);
    expect(await put([{ ...ServiceQuotas[0], ServiceInstanceId: VDC.subscriptionId }])).toBe(400);
    expect(await put([ServiceQuotas[0], ServiceQuotas[0]])).toBe(400);
    expect(await put([{ ...ServiceQuotas[0], Settings: [{ Key: 'Clouds' }] }])).toBe(400);
    expect(await put(null)).toBe(400);
  });
});
