import { describe, expect, it } from 'vitest';
import { planFromWire } from '../../../../../src/providers/wap/client/admin-api/plan.ts';
import { readGuid, readTime } from '../../../../../src/providers/wap/client/admin-api/read-wire.ts';
import { resourceProviderFromWire } from '../../../../../src/providers/wap/client/admin-api/resource-provider.ts';
import { subscriptionFromWire } from '../../../../../src/providers/wap/client/admin-api/subscription.ts';
import { createTextPool } from '../../../../../src/providers/wap/client/admin-api/text-pool.ts';
import { userFromWire } from '../../../../../src/providers/wap/client/admin-api/user.ts';
import { cloudsXml, guidOf, wirePlan, wireServiceQuota, wireSubscription } from '../../../../support/wap-rows.ts';

const plan = (wire: unknown) => planFromWire(wire, createTextPool());
const badObject = expect.objectContaining({ code: 'WAP_BAD_OBJECT' });

describe('a subscription', () => {
  it('is read as WAP writes it, without its copies of the quota', () => {
    expect(subscriptionFromWire(wireSubscription(1, { CoAdminNames: ['a@b'], Novelty: { x: 1 } }))).toEqual({
      subscriptionId: guidOf(1),
      subscriptionName: 'vdc-1',
      accountAdminLiveEmailId: 'owner-1@tenants.example',
      coAdminNames: ['a@b'],
      state: 'Active',
      quotaSyncState: 'InSync',
      activationSyncState: 'InSync',
      planId: 'plan1',
      services: [{ type: 'systemcenter', quotaSyncState: 'InSync', activationSyncState: 'InSync' }],
      addOnCount: 0,
      lastErrorMessage: null,
      offerFriendlyName: 'VDC vdc-1',
      created: Date.UTC(2024, 4, 6, 7, 8, 9, 123),
    });
  });

  it.each([
    [0, 'None'],
    [2, 'Suspended'],
    ['3', 'DeletePending'],
    ['suspended', 'Suspended'],
    [' Active ', 'Active'],
    [9, null],
    [-1, null],
    [1.5, null],
    ['Nonsense', null],
    ['', null],
    [null, null],
    [undefined, null],
    [{}, null],
  ])('with State %j is %j', (wire, state) => {
    expect(subscriptionFromWire(wireSubscription(1, { State: wire })).state).toBe(state);
  });

  it('may leave out everything but its id, in either spelling', () => {
    expect(subscriptionFromWire({ SubscriptionId: `{${guidOf(0xabc).toUpperCase()}}` })).toMatchObject({
      subscriptionId: guidOf(0xabc),
      subscriptionName: '',
      coAdminNames: [],
      services: [],
      state: null,
    });
  });

  it.each([[null], [[]], ['x'], [{}], [{ SubscriptionID: 'x' }], [{ ...wireSubscription(1), Services: [null] }]])(
    'is not %j',
    (wire) => {
      expect(() => subscriptionFromWire(wire)).toThrow(badObject);
    },
  );
});

describe('a plan', () => {
  it('is read as WAP writes it', () => {
    expect(plan(wirePlan(7, { State: 1, QuotaSyncState: 2, LastErrorMessage: 'boom', AddOnReferences: [{}] }))).toEqual(
      {
        id: 'plan7',
        displayName: 'VDC vdc-7',
        state: 'Public',
        configState: 'Configured',
        quotaSyncState: 'OutOfSync',
        lastErrorMessage: 'boom',
        subscriptionCount: 1,
        maxSubscriptionsPerAccount: -1,
        addOnCount: 1,
        serviceQuotas: [
          expect.objectContaining({
            serviceName: 'systemcenter',
            serviceInstanceId: '1b2c3d4e-0000-4000-8000-0123456789ab',
            settings: expect.arrayContaining([{ key: 'Clouds', value: cloudsXml(16) }]),
          }),
        ],
      },
    );
  });

  it('may have no quotas, and counts as text', () => {
    const wire = { Id: 'a', ServiceQuotas: null, SubscriptionCount: '3', MaxSubscriptionsPerAccount: '-1' };
    expect(plan(wire)).toMatchObject({ serviceQuotas: [], subscriptionCount: 3, maxSubscriptionsPerAccount: -1 });
  });

  it.each([
    [null],
    [{}],
    [{ Id: '' }],
    [{ Id: 'a', ServiceQuotas: {} }],
    [{ Id: 'a', ServiceQuotas: [null] }],
    [{ Id: 'a', ServiceQuotas: [{}] }],
    [{ Id: 'a', ServiceQuotas: [{ ...wireServiceQuota(1), Settings: [{}] }] }],
  ])('is not %j', (wire) => {
    expect(() => plan(wire)).toThrow(badObject);
  });
});

describe('a user and a resource provider', () => {
  it('are read as WAP writes them', () => {
    const wire = {
      Name: 'Acme@x',
      Email: 'acme@x',
      State: 1,
      CreatedTime: '2013-06-25T22:05:04.007',
      SubscriptionCount: 2,
    };
    expect(userFromWire(wire)).toMatchObject({ name: 'Acme@x', state: 'Active', subscriptionCount: 2 });
  });

  it('leave out endpoints, which may carry passwords', () => {
    const wire = {
      Name: 'systemcenter',
      InstanceId: guidOf(5).toUpperCase(),
      Enabled: 'True',
      AdminEndpoint: { AuthenticationPassword: 'hunter2' },
    };
    const provider = resourceProviderFromWire(wire);
    expect(provider).toMatchObject({ name: 'systemcenter', instanceId: guidOf(5), enabled: true });
    expect(JSON.stringify(provider)).not.toContain('hunter2');
  });

  it.each([[null], [{}], [{ Name: '' }]])('are not %j', (wire) => {
    expect(() => userFromWire(wire)).toThrow(badObject);
    expect(() => resourceProviderFromWire(wire)).toThrow(badObject);
  });
});

describe('single values', () => {
  it.each([
    ['2013-06-25T22:05:04.007', Date.UTC(2013, 5, 25, 22, 5, 4, 7)],
    ['2013-06-25T22:05:04Z', Date.UTC(2013, 5, 25, 22, 5, 4)],
    ['2013-06-25T22:05:04+02:00', Date.UTC(2013, 5, 25, 20, 5, 4)],
    ['never', null],
    [null, null],
  ])('the time %j is %j', (wire, time) => {
    expect(readTime(wire)).toBe(time);
  });

  it.each([['x'], [''], [null], [`${guidOf(1)}0`], [`{${guidOf(1)}`]])('%j is no GUID', (wire) => {
    expect(readGuid(wire)).toBeNull();
  });
});

describe('the text pool', () => {
  it('yields one string for equal texts, over two listings, and forgets what is not there any more', () => {
    const pool = createTextPool();
    const first = pool.share(['a', 'b'].join('-'));
    pool.turn();
    expect(pool.share(['a', 'b'].join('-'))).toBe(first);
    pool.turn();
    pool.turn();
    expect(pool.share('a-b')).toBe('a-b');
  });
});
