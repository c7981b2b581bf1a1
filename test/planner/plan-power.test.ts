import { describe, expect, it } from 'vitest';
import type { DesiredVdc } from '../../src/model/virtual-data-center.ts';
import { findQuestions } from '../../src/planner/find-questions.ts';
import { aHeldVm, aVm, heldOf } from '../support/observed-machines.ts';
import { spec, steps, Story } from '../support/planner-world.ts';

type Access = Story['vmAccess'];

/** `acme` stands as `was`, and its spec now says what `wish` adds. */
function story(was: DesiredVdc['state'], wish: Partial<DesiredVdc>, vmAccess: Access): Story {
  const made = new Story().converged(spec('acme', { ...wish, state: was })).declares(spec('acme', wish));
  made.vmAccess = vmAccess;
  return made;
}

function hold(one: Story, ...vms: Parameters<typeof heldOf>): Story {
  one.heldVms.set(one.subscriptionOf('acme').id, heldOf(...vms));
  return one;
}

function shows(one: Story, ...vms: readonly ReturnType<typeof aVm>[]): Story {
  one.vms.set(one.subscriptionOf('acme').id, { vms });
  return one;
}

const kinds = (one: Story) => findQuestions(one.input()).map(({ kind }) => kind);

describe('a VDC that is to be suspended', () => {
  it.each([
    ['spf', ['suspend subscription/acme', 'suspend vms/acme']],
    ['tenant', ['suspend vms/acme', 'suspend subscription/acme']],
    ['none', ['suspend subscription/acme']],
  ] as const)('with %s access: %j', (access, expected) => {
    const planned = story('active', { state: 'suspended' }, access).planOf('acme');
    expect(steps(planned)).toEqual(expected);
    expect(planned.verb).toBe('suspend');
  });

  it('lets each action expect the status that the one before it leaves', () => {
    const saw = (access: Access) =>
      story('active', { state: 'suspended' }, access)
        .planOf('acme')
        .actions.map((action) => [action.kind, 'saw' in action && (action.saw as { status: string }).status]);
    expect(saw('spf')).toEqual([
      ['subscription', 'active'],
      ['vms', 'suspended'],
    ]);
    expect(saw('tenant')).toEqual([
      ['vms', 'active'],
      ['subscription', 'active'],
    ]);
  });

  it.each(['shutdown', 'stop', 'save', 'pause'] as const)('hands on that its machines are to %s', (onSuspend) => {
    const planned = story('active', { state: 'suspended', onSuspend }, 'spf').planOf('acme');
    expect(planned.actions[1]).toMatchObject({ operation: onSuspend, shutdownTimeoutMs: 600_000 });
    expect(planned.changes.map(({ field }) => field)).toEqual(['state', 'machines']);
  });

  it('leaves its machines alone under onSuspend none, and says nothing of them', () => {
    const one = story('active', { state: 'suspended', onSuspend: 'none' }, 'tenant');
    expect(steps(one.planOf('acme'))).toEqual(['suspend subscription/acme']);
    expect(one.plan().warnings).toEqual([]);
  });
});

describe('a VDC that is to be resumed', () => {
  const stopped = [aHeldVm('web', 'running'), aHeldVm('db', 'paused'), aHeldVm('intruder', 'off')];

  it.each([
    ['spf', ['resume vms/acme', 'resume subscription/acme']],
    ['tenant', ['resume subscription/acme', 'resume vms/acme']],
    ['none', ['resume subscription/acme']],
  ] as const)('with %s access: %j', (access, expected) => {
    expect(steps(hold(story('suspended', {}, access), stopped).planOf('acme'))).toEqual(expected);
  });

  it.each([
    ['previous', 'as before: db, web'],
    ['all', 'all on'],
    ['none', 'left off'],
  ] as const)('shows who comes back with onResume %s', (onResume, after) => {
    const planned = hold(story('suspended', { onResume }, 'tenant'), stopped).planOf('acme');
    expect(planned.changes.find(({ field }) => field === 'machines')).toMatchObject({ after });
    expect(planned.actions[1]).toMatchObject({ which: onResume });
  });

  it('has nothing to do to its machines when none was on, unless all are to be', () => {
    expect(steps(story('suspended', {}, 'tenant').planOf('acme'))).toEqual(['resume subscription/acme']);
    expect(steps(story('suspended', { onResume: 'none' }, 'spf').planOf('acme'))).toEqual(['resume subscription/acme']);
    expect(steps(story('suspended', { onResume: 'all' }, 'tenant').planOf('acme'))).toEqual([
      'resume subscription/acme',
      'resume vms/acme',
    ]);
  });

  it('says so when nobody can start what was stopped', () => {
    expect(hold(story('suspended', {}, 'none'), stopped).plan().warnings).toMatchObject([
      { code: 'VMS_STAY_OFF', vdc: 'acme' },
    ]);
  });

  it('does not miss a way to its machines when nothing is to be started', () => {
    expect(hold(story('suspended', { onResume: 'none' }, 'none'), stopped).plan().warnings).toEqual([]);
  });
});

describe('an active VDC whose machines are not all back', () => {
  it.each(['spf', 'tenant'] as const)('is finished with %s access', (access) => {
    const planned = hold(story('active', {}, access), [aHeldVm('web', 'running')]).planOf('acme');
    expect(steps(planned)).toEqual(['resume vms/acme']);
    expect(planned.actions[0]).toMatchObject({ reason: 'vms-not-back', saw: { status: 'active' } });
    expect(planned.changes).toEqual([{ field: 'machines', before: 'off', after: 'as before: web' }]);
  });

  it('waits where nobody can reach them', () => {
    expect(hold(story('active', {}, 'none'), [aHeldVm('web', 'running')]).plan().vdcs).toEqual([]);
  });
});

describe('something that runs in a suspended VDC', () => {
  const asleep = (onSuspend: DesiredVdc['onSuspend'], access: Access) =>
    story('suspended', { state: 'suspended', onSuspend }, access);

  it('is put to rest, by name', () => {
    const one = shows(asleep('shutdown', 'spf'), aVm('web', 'running'), aVm('db', 'paused'), aVm('old', 'off'));
    const planned = one.planOf('acme');
    expect(steps(planned)).toEqual(['suspend vms/acme']);
    expect(planned).toMatchObject({ reason: 'drift', changes: [{ before: ['db paused', 'web running'] }] });
    expect(planned.actions[0]).toMatchObject({ reason: 'vms-running', saw: { status: 'suspended' } });
  });

  it('does not count as a suspension for safety: that was counted when it was decided', () => {
    const one = shows(asleep('shutdown', 'spf'), aVm('web', 'running'));
    one.safety = { ...one.safety, maxSuspends: { count: 0 } };
    expect(one.plan().unsafe).toEqual([]);
  });

  it('may be paused where pausing is what was asked for, and nothing is done to what moves or is in trouble', () => {
    expect(shows(asleep('pause', 'spf'), aVm('web', 'paused')).plan().vdcs).toEqual([]);
    const others = [aVm('a', 'moving'), aVm('b', 'broken'), aVm('c', 'saved'), aVm('d', 'stored')];
    expect(shows(asleep('stop', 'spf'), ...others).plan().vdcs).toEqual([]);
  });

  it('is left on where its spec says so, whoever has looked', () => {
    expect(shows(asleep('none', 'spf'), aVm('web', 'running')).plan().vdcs).toEqual([]);
  });

  it('is followed up while a machine that we asked is still on its way down: its time may be over', () => {
    const asked = { operation: 'shutdown', atMs: 1 } as const;
    const one = shows(asleep('shutdown', 'spf'), aVm('web', 'moving', { status: 'PoweringOff' }));
    hold(one, [aHeldVm('web', 'running', { asked })]);
    expect(steps(one.planOf('acme'))).toEqual(['suspend vms/acme']);
    expect(one.planOf('acme').changes).toMatchObject([{ before: ['web moving'] }]);
    hold(one, [aHeldVm('web', 'running')], { isComplete: true });
    expect(one.plan().vdcs).toEqual([]);
  });

  it.each([
    ['spf', ['vms']],
    ['tenant', []],
    ['none', []],
  ] as const)('is asked about with %s access: %j', (access, expected) => {
    expect(kinds(asleep('shutdown', access))).toEqual(expected);
  });

  it('is not asked about where nothing would be done, nor in an active VDC', () => {
    expect(kinds(asleep('none', 'spf'))).toEqual([]);
    expect(kinds(story('active', {}, 'spf'))).toEqual([]);
  });

  it('that could not be seen is said once, and nothing is done', () => {
    const one = asleep('shutdown', 'spf');
    one.vms.set(one.subscriptionOf('acme').id, { unread: 'SPF does not answer.' });
    expect(one.plan()).toMatchObject({ vdcs: [], warnings: [{ code: 'VMS_UNREAD' }] });
  });
});

describe('machines that are to be saved in their customer’s name', () => {
  const saving = { state: 'suspended', onSuspend: 'save' } as const;

  function mayDo(one: Story, tenantActions: readonly string[]): Story {
    one.hostingPlans = one.hostingPlans.map((plan) => ({
      ...plan,
      ...(plan.quota && { quota: { ...plan.quota, tenantActions } }),
    }));
    return one;
  }

  it('block the suspension where his hosting plan does not allow it', () => {
    const planned = mayDo(story('active', saving, 'tenant'), ['Start', 'Stop']).planOf('acme');
    expect(planned).toMatchObject({ verb: 'blocked', actions: [], blocks: [{ code: 'SAVE_NOT_ALLOWED' }] });
  });

  it('do not where it does, whatever its case, with SPF, or when something else is to be done to them', () => {
    expect(mayDo(story('active', saving, 'tenant'), ['save']).planOf('acme').blocks).toEqual([]);
    expect(mayDo(story('active', saving, 'spf'), []).planOf('acme').blocks).toEqual([]);
    expect(mayDo(story('active', saving, 'none'), []).planOf('acme').blocks).toEqual([]);
    const stopping = { ...saving, onSuspend: 'stop' } as const;
    expect(mayDo(story('active', stopping, 'tenant'), []).planOf('acme').blocks).toEqual([]);
  });
});

describe('what the settings keep us from doing to machines', () => {
  function many(access: Access, onSuspend: DesiredVdc['onSuspend'] = 'shutdown'): Story {
    const names = ['a', 'b', 'c'];
    const one = new Story();
    for (const name of names) one.converged(spec(name, { onSuspend }));
    one.declares(...names.map((name) => spec(name, { onSuspend, state: 'suspended' })));
    one.vmAccess = access;
    return one;
  }

  it.each([
    ['none', ['VMS_KEEP_RUNNING']],
    ['tenant', ['VMS_UNSEEN']],
    ['spf', []],
  ] as const)('is said once a plan: with %s access %j', (access, codes) => {
    expect(
      many(access)
        .plan()
        .warnings.map(({ code }) => code),
    ).toEqual(codes);
  });

  it('names how many keep running', () => {
    expect(many('none').plan().warnings[0]?.message).toContain('The 3 VDCs that are to be suspended keep their');
  });

  it('is not said where nothing was asked for', () => {
    expect(many('none', 'none').plan().warnings).toEqual([]);
  });

  it('is said of a VDC that somebody else suspended before its spec did', () => {
    const one = new Story().converged(spec('acme')).declares(spec('acme', { state: 'suspended' }));
    one.changeSubscription('acme', { status: 'suspended' });
    expect(one.plan().warnings).toMatchObject([{ code: 'VMS_UNSEEN', vdc: 'acme' }]);
    expect(hold(one, []).plan().warnings).toEqual([]);
  });
});
