import { describe, expect, it } from 'vitest';
import { findInventoryUpdates } from '../../src/planner/find-inventory-updates.ts';
import { findQuestions } from '../../src/planner/find-questions.ts';
import { aVm } from '../support/observed-machines.ts';
import { hour, now, spec, steps, Story } from '../support/planner-world.ts';

/** Two more that stay, so that no plan retires everything. */
function storyWith(name: string, over: Parameters<typeof spec>[1] = {}, entry = {}): Story {
  return new Story()
    .converged(spec(name, over), entry)
    .converged(spec('stays-1'))
    .converged(spec('stays-2'))
    .declares(spec('stays-1'), spec('stays-2'));
}

describe('a VDC that no spec names any more', () => {
  it('is suspended and keeps its grace before it is deleted', () => {
    const vdc = storyWith('acme').planOf('acme');
    expect(vdc).toMatchObject({ verb: 'retire', reason: 'spec-removed' });
    expect(steps(vdc)).toEqual(['retire vdc/acme', 'suspend vms/acme', 'suspend subscription/acme']);
  });

  it('is left suspended while its grace lasts, and deleted when it is over', () => {
    const story = storyWith('acme', { state: 'suspended' }, { retiredAtMs: now - 71 * hour });
    expect(story.plan().vdcs).toEqual([]);
    story.nowMs = now + hour;
    const vdc = story.planOf('acme');
    expect(vdc).toMatchObject({ verb: 'delete', reason: 'grace-ended' });
    expect(steps(vdc)).toEqual([
      'resume subscription/acme',
      'delete vms/acme',
      'delete subscription/acme',
      'delete hosting-plan/VDC acme',
      'delete user/acme@example.org',
      'delete vdc/acme',
    ]);
  });

  it('is deleted at once when its grace is 0s', () => {
    const vdc = storyWith('acme', { deletion: { policy: 'delete', graceMs: 0 } }).planOf('acme');
    expect(vdc.verb).toBe('delete');
  });

  it('is suspended again when somebody resumes it during its grace', () => {
    const story = storyWith('acme', {}, { retiredAtMs: now - hour });
    expect(story.planOf('acme')).toMatchObject({ verb: 'suspend', reason: 'drift' });
  });

  it('comes back when its spec does', () => {
    const story = storyWith('acme', { state: 'suspended' }, { retiredAtMs: now - hour });
    story.specs = [...story.specs, spec('acme')];
    expect(story.planOf('acme')).toMatchObject({ verb: 'resume', reason: 'spec-returned' });
  });

  it('is only suspended, never deleted, under policy suspend', () => {
    const story = storyWith(
      'acme',
      { state: 'suspended', deletion: { policy: 'suspend', graceMs: 0 } },
      { retiredAtMs: 1 },
    );
    expect(story.plan().vdcs).toEqual([]);
  });

  it('is left in WAP under policy retain', () => {
    expect(storyWith('acme', { deletion: { policy: 'retain', graceMs: 0 } }).plan().vdcs).toEqual([]);
  });

  it('stays when it was protected, though the file that said so is gone', () => {
    const vdc = storyWith('acme', { protect: true }).planOf('acme');
    expect(vdc).toMatchObject({ verb: 'blocked', actions: [], blocks: [{ code: 'VDC_PROTECTED' }] });
  });

  it('stays while any document cannot be read', () => {
    const story = storyWith('acme');
    story.isComplete = false;
    expect(story.plan().vdcs).toEqual([]);
  });

  it('is reached by its name, and by no selector: it has no labels any more', () => {
    const story = storyWith('acme');
    story.scope = { targets: [], selector: { tier: 'gold' } };
    expect(story.plan().vdcs).toEqual([]);
    story.scope = { targets: ['acme'], selector: {} };
    expect(story.planOf('acme').verb).toBe('retire');
  });

  it('leaves the user that other subscriptions or specs still need', () => {
    const over = { owner: { email: 'shared@example.org' }, deletion: { policy: 'delete', graceMs: 0 } } as const;
    const story = storyWith('acme', over).converged(spec('other', { owner: over.owner }));
    story.specs = [...story.specs, spec('other', { owner: over.owner })];
    expect(steps(story.planOf('acme'))).not.toContain('delete user/shared@example.org');
  });

  it('never deletes a user that it did not make', () => {
    const story = storyWith('acme', { deletion: { policy: 'delete', graceMs: 0 } });
    story.createdUsers.clear();
    expect(steps(story.planOf('acme')).join()).not.toContain('user/');
  });

  it('never deletes the hosting plan of an adopted subscription', () => {
    const story = storyWith('acme', { deletion: { policy: 'delete', graceMs: 0 } }, { isAdopted: true });
    expect(steps(story.planOf('acme')).join()).not.toContain('hosting-plan/');
  });

  it('lets go of what is left when somebody deleted the subscription by hand', () => {
    const story = storyWith('acme').loses('acme');
    const [entry] = story.inventory;
    if (entry) story.gone.add(entry.subscriptionId);
    expect(steps(story.planOf('acme'))).toEqual([
      'delete hosting-plan/VDC acme',
      'delete user/acme@example.org',
      'delete vdc/acme',
    ]);
  });
});

describe('a subscription of ours that neither spec nor inventory knows', () => {
  it('is shown and left alone', () => {
    const plan = new Story().inWap(spec('lost')).plan();
    expect(plan.vdcs).toEqual([]);
    expect(plan.warnings[0]).toMatchObject({ code: 'SUBSCRIPTION_STRAY', vdc: 'lost' });
  });
});

describe('a VDC whose grace is over', () => {
  it('is not deleted while it is active: it is suspended, and its grace begins anew', () => {
    const story = storyWith('acme', {}, { retiredAtMs: now - 100 * hour });
    const vdc = story.planOf('acme');
    expect(steps(vdc)).toEqual(['retire vdc/acme', 'suspend vms/acme', 'suspend subscription/acme']);
    expect(vdc.reason).toBe('drift');
  });

  it('is not deleted while WAP gives it a state that we do not know', () => {
    const story = storyWith('acme', {}, { retiredAtMs: now - 100 * hour });
    story.changeSubscription('acme', { status: 'unknown' });
    expect(story.planOf('acme')).toMatchObject({ actions: [], blocks: [{ code: 'SUBSCRIPTION_STATE_UNKNOWN' }] });
  });

  it('does not count its deletion again while WAP is at it', () => {
    const story = storyWith('acme', {}, { retiredAtMs: now - 100 * hour });
    story.changeSubscription('acme', { status: 'deleting' });
    story.safety = { ...story.safety, maxDeletes: { count: 0 }, maxDeletesPerDay: { count: 0 } };
    expect(story.planOf('acme').verb).toBe('delete');
    expect(story.plan().unsafe).toEqual([]);
  });
});

describe('a removed VDC that WAP once could not show', () => {
  it('is not deleted without its grace because it was never seen', () => {
    const story = storyWith('acme', {}, { wasSeen: false }).loses('acme');
    expect(story.plan().vdcs).toEqual([]);
  });
});

describe('what somebody deleted by hand, and its last spec wanted kept', () => {
  it.each([
    ['policy retain', { deletion: { policy: 'retain', graceMs: 0 } }],
    ['policy suspend', { deletion: { policy: 'suspend', graceMs: 0 } }],
    ['protect', { protect: true }],
  ] as const)('is forgotten under %s, and nothing in WAP is touched', (_, over) => {
    const story = storyWith('acme', over).loses('acme');
    for (const entry of story.inventory) if (entry.name === 'acme') story.gone.add(entry.subscriptionId);
    expect(steps(story.planOf('acme'))).toEqual(['delete vdc/acme']);
    expect(story.plan().unsafe).toEqual([]);
  });

  it('never makes the observation look false when its policy was retain', () => {
    const story = new Story().converged(spec('stays-1')).converged(spec('stays-2'));
    for (const name of ['a', 'b', 'c']) {
      story.converged(spec(name, { deletion: { policy: 'retain', graceMs: 0 } })).loses(name);
      for (const entry of story.inventory) if (entry.name === name) story.gone.add(entry.subscriptionId);
    }
    story.declares(spec('stays-1'), spec('stays-2'));
    expect(story.plan().unsafe).toEqual([]);
  });
});

describe('a user of the name of one that we made', () => {
  const over = { deletion: { policy: 'delete', graceMs: 0 } } as const;
  const dayMs = 24 * hour;
  function storyWithUserMadeAt(createdAtMs: number): Story {
    const story = storyWith('acme', over);
    story.users = story.users.map((user) => (user.name === 'acme@example.org' ? { ...user, createdAtMs } : user));
    return story;
  }

  it('is ours when it is as old as our wish for it, whatever the time zone of WAP', () => {
    expect(steps(storyWithUserMadeAt(now - 13 * hour).planOf('acme'))).toContain('delete user/acme@example.org');
  });

  it('is somebody else’s when it is older, or was made anew since', () => {
    for (const at of [now - 2 * dayMs, now + 2 * dayMs])
      expect(steps(storyWithUserMadeAt(at).planOf('acme')).join()).not.toContain('user/');
  });
});

describe('a VDC that was begun and never made', () => {
  it('leaves nothing of what was begun, whatever its spec wanted kept', () => {
    for (const over of [{ protect: true }, { deletion: { policy: 'retain', graceMs: 0 } }] as const) {
      const story = storyWith('acme', over, { wasSeen: false }).loses('acme');
      for (const entry of story.inventory) if (entry.name === 'acme') story.gone.add(entry.subscriptionId);
      // Its making may have been answered with silence, and all looks with what was before.
      expect(story.planOf('acme')?.gone).toBe(story.inventory.find(({ name }) => name === 'acme')?.subscriptionId);
      expect(steps(story.planOf('acme'))).toEqual([
        'delete hosting-plan/VDC acme',
        'delete user/acme@example.org',
        'delete vdc/acme',
      ]);
    }
  });
});

describe('a VDC whose subscription nobody can find any more', () => {
  it('ends only once WAP has said so to a write', () => {
    const story = storyWith('acme', { deletion: { policy: 'delete', graceMs: 72 * hour } }).loses('acme');
    for (const entry of story.inventory) if (entry.name === 'acme') story.gone.add(entry.subscriptionId);
    expect(story.planOf('acme')?.gone).toBe(story.inventory.find(({ name }) => name === 'acme')?.subscriptionId);
  });
});

describe('the machines of a VDC that no spec names any more', () => {
  const over = { state: 'suspended' } as const;
  const due = { retiredAtMs: now - 100 * hour };
  const deletion = (story: Story, access: Story['vmAccess']) => {
    story.vmAccess = access;
    return steps(story.planOf('acme')).filter((step) => !step.includes('hosting-plan') && !step.includes('user'));
  };

  it.each([
    ['spf', ['delete vms/acme', 'delete subscription/acme', 'delete vdc/acme']],
    ['tenant', ['resume subscription/acme', 'delete vms/acme', 'delete subscription/acme', 'delete vdc/acme']],
    ['none', ['delete subscription/acme', 'delete vdc/acme']],
  ] as const)('go before its subscription, with %s access: %j', (access, expected) => {
    expect(deletion(storyWith('acme', over, due), access)).toEqual(expected);
  });

  it('let each action expect the status that the one before it leaves', () => {
    const { actions } = storyWith('acme', over, due).planOf('acme');
    expect(actions.slice(0, 3)).toMatchObject([
      { reason: 'to-be-cleared', saw: { status: 'suspended' } },
      { kind: 'vms', saw: { status: 'active' } },
      { kind: 'subscription', saw: { status: 'active' } },
    ]);
  });

  it('cannot be reached over the tenant API once WAP deletes the subscription', () => {
    const story = storyWith('acme', over, due).changeSubscription('acme', { status: 'deleting' });
    expect(deletion(story, 'tenant')).toEqual(['delete subscription/acme', 'delete vdc/acme']);
    expect(deletion(story, 'spf')).toEqual(['delete vms/acme', 'delete subscription/acme', 'delete vdc/acme']);
  });

  it('are cleared to the end though clearing them made the VDC active again', () => {
    const story = storyWith('acme', {}, { ...due, isBeingDeleted: true });
    expect(deletion(story, 'tenant')).toEqual(['delete vms/acme', 'delete subscription/acme', 'delete vdc/acme']);
  });

  it('are spared when the spec returns, and whoever removes it again begins with its grace', () => {
    for (const retired of [due, {}]) {
      const story = storyWith('acme', {}, { ...retired, isBeingDeleted: true });
      const others = story.specs;
      story.specs = [...others, spec('acme')];
      expect(story.plan().vdcs).toEqual([]);
      const learned = findInventoryUpdates(story.input(), story.plan());
      story.inventory = story.inventory.map((entry) => learned.find(({ name }) => name === entry.name) ?? entry);
      story.specs = others;
      expect(deletion(story, 'tenant')).toEqual(['retire vdc/acme', 'suspend vms/acme', 'suspend subscription/acme']);
    }
  });

  it('are found by SPF when they run during the grace', () => {
    const story = storyWith('acme', over, { retiredAtMs: now - hour });
    story.vmAccess = 'spf';
    const { id } = story.subscriptionOf('acme');
    expect(findQuestions(story.input())).toEqual([{ kind: 'vms', subscriptionId: id, owner: 'acme@example.org' }]);
    story.vms.set(id, { vms: [aVm('web', 'running')] });
    expect(steps(story.planOf('acme'))).toEqual(['suspend vms/acme']);
  });

  it('are not asked about when they are to be deleted, or to be left alone', () => {
    const retained = { ...over, deletion: { policy: 'retain', graceMs: 0 } } as const;
    for (const story of [storyWith('acme', over, due), storyWith('acme', retained, { retiredAtMs: now })]) {
      story.vmAccess = 'spf';
      expect(findQuestions(story.input())).toEqual([]);
    }
  });
});
