import { describe, expect, it } from 'vitest';
import { runSimulator } from '../../support/running-simulator.ts';
import { makeVdc, VDC } from '../../support/simulated-vdc.ts';

const PATH = `/subscriptions/${VDC.subscriptionId}`;

describe('the face of answers', () => {
  it('can have enums by name, upper-case GUIDs, unknown members, a request id, another service state', async () => {
    const wap = await runSimulator();
    await makeVdc(wap);
    const { knobs } = wap.simulator;
    knobs.set('enums', 'names');
    knobs.set('guid-case', 'upper');
    knobs.set('extra-members', 'on');
    knobs.set('request-id', 'on');
    knobs.set('service-state', 'Active');
    const { json, headers } = await wap.call('GET', PATH);
    expect(json).toMatchObject({
      State: 'Active',
      QuotaSyncState: 'InSync',
      SubscriptionID: VDC.subscriptionId.toUpperCase(),
      SecurityScope: expect.anything(),
    });
    expect(json.Services[0]).toMatchObject({ State: 'Active', SecurityScope: expect.anything() });
    expect(headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect((await wap.call('GET', `/plans/${VDC.planId}`)).json).toMatchObject({
      State: 'Private',
      ConfigState: 'Configured',
    });
    expect((await wap.call('GET', `/users/${VDC.user}`)).json.State).toBe('Active');
  });

  it('can leave out or empty the details of an error', async () => {
    const { call, simulator } = await runSimulator();
    expect((await call('GET', '/plans/none')).json).toEqual({
      Code: 'NotFound',
      Message: "The plan 'none' was not found.",
      Details: null,
    });
    simulator.knobs.set('error-details', 'empty');
    expect((await call('GET', '/plans/none')).json.Details).toEqual([]);
    simulator.knobs.set('error-details', 'absent');
    expect('Details' in (await call('GET', '/plans/none')).json).toBe(false);
  });

  it('takes enums by name on input, or only the state of a user', async () => {
    const { call, simulator } = await runSimulator();
    expect((await call('POST', '/plans', { DisplayName: 'a', State: 'Public' })).json.State).toBe(1);
    simulator.knobs.set('enum-names-input', 'user-state-only');
    expect((await call('POST', '/plans', { DisplayName: 'b', State: 'Public' })).status).toBe(400);
    expect((await call('POST', '/users', { Name: 'u', State: 'Suspended' })).json.State).toBe(2);
  });
});
