import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/providers/wap/client/admin-api/plan.ts';
import { createQuotaMemo, hostingPlanFromWire, subscriptionFromClient } from '../../../src/providers/wap/from-wire.ts';

function clouds(cpus: string, members = cpus): string {
  return `<Clouds>\r\n  <Cloud Id="11111111-1111-4111-8111-111111111111" StampId="22222222-2222-4222-8222-222222222222"><Quota><RoleVMCount></RoleVMCount><MemberVMCount/><RoleCPUCount>${cpus}</RoleCPUCount><MemberCPUCount>${members}</MemberCPUCount><RoleMemoryMB>2048</RoleMemoryMB><MemberMemoryMB>2048</MemberMemoryMB><RoleStorageGB>10</RoleStorageGB><MemberStorageGB>10</MemberStorageGB></Quota></Cloud>\r\n</Clouds>`;
}

function plan(settings: readonly (readonly [string, string])[], over: Partial<Plan> = {}): Plan {
  return {
    id: 'p1',
    displayName: 'VDC acme',
    state: 'Private',
    configState: 'Configured',
    quotaSyncState: 'InSync',
    lastErrorMessage: null,
    subscriptionCount: 1,
    maxSubscriptionsPerAccount: -1,
    addOnCount: 0,
    serviceQuotas: [
      {
        serviceName: 'systemcenter',
        serviceInstanceId: '33333333-3333-4333-8333-333333333333',
        configState: 'Configured',
        quotaSyncState: 'InSync',
        settings: settings.map(([key, value]) => ({ key, value })),
      },
    ],
    ...over,
  };
}

const others = [
  ['Actions', '<Actions/>'],
  ['Networks', '<Networks/>'],
] as const;

describe('a hosting plan', () => {
  it('shows its limits in our units, an empty one as unlimited', () => {
    const { quota } = hostingPlanFromWire(plan([['Clouds', clouds('8', '4')], ...others]), createQuotaMemo());
    expect(quota).toMatchObject({
      limits: { cpu: 8, ramMib: 2048, diskGib: 10, vms: 'unlimited' },
      memberLimits: { cpu: 4 },
      services: ['systemcenter'],
    });
  });

  it('gives equal settings an equal name, in whatever order and whatever the limits', () => {
    const memo = createQuotaMemo();
    const name = (p: Plan) => hostingPlanFromWire(p, memo).quota?.otherSettings;
    const first = name(plan([['Clouds', clouds('8')], ...others]));
    expect(name(plan([...others.toReversed(), ['Clouds', clouds('16')]]))).toBe(first);
    expect(
      name(
        plan([
          ['Clouds', clouds('8')],
          ['Actions', '<Actions />'],
          ['Networks', '<Networks/>'],
        ]),
      ),
    ).not.toBe(first);
    expect(
      name(
        plan([
          ['Clouds', clouds('8')],
          ['Actions', '<Actions/>'],
        ]),
      ),
    ).not.toBe(first);
  });

  it('tells what its customers may do', () => {
    const actions =
      '<Actions><Stamp Id="s"><Action>Start</Action>\r\n<Action MaximumNetwork="" MaximumMemberNetwork="3">AuthorVMNetwork</Action></Stamp><Stamp Id="t"><Action>Start</Action><Action>Save</Action></Stamp></Actions>';
    const { quota } = hostingPlanFromWire(
      plan([
        ['Clouds', clouds('8')],
        ['actions', actions],
      ]),
      createQuotaMemo(),
    );
    expect(quota?.tenantActions).toEqual(['Start', 'AuthorVMNetwork', 'Save']);
  });

  it.each(['', 'no xml', '<Actions>', '<Other><Stamp><Action>Save</Action></Stamp></Other>', '<!DOCTYPE a><Actions/>'])(
    'allows its customers nothing where that cannot be read: %j',
    (actions) => {
      const settings = plan([
        ['Clouds', clouds('8')],
        ['Actions', actions],
      ]);
      expect(hostingPlanFromWire(settings, createQuotaMemo()).quota?.tenantActions).toEqual([]);
    },
  );

  it('counts as one without quota when its limits are no quota of one cloud', () => {
    const memo = createQuotaMemo();
    for (const text of ['', 'no xml', '<Clouds></Clouds>', clouds('-1')])
      expect(hostingPlanFromWire(plan([['Clouds', text], ...others]), memo).quota).toBeUndefined();
  });

  it('is without quota before its services are configured', () => {
    const half = plan([['Clouds', clouds('8')]], { configState: 'NotConfigured' });
    expect(hostingPlanFromWire(half, createQuotaMemo()).quota).toBeUndefined();
  });

  it('parses a quota only when its bytes changed', () => {
    const memo = createQuotaMemo();
    for (let i = 0; i < 3; i++) hostingPlanFromWire(plan([['Clouds', clouds('8')], ...others]), memo);
    expect(memo.cache.byText.size).toBe(1);
    hostingPlanFromWire(plan([['Clouds', clouds('9')], ...others]), memo);
    expect(memo.cache.byText.size).toBe(2);
    expect(memo.settings).toHaveLength(1);
  });
});

describe('a subscription', () => {
  const wire = {
    subscriptionId: '44444444-4444-4444-8444-444444444444',
    subscriptionName: 'acme',
    accountAdminLiveEmailId: 'ops@acme.example',
    coAdminNames: [],
    state: 'Active',
    quotaSyncState: 'InSync',
    activationSyncState: 'InSync',
    planId: 'p1',
    services: [],
    addOnCount: 0,
    lastErrorMessage: null,
    offerFriendlyName: null,
    created: null,
  } as const;

  it('is waiting while either of its parts is, and out of sync when one failed', () => {
    const convergence = (
      quotaSyncState: 'InSync' | 'Syncing' | 'OutOfSync',
      activationSyncState: typeof quotaSyncState,
    ) => subscriptionFromClient({ ...wire, quotaSyncState, activationSyncState }).convergence;
    expect(convergence('InSync', 'InSync')).toBe('in-sync');
    expect(convergence('OutOfSync', 'Syncing')).toBe('waiting');
    expect(convergence('InSync', 'OutOfSync')).toBe('out-of-sync');
  });

  it('never takes a state that it does not know for active', () => {
    expect(subscriptionFromClient({ ...wire, state: null }).status).toBe('unknown');
    expect(subscriptionFromClient({ ...wire, state: 'None' }).status).toBe('unknown');
    expect(subscriptionFromClient({ ...wire, state: 'DeletePending' }).status).toBe('deleting');
  });
});
