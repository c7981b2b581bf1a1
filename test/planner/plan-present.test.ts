import { describe, expect, it } from 'vitest';
import { limits, spec, steps, Story, template, templateQuota } from '../support/planner-world.ts';

const bigger = { ...limits, cpu: 16 };

describe('a VDC that is as declared', () => {
  it('is not in the plan at all', () => {
    const plan = new Story().converged(spec('acme')).declares(spec('acme')).plan();
    expect(plan.vdcs).toEqual([]);
    expect(plan.summary.unchanged).toBe(1);
  });
});

describe('a VDC that differs', () => {
  it('is resized because the spec changed, in the words of the spec', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme', { limits: { ...bigger, ramMib: 65_536 } }));
    const vdc = story.planOf('acme');
    expect(vdc).toMatchObject({ verb: 'update', reason: 'spec-changed' });
    expect(vdc.changes).toEqual([
      { field: 'cpu', before: 8, after: 16 },
      { field: 'ram', before: '32Gi', after: '64Gi' },
    ]);
  });

  it('is put right after a change by hand, and calls it drift', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    story.changeHostingPlan('acme', { quota: { ...templateQuota, limits: { ...limits, cpu: 4 } } });
    expect(story.planOf('acme')).toMatchObject({ reason: 'drift', changes: [{ field: 'cpu', before: 4, after: 8 }] });
  });

  it('is left alone while the list of users lacks its owner, whom it cannot be without', () => {
    const story = new Story().converged(spec('acme')).converged(spec('b'));
    story.declares(spec('acme', { limits: bigger }), spec('b'));
    story.users = story.users.filter(({ name }) => name !== 'acme@example.org');
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'USER_UNSEEN' }] });
    expect(story.plan().unsafe).toEqual([]);
  });

  it('notices a limit of each member that somebody set apart', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    story.changeHostingPlan('acme', { quota: { ...templateQuota, memberLimits: { ...limits, cpu: 2 } } });
    expect(story.planOf('acme').changes).toEqual([{ field: 'cpu of each member', before: 2, after: 8 }]);
  });

  it('copies the template again when the plan no longer has its settings', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    story.changeHostingPlan('acme', {
      quota: { ...templateQuota, otherSettings: 'changed by hand', settingsOf: { systemcenter: 'changed by hand' } },
    });
    expect(story.planOf('acme').actions[0]).toMatchObject({ reason: 'template-differs', templateId: template.id });
  });

  it('keeps a service that its template does not have, and is not written for ever because of it', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    const settingsOf = { ...templateQuota.settingsOf, sqlservers: 'by hand' };
    story.changeHostingPlan('acme', { quota: { ...templateQuota, otherSettings: 'both', settingsOf } });
    expect(story.plan().vdcs).toEqual([]);
  });

  it('is suspended and resumed as declared', () => {
    const suspended = spec('acme', { state: 'suspended' });
    expect(steps(new Story().converged(spec('acme')).declares(suspended).planOf('acme'))).toEqual([
      'suspend vms/acme',
      'suspend subscription/acme',
    ]);
    expect(steps(new Story().converged(suspended).declares(spec('acme')).planOf('acme'))).toEqual([
      'resume subscription/acme',
    ]);
  });

  it('leaves co-administrators alone unless the spec names them', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    story.changeSubscription('acme', { coAdmins: ['friend@example.org'] });
    expect(story.plan().vdcs).toEqual([]);
    story.declares(spec('acme', { coAdmins: [] }));
    expect(story.planOf('acme').changes).toEqual([{ field: 'coAdmins', before: ['friend@example.org'], after: [] }]);
  });

  it('is handed to the clouds again when WAP is out of sync, but not for ever', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    story.changeSubscription('acme', { convergence: 'out-of-sync', lastError: 'stamp does not answer' });
    expect(steps(story.planOf('acme'))).toEqual(['resync subscription/acme']);
    story.inventory = story.inventory.map((entry) => ({ ...entry, resyncs: 5 }));
    expect(story.planOf('acme').blocks[0]?.message).toContain('stamp does not answer');
  });

  it('is only shown while it is paused, and the pause ends by itself', () => {
    const paused = { reason: 'ticket 4711', by: 'jo', untilMs: Date.UTC(2026, 11, 1) };
    const story = new Story().converged(spec('acme')).declares(spec('acme', { limits: bigger, paused }));
    const vdc = story.planOf('acme');
    expect(vdc.actions).toEqual([]);
    expect(vdc.changes).toHaveLength(1);
    expect(vdc.paused).toMatchObject({ reason: 'ticket 4711', until: '2026-12-01T00:00:00.000Z' });
    story.nowMs = paused.untilMs;
    expect(steps(story.planOf('acme'))).toEqual(['update hosting-plan/VDC acme']);
  });
});

describe('what may not be done is blocked with figures', () => {
  const shrunk = spec('acme', { limits: { ...limits, cpu: 4 } });

  it('a shrink below use', () => {
    const story = new Story().converged(spec('acme')).declares(shrunk);
    story.use.set(story.subscriptionOf('acme').id, { use: { cpu: 6 } });
    expect(story.planOf('acme').blocks[0]).toMatchObject({
      code: 'LIMIT_BELOW_USE',
      message: 'cpu is to shrink to 4, but 6 is in use.',
    });
  });

  it('a shrink when use cannot be read, saying why', () => {
    const story = new Story().converged(spec('acme')).declares(shrunk);
    story.vmAccess = 'none';
    expect(story.planOf('acme').blocks[0]).toMatchObject({
      code: 'USE_UNREAD',
      wayOut: expect.stringContaining('wap.tenantApi') as string,
    });
  });

  it('but not a shrink that stays above use', () => {
    const story = new Story().converged(spec('acme')).declares(shrunk);
    story.use.set(story.subscriptionOf('acme').id, { use: { cpu: 4 } });
    expect(story.planOf('acme').actions[0]).toMatchObject({ verb: 'update', shrinks: { fields: ['cpu'] } });
  });

  it('another owner', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme', { owner: { email: 'new@example.org' } }));
    expect(story.planOf('acme').blocks[0]).toMatchObject({ code: 'OWNER_DIFFERS' });
  });

  it('a template on another cloud', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme', { hostingPlan: 'silver' }));
    story.hostingPlans.push({
      ...template,
      id: 'silver',
      displayName: 'VDC Silver',
      quota: { ...templateQuota, cloudId: 'cloud-2' },
    });
    expect(story.planOf('acme').blocks[0]).toMatchObject({ code: 'TEMPLATE_ON_OTHER_CLOUD' });
  });

  it('a quota that other subscriptions share', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme', { limits: bigger }));
    story.subscriptions.push({ ...story.subscriptionOf('acme'), id: 'other', name: 'other' });
    expect(story.planOf('acme').blocks[0]).toMatchObject({ code: 'HOSTING_PLAN_SHARED' });
  });

  it('a subscription on its way out', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme', { limits: bigger }));
    story.changeSubscription('acme', { status: 'deleting' });
    expect(story.planOf('acme')).toMatchObject({ verb: 'blocked', actions: [] });
  });
});

describe('a subscription named by its spec', () => {
  const id = '33333333-3333-4333-8333-333333333333';

  it('is adopted, and its hosting plan keeps what it has', () => {
    const story = new Story().inWap(spec('acme')).declares(spec('acme', { subscriptionId: id }));
    story.changeSubscription('acme', { id });
    story.changeHostingPlan('acme', {
      quota: { ...templateQuota, otherSettings: 'its own', settingsOf: { systemcenter: 'its own' } },
    });
    const vdc = story.planOf('acme');
    expect(steps(vdc)).toEqual(['adopt subscription/acme']);
    expect(vdc.remember).toMatchObject({ isAdopted: true, subscriptionId: id });
  });

  it('does not change the limits of a template that it is on', () => {
    const story = new Story().inWap(spec('acme')).declares(spec('acme', { subscriptionId: id, limits: bigger }));
    story.changeSubscription('acme', { id, hostingPlanId: template.id });
    expect(story.planOf('acme').blocks).toMatchObject([{ code: 'HOSTING_PLAN_SHARED' }]);
    expect(steps(story.planOf('acme'))).toEqual(['adopt subscription/acme']);
  });

  it('is a problem when WAP does not have it', () => {
    const story = new Story().declares(spec('acme', { subscriptionId: id }));
    expect(story.planOf('acme').blocks[0]).toMatchObject({ code: 'SUBSCRIPTION_NOT_FOUND' });
  });
});

describe('a subscription that was moved to another hosting plan', () => {
  it('is moved back on the same cloud', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    story.changeSubscription('acme', { hostingPlanId: template.id });
    expect(story.planOf('acme').actions[0]).toMatchObject({
      reason: 'on-other-hosting-plan',
      change: { field: 'hostingPlan' },
    });
  });
});

describe('a subscription that was moved to a hosting plan where it has more', () => {
  const gold = {
    ...template,
    id: 'gold',
    displayName: 'Gold',
    quota: { ...templateQuota, limits: { ...limits, cpu: 64 } },
  };
  function moved(desired = spec('acme')): Story {
    const story = new Story().converged(desired).declares(desired);
    story.hostingPlans.push(gold);
    return story.changeSubscription('acme', { hostingPlanId: gold.id });
  }

  it('is not moved back below what is in use', () => {
    const story = moved();
    story.use.set(story.subscriptionOf('acme').id, { use: { cpu: 40 } });
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'LIMIT_BELOW_USE' }] });
  });

  it('is not moved back while its use cannot be read', () => {
    const story = moved();
    story.vmAccess = 'none';
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'USE_UNREAD' }] });
  });

  it('is moved back only when its own hosting plan has the limits of the spec', () => {
    const story = moved();
    story.use.set(story.subscriptionOf('acme').id, { use: { cpu: 6 } });
    story.changeHostingPlan('acme', { quota: { ...templateQuota, limits: { ...limits, cpu: 4 } } });
    expect(steps(story.planOf('acme'))).toEqual(['update hosting-plan/VDC acme', 'update subscription/acme']);
  });

  it('counts as a shrink', () => {
    const story = moved();
    story.use.set(story.subscriptionOf('acme').id, { use: { cpu: 6 } });
    story.safety = { ...story.safety, maxShrinks: { count: 0 } };
    expect(story.plan().unsafe).toMatchObject([{ code: 'PLAN_TOO_MANY_SHRINKS' }]);
  });

  it('lets what comes after the move expect the hosting plan it moved to', () => {
    const story = moved({ ...spec('acme'), state: 'suspended', coAdmins: ['cto@acme.example'] });
    story.changeSubscription('acme', { status: 'active', coAdmins: [] });
    story.use.set(story.subscriptionOf('acme').id, { use: { cpu: 6 } });
    const [move, ...others] = story.planOf('acme').actions;
    expect(move).toMatchObject({ saw: { hostingPlanId: gold.id } });
    const own = story.hostingPlans.find(({ displayName }) => displayName === 'VDC acme')?.id;
    expect(others.map(({ verb, kind }) => `${verb} ${kind}`)).toEqual([
      'update subscription',
      'suspend vms',
      'suspend subscription',
    ]);
    for (const other of others) expect(other).toMatchObject({ saw: { hostingPlanId: own } });
  });

  it('is not touched at all when it belongs to another owner', () => {
    const story = moved();
    story.use.set(story.subscriptionOf('acme').id, { use: { cpu: 6 } });
    story.changeSubscription('acme', { owner: 'somebody@else.example' });
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'OWNER_DIFFERS' }] });
  });
});

describe('a hosting plan without a quota that we can read', () => {
  const { quota: _, ...bare } = template;

  it('is not given one while it carries somebody else', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    const { hostingPlanId } = story.subscriptionOf('acme');
    story.hostingPlans = [template, { ...bare, id: hostingPlanId, displayName: 'VDC acme' }];
    expect(steps(story.planOf('acme'))).toEqual(['update hosting-plan/VDC acme']);
    story.subscriptions.push({ ...story.subscriptionOf('acme'), id: 'other', name: 'other' });
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'HOSTING_PLAN_SHARED' }] });
  });

  it('is left alone when there is one that we do not understand', () => {
    const story = new Story().converged(spec('acme')).declares(spec('acme'));
    const { hostingPlanId } = story.subscriptionOf('acme');
    const unread = { ...bare, id: hostingPlanId, displayName: 'VDC acme', unreadQuota: 'It names 2 clouds.' };
    story.hostingPlans = [template, unread];
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'HOSTING_PLAN_QUOTA_UNREAD' }] });
  });
});

describe('co-administrators', () => {
  it('are compared as sets, without regard to case', () => {
    const story = new Story()
      .converged(spec('acme'))
      .declares(spec('acme', { coAdmins: ['A@x.example', 'b@x.example'] }));
    story.changeSubscription('acme', { coAdmins: ['B@x.example', 'a@x.example'] });
    expect(story.plan().vdcs).toEqual([]);
    story.changeSubscription('acme', { coAdmins: ['a@x.example', 'a@x.example'] });
    expect(steps(story.planOf('acme'))).toEqual(['update subscription/acme']);
  });
});

describe('a paused VDC', () => {
  it('is no failure though what is asked for would be refused', () => {
    const paused = { reason: 'moving house', by: 'jo' };
    const story = new Story().converged(spec('acme')).declares(spec('acme', { paused })).loses('acme');
    const vdc = story.planOf('acme');
    expect(vdc).toMatchObject({ verb: 'unchanged', actions: [], blocks: [], paused });
    expect(story.plan().warnings).toMatchObject([{ code: 'SUBSCRIPTION_UNSEEN', vdc: 'acme' }]);
  });
});
