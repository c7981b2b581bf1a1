import { describe, expect, it } from 'vitest';
import { runSimulator } from '../../support/running-simulator.ts';
import { makeVdc, VDC } from '../../support/simulated-vdc.ts';

describe('/users', () => {
  it('creates with three members in any case and a state by name, and answers 201 with the whole object', async () => {
    const { call } = await runSimulator();
    const reply = await call('POST', '/users', { name: 'a@b.example', email: 'x@b.example', state: 'active' });
    expect(reply.status).toBe(201);
    expect(reply.json).toEqual({
      Name: 'a@b.example',
      Email: 'x@b.example',
      State: 1,
      CreatedTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/),
      SubscriptionCount: 0,
      ActivationSyncState: 0,
      LastErrorMessage: null,
    });
    expect((await call('POST', '/users', { Name: 'A@B.example' })).status).toBe(409);
    expect((await call('GET', '/Users/A%40b.EXAMPLE/')).json.Name).toBe('a@b.example');
  });

  it('changes by PUT of the whole, never the name', async () => {
    const { call } = await runSimulator();
    await call('POST', '/users', { Name: 'a@b.example' });
    const reply = await call('PUT', '/users/a@b.example', { Name: 'a@b.example', Email: 'new@b.example', State: 2 });
    expect(reply.json).toMatchObject({ Email: 'new@b.example', State: 2 });
    expect((await call('PUT', '/users/a@b.example', { Name: 'c@b.example', State: 1 })).status).toBe(400);
    expect((await call('PUT', '/users/nobody', { Name: 'nobody', State: 1 })).status).toBe(404);
    expect((await call('PUT', '/users/a@b.example', { Name: 'a@b.example', State: 9 })).status).toBe(400);
  });

  it('cascades a suspension onto subscriptions only where the knob says so', async () => {
    for (const [knob, state] of [
      ['alone', 1],
      ['cascade', 2],
    ] as const) {
      const wap = await runSimulator({ 'user-suspension': knob });
      await makeVdc(wap);
      await wap.call('PUT', `/users/${VDC.user}`, { Name: VDC.user, Email: VDC.user, State: 2 });
      expect((await wap.call('GET', `/subscriptions/${VDC.subscriptionId}`)).json.State).toBe(state);
    }
  });

  it('refuses to delete a user with subscriptions unless told to take them along', async () => {
    const wap = await runSimulator({ 'delete-ms': 1000 });
    await makeVdc(wap);
    expect((await wap.call('DELETE', `/users/${VDC.user}?deleteSubscriptions=False&force=false`)).status).toBe(409);
    wap.simulator.knobs.set('delete-user-with-subscriptions', 'bad-request');
    expect((await wap.call('DELETE', `/users/${VDC.user}`)).status).toBe(400);
    const gone = await wap.call('DELETE', `/users/${VDC.user}?deleteSubscriptions=True`);
    expect([gone.status, gone.text]).toEqual([202, '']);
    expect((await wap.call('GET', `/users/${VDC.user}`)).json.State).toBe(3);
    wap.simulator.clock.advance(1001);
    expect((await wap.call('GET', `/users/${VDC.user}`)).status).toBe(404);
    expect((await wap.call('GET', `/subscriptions/${VDC.subscriptionId}`)).status).toBe(404);
  });

  it('leaves the machines behind when forced', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    wap.simulator.byHand.setUse(VDC.subscriptionId, { vmCount: 2 });
    expect((await wap.call('DELETE', `/users/${VDC.user}?force=True`)).status).toBe(202);
    expect((await wap.call('GET', `/users/${VDC.user}`)).status).toBe(404);
    expect(wap.simulator.world.orphans).toMatchObject([{ subscriptionId: VDC.subscriptionId, use: { vmCount: 2 } }]);
  });

  it('answers 404 to query parameters it does not know, as documented', async () => {
    const { call } = await runSimulator();
    expect((await call('GET', '/users?$filter=x')).status).toBe(404);
    expect((await call('GET', '/subscriptions?$filter=x')).status).toBe(400);
  });
});
