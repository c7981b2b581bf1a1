import { describe, expect, it } from 'vitest';
import { mintIdentity } from '../../src/planner/identity.ts';
import { hashes, installation, spec, steps, Story, template } from '../support/planner-world.ts';

describe('a spec without a subscription', () => {
  it('makes user, hosting plan and subscription, in the order in which WAP wants them', () => {
    const vdc = new Story().declares(spec('acme')).planOf('acme');
    expect(vdc).toMatchObject({ verb: 'create', reason: 'spec-added' });
    expect(steps(vdc)).toEqual([
      'create user/acme@example.org',
      'create hosting-plan/VDC acme',
      'create subscription/acme',
    ]);
  });

  it('suspends at once what is declared suspended', () => {
    const vdc = new Story().declares(spec('acme', { state: 'suspended' })).planOf('acme');
    expect(steps(vdc).at(-1)).toBe('suspend subscription/acme');
    expect(vdc.verb).toBe('create');
  });

  it('uses an existing WAP user as it is', () => {
    const story = new Story().declares(spec('acme'));
    story.users.push({ name: 'ACME@example.org', email: 'someone@else.example' });
    expect(steps(story.planOf('acme'))).not.toContain('create user/acme@example.org');
  });

  it('goes on with its own half-made hosting plan', () => {
    const story = new Story().declares(spec('acme'));
    const { hostingPlanId } = mintIdentity(installation, 'acme', 1, hashes);
    const { quota: _, ...bare } = template;
    story.hostingPlans.push({ ...bare, id: hostingPlanId, displayName: 'VDC acme' });
    expect(steps(story.planOf('acme'))).toContain('update hosting-plan/VDC acme');
  });

  it('never touches a foreign hosting plan of the same name', () => {
    const story = new Story().declares(spec('acme'));
    story.hostingPlans.push({ ...template, id: 'foreign', displayName: 'VDC acme' });
    const vdc = story.planOf('acme');
    expect(vdc.actions).toEqual([]);
    expect(vdc.blocks[0]).toMatchObject({ code: 'HOSTING_PLAN_FOREIGN' });
  });

  it('takes a plan for foreign that carries a foreign subscription, even under our own id', () => {
    const story = new Story().inWap(spec('acme')).declares(spec('acme'));
    story.changeSubscription('acme', { id: '11111111-1111-4111-8111-111111111111' });
    expect(story.planOf('acme').blocks[0]?.message).toContain('carries 1 subscription');
  });

  it('is blocked without its template, and says which setting names it', () => {
    const story = new Story().declares(spec('acme', { hostingPlan: 'silver' }));
    expect(story.planOf('acme').blocks[0]).toMatchObject({
      code: 'TEMPLATE_NOT_FOUND',
      wayOut: expect.stringContaining('hostingPlans.silver.template') as string,
    });
    // Not even a user: half a VDC is of no use to anybody.
    expect(story.planOf('acme').actions).toEqual([]);
  });

  it('points at a subscription of the same name that is not ours', () => {
    const story = new Story().declares(spec('acme'));
    story.subscriptions.push({
      id: '22222222-2222-4222-8222-222222222222',
      name: 'acme',
      owner: 'x@y.example',
      hostingPlanId: template.id,
      status: 'active',
      convergence: 'in-sync',
      coAdmins: [],
    });
    expect(story.plan().warnings[0]).toMatchObject({ code: 'SUBSCRIPTION_NAMESAKE' });
    expect(story.planOf('acme').verb).toBe('create');
  });

  it('takes up again what was begun and interrupted', () => {
    const desired = spec('acme');
    const story = new Story().converged(desired, { wasSeen: false }).loses('acme').declares(desired);
    expect(story.planOf('acme')).toMatchObject({ verb: 'create', reason: 'unfinished' });
  });
});

describe('a name that was used before', () => {
  it('gets another GUID than the VDC that we deleted', () => {
    const story = new Story().declares(spec('acme'));
    story.lastGenerations.set('acme', 1);
    expect(story.planOf('acme')).toMatchObject({ verb: 'create', reason: 'spec-added', remember: { generation: 2 } });
  });

  it('takes up the empty hosting plan that the one before has left, which bears its id', () => {
    const story = new Story().declares(spec('acme'));
    story.lastGenerations.set('acme', 2);
    const { hostingPlanId } = mintIdentity(installation, 'acme', 1, hashes);
    story.hostingPlans.push({ ...template, id: hostingPlanId, displayName: 'VDC acme' });
    const vdc = story.planOf('acme');
    expect(vdc).toMatchObject({ verb: 'create', blocks: [], remember: { generation: 3, hostingPlanId } });
    expect(steps(vdc).join()).not.toContain('create hosting-plan');
    expect(vdc.actions.find(({ kind }) => kind === 'subscription')).toMatchObject({ hostingPlanId });
  });
});

describe('a subscription that somebody deleted', () => {
  it('is made anew as the next generation, once it is confirmed gone', () => {
    const desired = spec('acme');
    const story = new Story().converged(desired).converged(spec('b')).declares(desired, spec('b')).loses('acme');
    const before = mintIdentity(installation, 'acme', 1, hashes).subscriptionId;
    story.gone.add(before);
    const vdc = story.planOf('acme');
    expect(vdc).toMatchObject({ verb: 'create', reason: 'vanished', remember: { generation: 2 } });
    expect(vdc.actions.find((action) => action.kind === 'subscription')).toMatchObject({
      replaces: before,
      subscriptionId: mintIdentity(installation, 'acme', 2, hashes).subscriptionId,
    });
  });

  it('is not believed gone before its own address says so', () => {
    const desired = spec('acme');
    const story = new Story().converged(desired).declares(desired).loses('acme');
    expect(story.planOf('acme').blocks[0]).toMatchObject({ code: 'SUBSCRIPTION_UNSEEN' });
  });

  it('is found again in a later generation when the inventory is lost', () => {
    const desired = spec('acme');
    const story = new Story().inWap(desired, 2).declares(desired);
    expect(steps(story.planOf('acme'))).toEqual(['adopt subscription/acme']);
  });
});

describe('an empty hosting plan of our name', () => {
  it('is not ours because the VDC once was an adopted subscription', () => {
    const story = new Story().converged(spec('acme'), { isAdopted: true, hostingPlanId: 'sold-in-2016' });
    story.loses('acme').declares(spec('acme'));
    for (const entry of story.inventory) story.gone.add(entry.subscriptionId);
    story.hostingPlans = [template, { ...template, id: 'foreign', displayName: 'VDC acme' }];
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'HOSTING_PLAN_FOREIGN' }] });
  });

  it('is ours under our id in whatever case WAP shows it', () => {
    const story = new Story().declares(spec('acme'));
    const { hostingPlanId } = mintIdentity(installation, 'acme', 1, hashes);
    story.hostingPlans.push({ ...template, id: hostingPlanId.toUpperCase(), displayName: 'VDC acme' });
    expect(story.planOf('acme').verb).toBe('create');
  });
});
