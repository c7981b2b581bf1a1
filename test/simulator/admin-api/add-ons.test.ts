import { describe, expect, it } from 'vitest';
import { SYSTEM_CENTER_INSTANCE_ID } from '../../../src/simulator/world/seed-ids.ts';
import { runSimulator, type RunningSimulator } from '../../support/running-simulator.ts';
import { makeVdc, VDC } from '../../support/simulated-vdc.ts';

const BOOST = 'BoostAhq4k6v7d';
const PATH = `/subscriptions/${VDC.subscriptionId}`;

async function withBoost(wap: RunningSimulator): Promise<void> {
  await makeVdc(wap);
  expect((await wap.call('POST', `/plans/${VDC.planId}/addons`, { AddOnId: BOOST })).status).toBe(201);
}

const attach = ({ call }: RunningSimulator) =>
  call('POST', `${PATH}/addons`, { AddOnId: BOOST, AddOnInstanceId: null, AcquisitionTime: null });

describe('/addons', () => {
  it('are made, configured, linked to a plan, and listed with it', async () => {
    const { call } = await runSimulator();
    const made = await call('POST', '/addons', {
      Id: 'more1',
      DisplayName: 'More',
      State: 0,
      MaxOccurrencesPerPlan: 2,
    });
    expect([made.status, made.json.MaxOccurrencesPerPlan, made.json.ConfigState]).toEqual([200, 2, 0]);
    expect((await call('POST', '/addons', { Id: 'more2', DisplayName: 'more' })).status).toBe(409);
    expect((await call('POST', '/plans/GoldPhq4k5t2a/addons', { AddOnId: 'more1' })).status).toBe(409);
    await call('POST', '/addons/more1/services', { Name: 'systemcenter', InstanceId: SYSTEM_CENTER_INSTANCE_ID });
    const boost = (await call('GET', `/addons/${BOOST}`)).json;
    const quota = await call('PUT', '/addons/more1/quota', { ServiceQuotas: boost.ServiceQuotas });
    expect(quota.json).toMatchObject({
      ConfigState: 1,
      ServiceQuotas: [{ Settings: boost.ServiceQuotas[0].Settings }],
    });
    const linked = await call('POST', '/plans/GoldPhq4k5t2a/addons', { AddOnId: 'more1' });
    expect([linked.status, linked.json]).toEqual([
      201,
      { AddOnId: 'more1', AddOnInstanceId: null, AcquisitionTime: null },
    ]);
    expect((await call('POST', '/plans/GoldPhq4k5t2a/addons', { AddOnId: 'more1' })).status).toBe(409);
    const plan = (await call('GET', '/plans/GoldPhq4k5t2a')).json;
    expect(plan.AddOns.map(({ Id }: { Id: string }) => Id)).toEqual([BOOST, 'more1']);
    expect((await call('GET', '/addons/more1')).json.AssociatedPlans[0].Id).toBe('GoldPhq4k5t2a');
    expect((await call('DELETE', '/addons/more1')).status).toBe(409);
    expect((await call('DELETE', '/plans/GoldPhq4k5t2a/addons/more1')).status).toBe(200);
    expect((await call('DELETE', '/addons/more1')).status).toBe(200);
    expect(
      (await call('PUT', `/addons/${BOOST}`, { Id: BOOST, DisplayName: 'Boost more', MaxOccurrencesPerPlan: 9 })).json,
    ).toMatchObject({
      DisplayName: 'Boost more',
      MaxOccurrencesPerPlan: 9,
    });
    expect((await call('PUT', `/addons/${BOOST}/quota?sync=true`)).status).toBe(202);
    expect((await call('DELETE', `/addons/${BOOST}/services/systemcenter`)).json.ServiceQuotas).toEqual([]);
  });

  it('attach one more instance with every call, up to the most', async () => {
    const wap = await runSimulator();
    await withBoost(wap);
    const first = await attach(wap);
    const second = await attach(wap);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.json.AddOnInstanceId).not.toBe(second.json.AddOnInstanceId);
    await attach(wap);
    const bare = await attach(wap);
    expect([bare.status, bare.text]).toEqual([406, '']);
    wap.simulator.knobs.set('add-on-over-max', '406');
    expect((await attach(wap)).json.Code).toBe('MaxAddOnOccurenceReached');
    wap.simulator.knobs.set('add-on-over-max', '409');
    expect((await attach(wap)).status).toBe(409);
    const { json } = await wap.call('GET', PATH);
    expect(json.AddOnReferences).toHaveLength(3);
    expect(json.AddOns).toHaveLength(1);
    expect((await wap.call('GET', `/subscriptions?addOnId=${BOOST}`)).json.items).toHaveLength(1);
  });

  it('raise the limits that the provider enforces, not the base settings of the subscription', async () => {
    const wap = await runSimulator();
    await withBoost(wap);
    const before = (await wap.call('GET', PATH)).json.Services[0].BaseQuotaSettings;
    await attach(wap);
    const usage = (await wap.call('GET', `${PATH}/usagesummaries`)).json[0].Usages;
    expect(usage.map(({ Limit }: { Limit: number }) => Limit)).toEqual([12, 20, 24_576, 300]);
    expect((await wap.call('GET', PATH)).json.Services[0].BaseQuotaSettings).toEqual(before);
  });

  it('detach one instance, with the status of the knob', async () => {
    const wap = await runSimulator();
    await withBoost(wap);
    for (const status of ['200', '202', '204'] as const) {
      wap.simulator.knobs.set('detach-add-on-status', status);
      const { AddOnInstanceId } = (await attach(wap)).json;
      expect((await wap.call('DELETE', `${PATH}/addons/${BOOST}/${AddOnInstanceId}`)).status).toBe(Number(status));
      expect((await wap.call('DELETE', `${PATH}/addons/${BOOST}/${AddOnInstanceId}`)).status).toBe(404);
    }
    expect((await wap.call('GET', PATH)).json.AddOnReferences).toEqual([]);
  });

  it('refuse an add-on that the plan does not offer, as the knob says', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    for (const status of ['409', '400', '404'] as const) {
      wap.simulator.knobs.set('add-on-not-linked', status);
      expect((await attach(wap)).status).toBe(Number(status));
    }
  });

  it('are dropped, kept or in the way when the subscription moves to a plan without them', async () => {
    for (const [knob, status, left] of [
      ['drop', 200, 0],
      ['keep', 200, 1],
      ['refuse', 409, 1],
    ] as const) {
      const wap = await runSimulator({ 'migrate-add-ons': knob });
      await withBoost(wap);
      await attach(wap);
      expect((await wap.call('PATCH', `${PATH}?migrate=true`, { PlanId: 'VDCSihq4k3p1c' })).status).toBe(status);
      expect((await wap.call('GET', PATH)).json.AddOnReferences).toHaveLength(left);
    }
  });
});
