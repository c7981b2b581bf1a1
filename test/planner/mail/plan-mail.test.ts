import { describe, expect, it } from 'vitest';
import { entryBefore } from '../../../src/executor/inventory-entries.ts';
import type { InventoryEntry } from '../../../src/model/memory.ts';
import type { DesiredVdc } from '../../../src/model/virtual-data-center.ts';
import { findInventoryUpdates } from '../../../src/planner/find-inventory-updates.ts';
import { ops, ourAccount, type OwnerStory, ownerStory, vdcOf } from '../../support/owner-world.ts';
import { hour, limits, spec, steps, template } from '../../support/planner-world.ts';

const account = ourAccount(ops);
const acme = vdcOf(ops, 'acme');
const suspended = vdcOf(ops, 'acme', { state: 'suspended' });

function standing(desired: DesiredVdc = acme, over: Partial<InventoryEntry> = {}): OwnerStory {
  const own = desired.state === 'active' ? account : { ...account, isEnabled: false };
  return ownerStory([own], true).held(desired, own, over);
}

const without = (story: OwnerStory): OwnerStory => {
  story.inventory = story.inventory.map((entry) => {
    const { told: _, ...rest } = entry;
    return rest;
  });
  return story;
};

describe('a customer is told', () => {
  it('of a new VDC, last of all, with a password that is made then', () => {
    const story = ownerStory([], true).declares(acme);
    expect(steps(story.planOf('acme')).at(-1)).toBe('update mail/activated');
    expect(story.mails()).toEqual([`acme: activated to ${ops}, new-password`]);
    expect(story.planOf('acme').remember?.told).toBe('nothing');
  });

  it('of nothing as long as nothing changes', () => {
    expect(standing().declares(acme).plan().vdcs).toEqual([]);
    const limited = vdcOf(ops, 'acme', { limits: { ...limits, cpu: 16 } });
    expect(standing().declares(limited).mails()).toEqual([]);
  });

  it('of a suspension and of its end, with the password that he has', () => {
    expect(standing().declares(suspended).mails()).toEqual([`acme: suspended to ${ops}, known-password`]);
    expect(standing(suspended).declares(acme).mails()).toEqual([`acme: resumed to ${ops}, known-password`]);
    expect(steps(standing().declares(suspended).planOf('acme')).at(-1)).toBe('update mail/suspended');
  });

  it('of a VDC that is made suspended only once it is active, and then with his password', () => {
    const story = ownerStory([], true).declares(suspended);
    expect(story.mails()).toEqual([]);
    const later = standing(suspended, { told: 'nothing' }).remembers(account, { credentials: 'due' });
    expect(later.declares(suspended).mails()).toEqual([]);
    expect(later.declares(acme).mails()).toEqual([`acme: activated to ${ops}, new-password`]);
  });

  it('in the limits as his spec writes them', () => {
    const inTi = vdcOf(ops, 'acme', {
      limits: { cpu: 'unlimited', ramMib: 65_536, diskGib: 2_048, vms: 20 },
      units: { ram: 'Gi', disk: 'Ti' },
    });
    expect(ownerStory([], true).declares(inTi).planOf('acme').actions.at(-1)).toMatchObject({
      limits: { cpu: 'unlimited', ram: '64Gi', disk: '2Ti', vms: '20' },
    });
  });

  it('nothing where no mail server is named', () => {
    const story = standing().declares(suspended);
    story.sendsMail = false;
    expect(story.mails()).toEqual([]);
  });

  it('again in the next pass of what could not be said in this one', () => {
    const story = standing(suspended, { told: 'active' }).declares(suspended);
    expect(story.mails()).toEqual([`acme: suspended to ${ops}, known-password`]);
  });
});

describe('mail that is switched on later', () => {
  it.each<[string, OwnerStory]>([
    ['active', without(standing().declares(acme))],
    ['suspended', without(standing(suspended).declares(suspended))],
    ['retired', without(standing(suspended, { retiredAtMs: Date.UTC(2026, 10, 24, 11) }))],
  ])('tells nobody of a VDC that is %s already, and counts that as told', (state, story) => {
    expect(story.mails()).toEqual([]);
    const [entry] = findInventoryUpdates(story.input(), story.plan());
    expect(entry?.told).toBe(state === 'retired' ? 'deletion-scheduled' : state);
  });

  it('tells nobody of one that somebody deleted and that is made anew', () => {
    const story = without(standing().declares(acme)).loses('acme');
    const [entry] = story.inventory;
    story.gone.add(entry?.subscriptionId ?? '');
    const planned = story.planOf('acme');
    expect(steps(planned)).toContain('create subscription/acme');
    expect(story.mails()).toEqual([]);
    expect(entryBefore(planned, entry, story.nowMs)?.told).not.toBe('nothing');
  });

  it('tells of what changes just then', () => {
    expect(without(standing()).declares(suspended).mails()).toEqual([`acme: suspended to ${ops}, known-password`]);
  });

  it('tells of one whose making it finishes', () => {
    const story = ownerStory([account], true).held(acme, account, { wasSeen: false }).declares(acme).loses('acme');
    expect(without(story).mails()).toEqual([`acme: activated to ${ops}, known-password`]);
  });
});

describe('the way out of a VDC', () => {
  const going = (
    deletion: DesiredVdc['deletion'],
    over: Partial<InventoryEntry> = {},
    state: DesiredVdc['state'] = 'active',
  ) => standing(vdcOf(ops, 'acme', { deletion, state }), over);

  it('is told when its deletion is scheduled, with its grace, once', () => {
    const story = going({ policy: 'delete', graceMs: 72 * hour });
    expect(story.mails()).toEqual([`acme: deletion-scheduled to ${ops}, known-password`]);
    expect(story.planOf('acme').actions.at(-1)).toMatchObject({ graceMs: 72 * hour, tells: 'deletion-scheduled' });
    const later = going(
      { policy: 'delete', graceMs: 72 * hour },
      { told: 'deletion-scheduled', retiredAtMs: story.nowMs - hour },
      'suspended',
    );
    expect(later.mails()).toEqual([]);
  });

  it('is told when it is deleted, after everything else and before the inventory forgets', () => {
    const story = going(
      { policy: 'delete', graceMs: hour },
      { told: 'deletion-scheduled', retiredAtMs: 0 },
      'suspended',
    );
    expect(story.mails()).toEqual([`acme: deleted to ${ops}, known-password`]);
    expect(steps(story.planOf('acme')).slice(-2)).toEqual(['update mail/deleted', 'delete vdc/acme']);
  });

  it('is told once where there is no grace: deleted', () => {
    expect(going({ policy: 'delete', graceMs: 0 }).mails()).toEqual([`acme: deleted to ${ops}, known-password`]);
  });

  it('is a suspension where its policy is to suspend, and nothing where it is to retain', () => {
    expect(going({ policy: 'suspend', graceMs: 0 }).mails()).toEqual([`acme: suspended to ${ops}, known-password`]);
    expect(going({ policy: 'suspend', graceMs: 0 }, { retiredAtMs: 1 }, 'suspended').mails()).toEqual([]);
    expect(going({ policy: 'retain', graceMs: 0 }).plan().vdcs).toEqual([]);
  });

  it('that ends because the spec returns is told as resumed', () => {
    const story = going(
      { policy: 'delete', graceMs: hour },
      { told: 'deletion-scheduled', retiredAtMs: 1 },
      'suspended',
    );
    expect(story.declares(acme).mails()).toEqual([`acme: resumed to ${ops}, known-password`]);
    expect(story.declares(suspended).mails()).toEqual([`acme: suspended to ${ops}, known-password`]);
  });

  it('is told to nobody who never heard of it', () => {
    for (const graceMs of [0, hour])
      expect(going({ policy: 'delete', graceMs }, { told: 'nothing' }, 'suspended').mails()).toEqual([]);
  });

  it('is told to nobody while it is protected or not all documents can be read', () => {
    expect(standing(vdcOf(ops, 'acme', { protect: true })).mails()).toEqual([]);
    const story = going({ policy: 'delete', graceMs: 0 });
    story.isComplete = false;
    expect(story.mails()).toEqual([]);
  });
});

describe('what somebody did by hand and is put right', () => {
  it('is told to nobody', () => {
    expect(standing().changeSubscription('acme', { status: 'suspended' }).declares(acme).mails()).toEqual([]);
    expect(standing(suspended).changeSubscription('acme', { status: 'active' }).declares(suspended).mails()).toEqual(
      [],
    );
  });

  it('is told to nobody when somebody deleted it and it is made anew', () => {
    const story = standing().loses('acme').declares(acme);
    story.gone.add(story.inventory[0]?.subscriptionId ?? '');
    expect(steps(story.planOf('acme'))).toContain('create subscription/acme');
    expect(story.mails()).toEqual([]);
  });
});

describe('nobody is told', () => {
  const paused = { reason: 'ticket', by: 'jo' };

  it('of a VDC that is paused, though nothing else is to be done to it', () => {
    const due = standing(acme, { told: 'nothing' });
    expect(due.declares(acme).mails()).toHaveLength(1);
    expect(
      due
        .declares({ ...acme, paused })
        .plan()
        .vdcs.flatMap(({ actions }) => actions),
    ).toEqual([]);
    due.declares(acme).pauses.set('acme', paused);
    expect(due.plan().vdcs.flatMap(({ actions }) => actions)).toEqual([]);
  });

  it('of what somebody did by hand and cannot be put right: that is not as his spec says', () => {
    const story = standing().declares(acme);
    const { quota: _, ...bare } = template;
    story.hostingPlans.push({ ...bare, id: 'elsewhere', displayName: 'Elsewhere' });
    story.changeSubscription('acme', { status: 'suspended', hostingPlanId: 'elsewhere' });
    expect(story.planOf('acme').blocks[0]?.code).toBe('ON_OTHER_HOSTING_PLAN');
    expect(story.mails()).toEqual([]);
  });

  it('of one that is out of scope', () => {
    const story = standing(acme, { told: 'nothing' }).declares(acme);
    story.scope = { targets: ['other'], selector: {} };
    expect(story.plan().vdcs).toEqual([]);
  });

  it('who is not its owner: an address that is refused gets no mail, and above all no password', () => {
    const next = 'new@acme.example';
    const other = ourAccount(next);
    const story = standing(acme, { told: 'nothing' })
      .remembers(account, { credentials: 'due' })
      .held(vdcOf(next, 'other'), other)
      .declares(vdcOf(next, 'acme'), vdcOf(next, 'other'));
    story.directory = { accounts: [account, other], gone: new Set() };
    expect(story.blocks('acme')).toEqual(['OWNER_DIFFERS']);
    expect(story.mails()).toEqual([]);
    const old = ownerStory([], true).converged(spec('old'), { told: 'nothing' }).declares(vdcOf(next, 'old'));
    expect([old.blocks('old'), old.mails()]).toEqual([['OWNER_DIFFERS'], []]);
  });

  it('is not of whom a directory knew that the settings name no more, though he was suspended meanwhile', () => {
    const account = ourAccount(ops);
    const vdc = { ...vdcOf(ops, 'acme'), state: 'suspended' as const };
    const story = ownerStory([account], true).held(vdc, account, { told: 'active' }).declares(vdc);
    expect(story.mails()).toHaveLength(1);
    story.directory = undefined;
    expect([story.blocks('acme'), story.mails()]).toEqual([['DIRECTORY_NOT_CONFIGURED'], []]);
  });
});

describe('a password', () => {
  const a = vdcOf(ops, 'a', { state: 'suspended' });
  const b = vdcOf(ops, 'b');

  it('that is owed is mailed with the first VDC that is active, once', () => {
    const story = ownerStory([account], true)
      .held(a, account)
      .held(b, account)
      .held(vdcOf(ops, 'c'), account)
      .remembers(account, { credentials: 'due' })
      .declares(a, b, vdcOf(ops, 'c'));
    expect(story.mails()).toEqual([`b: activated to ${ops}, new-password`]);
  });

  it('is in no plan, nor is a secret of any kind', () => {
    const story = ownerStory([], true).declares(a, b);
    expect(JSON.parse(JSON.stringify(story.plan()))).toEqual(story.plan());
    expect(JSON.stringify(story.plan())).not.toMatch(/"password"|"secret"/);
  });

  it('of somebody else’s account is never set', () => {
    const { mark: _, ...found } = account;
    const story = ownerStory([found], true).held(b, found, { told: 'nothing' }).declares(b);
    expect(story.mails()).toEqual([`b: activated to ${ops}, known-password`]);
    // Whatever is remembered: without our mark it is not ours.
    story.remembers(found, { credentials: 'due' });
    expect(story.mails()).toEqual([`b: activated to ${ops}, known-password`]);
  });

  it('that was sent is not sent again', () => {
    const story = ownerStory([account], true).held(b, account).remembers(account, { credentials: 'sent' });
    expect(story.declares(b, vdcOf(ops, 'c')).mails()).toEqual([`c: activated to ${ops}, known-password`]);
  });
});
