import { describe, expect, it } from 'vitest';
import { SYSTEM_CENTER_INSTANCE_ID } from '../../../src/simulator/world/seed-ids.ts';
import { runSimulator } from '../../support/running-simulator.ts';
import { makeVdc, VDC } from '../../support/simulated-vdc.ts';

const names = (json: readonly { Name: string }[]): readonly string[] => json.map(({ Name }) => Name);

describe('/resourceproviders', () => {
  it('list what is registered, system providers only when asked, with upper-case ids and no password', async () => {
    const { call, simulator } = await runSimulator();
    const { json } = await call('GET', '/resourceproviders?includeSystemResourceProviders=False');
    expect(names(json)).toEqual(['systemcenter', 'sqlservers']);
    expect(json[0]).toMatchObject({
      InstanceId: SYSTEM_CENTER_INSTANCE_ID,
      Type: 0,
      SubscriptionStatusPollingInterval: '00:05:00',
    });
    expect(json[0].AdminEndpoint.AuthenticationPassword).toBeNull();
    simulator.knobs.set('provider-passwords', 'masked');
    const all = (await call('GET', '/resourceproviders?includeSystemResourceProviders=True')).json;
    expect(names(all)).toContain('monitoring');
    expect(all[0].AdminEndpoint.AuthenticationPassword).toBe('**********');
  });

  it('are registered, read, changed and removed; passwords are never kept', async () => {
    const { call, simulator } = await runSimulator();
    const endpoint = {
      ForwardingAddress: 'https://rp.example/',
      AuthenticationMode: 1,
      AuthenticationUsername: 'u',
      AuthenticationPassword: 'hush-hush',
    };
    const made = await call('POST', '/resourceproviders', {
      Name: 'widgets',
      DisplayName: 'Widgets',
      AdminEndpoint: endpoint,
    });
    expect(made.json).toMatchObject({ Name: 'widgets', InstanceId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(JSON.stringify([...simulator.world.resourceProviders.rows])).not.toContain('hush-hush');
    expect((await call('POST', '/resourceproviders', { Name: 'Widgets' })).status).toBe(409);
    const path = `/resourceproviders/widgets/${String(made.json.InstanceId).toUpperCase()}`;
    expect((await call('PUT', path, { ...made.json, DisplayName: 'More widgets' })).json.DisplayName).toBe(
      'More widgets',
    );
    expect((await call('GET', path)).json.DisplayName).toBe('More widgets');
    expect((await call('DELETE', path)).status).toBe(200);
    expect((await call('GET', path)).status).toBe(404);
    expect((await call('DELETE', `/resourceproviders/systemcenter/${SYSTEM_CENTER_INSTANCE_ID}`)).status).toBe(409);
    expect((await call('POST', '/resourceproviderverification', {})).status).toBe(501);
  });
});

describe('/subscriptions/{id}/usagesummaries', () => {
  it('say figures, nothing, or that systemcenter did not answer', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    wap.simulator.byHand.setUse(VDC.subscriptionId, { cpuCount: 3 });
    const read = async () => (await wap.call('GET', `/subscriptions/${VDC.subscriptionId}/usagesummaries`)).json[0];
    expect(await read()).toMatchObject({ ServiceName: 'systemcenter', RetrievedSuccessfully: true });
    expect((await read()).Usages[1]).toMatchObject({ CurrentValue: 3, Limit: 16 });
    wap.simulator.knobs.set('usage-summaries', 'empty');
    expect((await read()).Usages).toEqual([]);
    wap.simulator.knobs.set('usage-summaries', 'failed');
    expect(await read()).toMatchObject({ RetrievedSuccessfully: false, ErrorMessage: expect.any(String), Usages: [] });
  });
});
