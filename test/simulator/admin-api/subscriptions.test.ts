import { describe, expect, it } from 'vitest';
import { SILVER_PLAN_ID } from '../../../src/simulator/world/seed-ids.ts';
import { runSimulator } from '../../support/running-simulator.ts';
import { makeVdc, provisioning, quotaBody, VDC } from '../../support/simulated-vdc.ts';

const PATH = `/subscriptions/${VDC.subscriptionId}`;
const OTHER_ID = '11111111-2222-4333-8444-555555555555';

describe('/subscriptions', () => {
  it('are created under the id of the caller and shown with every member of the other contract', async () => {
    const wap = await runSimulator({ 'sync-ms': 100 });
    await makeVdc(wap, { CoAdminNames: ['cto@acme.example'], SubscriptionId: VDC.subscriptionId.toUpperCase() });
    const { json } = await wap.call('GET', PATH);
    expect(Object.keys(json)).toEqual([
      'SubscriptionID',
      'SubscriptionName',
      'AccountAdminLiveEmailId',
      'ServiceAdminLiveEmailId',
      'CoAdminNames',
      'AddOnReferences',
      'AddOns',
      'State',
      'QuotaSyncState',
      'ActivationSyncState',
      'PlanId',
      'Services',
      'LastErrorMessage',
      'Features',
      'OfferFriendlyName',
      'OfferCategory',
      'Created',
    ]);
    expect(json).toMatchObject({
      SubscriptionID: VDC.subscriptionId,
      SubscriptionName: 'acme-prod',
      AccountAdminLiveEmailId: VDC.user,
      CoAdminNames: ['cto@acme.example'],
      State: 1,
      QuotaSyncState: 1,
      ActivationSyncState: 1,
      PlanId: VDC.planId,
      OfferFriendlyName: 'VDC acme-prod',
    });
    wap.simulator.clock.advance(101);
    expect((await wap.call('GET', PATH)).json).toMatchObject({ QuotaSyncState: 0, ActivationSyncState: 0 });
    expect((await wap.call('GET', `/users/${VDC.user}`)).json.SubscriptionCount).toBe(1);
    expect((await wap.call('GET', `/plans/${VDC.planId}`)).json.SubscriptionCount).toBe(1);
  });

  it('refuse a repeat, a missing plan id, and dependencies that do not exist', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const post = async (more: Record<string, unknown>): Promise<number> =>
      (await wap.call('POST', '/subscriptions', provisioning(more))).status;
    expect(await post({})).toBe(409);
    expect(await post({ SubscriptionId: OTHER_ID, PlanId: null })).toBe(400);
    expect(await post({ SubscriptionId: OTHER_ID, PlanId: 'none' })).toBe(404);
    expect(await post({ SubscriptionId: OTHER_ID, AccountAdminLivePuid: 'nobody' })).toBe(404);
    expect(await post({ SubscriptionId: null })).toBe(400);
    expect(await post({ SubscriptionId: 'acme' })).toBe(400);
    expect(await post({ SubscriptionId: OTHER_ID, AccountId: null })).toBe(400);
    expect(await post({ SubscriptionId: OTHER_ID, OfferType: null })).toBe(400);
    expect(await post({ SubscriptionId: OTHER_ID, Status: 'Deleted' })).toBe(400);
    expect((await wap.call('GET', `/subscriptions/${OTHER_ID}`)).status).toBe(404);
    expect((await wap.call('GET', '/subscriptions/not-a-guid')).status).toBe(400);
  });

  it('answer 200 or 201 to a POST', async () => {
    const wap = await runSimulator({ 'post-subscription-status': '201' });
    await makeVdc(wap);
    expect((await wap.call('POST', '/subscriptions', provisioning({ SubscriptionId: OTHER_ID }))).status).toBe(201);
  });

  it('keep to MaxSubscriptionsPerAccount, plan state, configuration and invitation as the knobs say', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const { simulator, call } = wap;
    const post = async (planId: string): Promise<readonly [number, unknown]> => {
      const { status, json } = await call(
        'POST',
        '/subscriptions',
        provisioning({ SubscriptionId: OTHER_ID, PlanId: planId }),
      );
      if (status === 200) await call('DELETE', `/subscriptions/${OTHER_ID}?force=True`);
      return [status, json.Code];
    };
    const plan = (await call('GET', `/plans/${VDC.planId}`)).json;
    await call('PUT', `/plans/${VDC.planId}`, { ...plan, MaxSubscriptionsPerAccount: 1 });
    expect(await post(VDC.planId)).toEqual([409, 'MaxSubscriptionsPerPlanReached']);
    simulator.knobs.set('max-subscriptions-per-account', 'ignore');
    expect(await post(VDC.planId)).toEqual([200, undefined]);
    await call('PUT', `/plans/${VDC.planId}`, { ...plan, State: 2 });
    expect((await post(VDC.planId))[0]).toBe(409);
    simulator.knobs.set('decommissioned-plan', 'allow');
    expect((await post(VDC.planId))[0]).toBe(200);
    expect((await post('Drafthq4k8y5g'))[0]).toBe(200);
    simulator.knobs.set('unconfigured-plan', 'refuse');
    expect((await post('Drafthq4k8y5g'))[0]).toBe(409);
    expect((await post('GoldPhq4k5t2a'))[0]).toBe(200);
    simulator.knobs.set('invitation-code', 'enforce');
    expect((await post('GoldPhq4k5t2a'))[0]).toBe(403);
  });

  it('are suspended and activated by PATCH of the status alone', async () => {
    const wap = await runSimulator({ 'sync-ms': 100 });
    await makeVdc(wap);
    wap.simulator.clock.advance(101);
    const { status, json } = await wap.call(
      'PATCH',
      PATH,
      provisioning({ Status: 'Suspended', FriendlyName: 'ignored', PlanId: 'ignored' }),
    );
    expect([status, json.State, json.ActivationSyncState, json.SubscriptionName, json.PlanId]).toEqual([
      200,
      2,
      1,
      'acme-prod',
      VDC.planId,
    ]);
    wap.simulator.clock.advance(101);
    expect((await wap.call('GET', PATH)).json.ActivationSyncState).toBe(0);
    expect((await wap.call('PATCH', PATH, { SubscriptionId: VDC.subscriptionId, Status: 'active' })).json.State).toBe(
      1,
    );
  });

  it('answer a repeated status with 200 and nothing done, or 409', async () => {
    const wap = await runSimulator({ 'sync-ms': 100 });
    await makeVdc(wap);
    wap.simulator.clock.advance(101);
    const again = { SubscriptionId: VDC.subscriptionId, Status: 'Active' };
    expect((await wap.call('PATCH', PATH, again)).json).toMatchObject({ State: 1, ActivationSyncState: 0 });
    wap.simulator.knobs.set('patch-same-status', 'conflict');
    expect((await wap.call('PATCH', PATH, again)).status).toBe(409);
  });

  it('refuse a PATCH that says nothing, something else, or another id', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const patch = async (body: unknown): Promise<number> => (await wap.call('PATCH', PATH, body)).status;
    expect(await patch({ SubscriptionId: VDC.subscriptionId })).toBe(400);
    expect(await patch({ SubscriptionId: VDC.subscriptionId, PlanId: SILVER_PLAN_ID })).toBe(400);
    expect(await patch({ SubscriptionId: VDC.subscriptionId, Status: 'Paused' })).toBe(400);
    expect(await patch({ SubscriptionId: OTHER_ID, Status: 'Active' })).toBe(400);
    expect((await wap.call('PATCH', `/subscriptions/${OTHER_ID}`, { Status: 'Active' })).status).toBe(404);
  });

  it('replace co-administrators as a whole', async () => {
    const wap = await runSimulator();
    await makeVdc(wap, { CoAdminNames: ['a@acme.example'] });
    const { json } = await wap.call('PATCH', PATH, {
      SubscriptionId: VDC.subscriptionId,
      CoAdminNames: ['b@acme.example'],
    });
    expect(json.CoAdminNames).toEqual(['b@acme.example']);
  });

  it('move to another plan with ?migrate=true', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const { json } = await wap.call('PATCH', `${PATH}?migrate=true`, {
      SubscriptionId: VDC.subscriptionId,
      PlanId: SILVER_PLAN_ID,
    });
    expect(json).toMatchObject({ PlanId: SILVER_PLAN_ID, OfferFriendlyName: 'VDC Silver' });
    expect((await wap.call('GET', `/plans/${VDC.planId}`)).json.SubscriptionCount).toBe(0);
    const migrate = async (planId: string): Promise<number> =>
      (await wap.call('PATCH', `${PATH}?migrate=True`, { PlanId: planId })).status;
    expect(await migrate('none')).toBe(404);
    wap.simulator.knobs.set('migrate-missing-service', 'refuse');
    expect(await migrate('Sql Only')).toBe(404);
    expect(await migrate('SqlOnhq4k7w3e')).toBe(409);
    wap.simulator.knobs.set('migrate-missing-service', 'allow');
    await wap.call('PATCH', PATH, { Status: 'Suspended' });
    wap.simulator.knobs.set('migrate-suspended', 'refuse');
    expect(await migrate('SqlOnhq4k7w3e')).toBe(409);
    wap.simulator.knobs.set('migrate-suspended', 'allow');
    expect(await migrate('SqlOnhq4k7w3e')).toBe(200);
  });

  it('go by way of DeletePending, in which only DELETE is allowed', async () => {
    const wap = await runSimulator({ 'delete-ms': 1000 });
    await makeVdc(wap);
    const { status, json } = await wap.call('DELETE', `${PATH}?force=False`);
    expect([status, json.State, json.ActivationSyncState]).toEqual([202, 3, 1]);
    expect((await wap.call('PATCH', PATH, { Status: 'Active' })).status).toBe(409);
    wap.simulator.knobs.set('patch-delete-pending', 'bad-request');
    expect((await wap.call('PATCH', PATH, { Status: 'Active' })).status).toBe(400);
    wap.simulator.knobs.set('patch-delete-pending', 'ignore');
    expect((await wap.call('PATCH', PATH, { Status: 'Active' })).json.State).toBe(3);
    expect((await wap.call('PUT', `${PATH}/quota?sync=True`)).status).toBe(409);
    wap.simulator.clock.advance(500);
    expect((await wap.call('DELETE', PATH)).status).toBe(202);
    wap.simulator.clock.advance(501);
    expect((await wap.call('GET', PATH)).status).toBe(404);
    expect((await wap.call('DELETE', PATH)).status).toBe(404);
    expect((await wap.call('GET', `/subscriptions?userId=${VDC.user}`)).json.items).toEqual([]);
  });

  it('take machines along, refuse because of them, or leave them behind', async () => {
    const outcome = async (knob: 'deletes' | 'refuses' | 'leaves', query = ''): Promise<unknown> => {
      const wap = await runSimulator({ 'delete-with-use': knob });
      await makeVdc(wap);
      wap.simulator.byHand.setUse(VDC.subscriptionId, { vmCount: 2, cpuCount: 4 });
      await wap.call('DELETE', PATH + query);
      const { status, json } = await wap.call('GET', PATH);
      return {
        status,
        state: json.State,
        activation: json.ActivationSyncState,
        orphans: wap.simulator.world.orphans.length,
      };
    };
    expect(await outcome('deletes')).toEqual({ status: 404, orphans: 0 });
    expect(await outcome('leaves')).toEqual({ status: 404, orphans: 1 });
    expect(await outcome('refuses')).toEqual({ status: 200, state: 3, activation: 2, orphans: 0 });
    expect(await outcome('refuses', '?force=True')).toEqual({ status: 404, orphans: 1 });
  });

  it('are deleted by a repeat once the provider no longer refuses', async () => {
    const wap = await runSimulator({ 'delete-with-use': 'refuses' });
    await makeVdc(wap);
    wap.simulator.byHand.setUse(VDC.subscriptionId, { vmCount: 2 });
    await wap.call('DELETE', PATH);
    expect((await wap.call('GET', PATH)).json.LastErrorMessage).toEqual(expect.any(String));
    wap.simulator.byHand.setUse(VDC.subscriptionId, { vmCount: 0 });
    await wap.call('DELETE', PATH);
    expect((await wap.call('GET', PATH)).status).toBe(404);
  });

  it('take a used GUID again, refuse it, or let the provider refuse it', async () => {
    const again = async (knob: 'allow' | 'refuse' | 'out-of-sync'): Promise<readonly [number, unknown]> => {
      const wap = await runSimulator({ 'reused-subscription-id': knob });
      await makeVdc(wap);
      await wap.call('DELETE', PATH);
      const { status } = await wap.call('POST', '/subscriptions', provisioning());
      return [status, (await wap.call('GET', PATH)).json.ActivationSyncState];
    };
    expect(await again('allow')).toEqual([200, 0]);
    expect(await again('refuse')).toEqual([409, undefined]);
    expect(await again('out-of-sync')).toEqual([200, 2]);
  });

  it('come back into sync by ?sync=True, which is the only thing their quota takes', async () => {
    const wap = await runSimulator({ 'sync-ms': 100 });
    await makeVdc(wap);
    wap.simulator.faults.add({ name: 'out-of-sync', count: 1 });
    await wap.call('PATCH', PATH, { Status: 'Suspended' });
    wap.simulator.clock.advance(101);
    expect((await wap.call('GET', PATH)).json).toMatchObject({
      State: 2,
      ActivationSyncState: 2,
      LastErrorMessage: expect.stringContaining('systemcenter'),
    });
    expect((await wap.call('PUT', `${PATH}/quota?sync=True`)).json).toMatchObject({
      ActivationSyncState: 1,
      QuotaSyncState: 1,
    });
    wap.simulator.clock.advance(101);
    expect((await wap.call('GET', PATH)).json).toMatchObject({
      State: 2,
      ActivationSyncState: 0,
      LastErrorMessage: null,
    });
    expect((await wap.call('PUT', `${PATH}/quota`, { ServiceQuotas: [] })).status).toBe(400);
  });

  it('show a shrink below use as OutOfSync where the knob says so', async () => {
    const wap = await runSimulator({ 'shrink-below-use': 'out-of-sync' });
    await makeVdc(wap);
    wap.simulator.byHand.setUse(VDC.subscriptionId, { cpuCount: 8 });
    await wap.call('PUT', `/plans/${VDC.planId}/quota`, await quotaBody(wap, '4'));
    expect((await wap.call('GET', PATH)).json.QuotaSyncState).toBe(2);
    wap.simulator.knobs.set('shrink-below-use', 'accept');
    await wap.call('PUT', `${PATH}/quota?sync=True`);
    expect((await wap.call('GET', PATH)).json.QuotaSyncState).toBe(0);
  });

  it('push the quota again on activation where the knob says so', async () => {
    const wap = await runSimulator({ 'sync-ms': 100, 'reactivation-pushes-quota': 'on' });
    await makeVdc(wap, { Status: 'Suspended' });
    wap.simulator.clock.advance(101);
    expect((await wap.call('PATCH', PATH, { Status: 'Active' })).json.QuotaSyncState).toBe(1);
  });
});
