import { describe, expect, it } from 'vitest';
import { namesOf, ops, ourAccount, ownerStory, stranger, vdcOf } from '../../support/owner-world.ts';
import { steps } from '../../support/planner-world.ts';

const account = ourAccount(ops);
const { upn, id } = account;
const a = vdcOf(ops, 'a');
const b = vdcOf(ops, 'b');
const paused = { reason: 'ticket', by: 'jo' };

describe('an account that we made', () => {
  it('is left alone as long as it is as it should be', () => {
    expect(ownerStory([account]).held(a, account).declares(a).plan().vdcs).toEqual([]);
  });

  it('is moved back, named again and enabled, in one VDC’s plan', () => {
    const changed = { ...account, isInPlace: false, upn: 'x@elsewhere.example', isEnabled: false };
    const story = ownerStory([changed]).held(a, account).held(b, account).declares(a, b);
    expect(story.dealings()).toEqual([
      `a: update account/${upn} (account-moved)`,
      `a: update account/${upn} (account-name-differs)`,
      `a: update account/${upn} (not-all-suspended)`,
    ]);
    expect(story.planOf('a')).toMatchObject({ verb: 'update', reason: 'drift' });
  });

  it('is made again under its names when it is gone, with a password that its owner is mailed', () => {
    const story = ownerStory([account], true).held(a, account).losesAccount(id).declares(a);
    expect(story.dealings()).toEqual([
      `a: create account/${upn} (account-missing)`,
      'a: update mail/activated (customer-not-told)',
    ]);
    expect(story.mails()).toEqual([`a: activated to ${ops}, new-password`]);
  });

  it('is made again once, with its password owed, when a new VDC of its owner is declared just then', () => {
    const story = ownerStory([account], true).held(a, account).losesAccount(id).declares(a, b);
    const made = story.plan().vdcs.flatMap(({ actions }) => actions.filter((one) => one.kind === 'account'));
    expect(made).toMatchObject([{ verb: 'create', names: { upn }, owesPassword: true }]);
  });

  it('owes its password still when it was made again by somebody who died before he could remember it', () => {
    const story = ownerStory([account], true).held(a, account).losesAccount(id).declares(a, b);
    story.directory = { accounts: [{ ...account, id: 'made again' }], gone: new Set([id]) };
    const made = story.plan().vdcs.flatMap(({ actions }) => actions.filter((one) => one.kind === 'account'));
    expect(made).toMatchObject([{ verb: 'create', names: { upn }, owesPassword: true }]);
    expect(story.mails()).toContain(`b: activated to ${ops}, new-password`);
  });

  it('keeps the names of its second attempt when it is made again for a new VDC', () => {
    const second = ourAccount(ops, { ...namesOf(ops, 2), id: 'second' });
    const story = ownerStory([second], true).held(a, second).losesAccount('second').declares(a, b);
    const made = story.plan().vdcs.flatMap(({ actions }) => actions.filter(({ kind }) => kind === 'account'));
    expect(new Set(made.map(({ resource }) => resource))).toEqual(new Set([`account/${second.upn}`]));
  });

  it('keeps them too when nobody remembers it and it is gone: its other VDCs know it by them', () => {
    const second = ourAccount(ops, { ...namesOf(ops, 2), id: 'second' });
    const story = ownerStory([second], true).held(a, second).losesAccount('second').declares(a, b);
    story.accounts = [];
    const made = story.plan().vdcs.flatMap(({ actions }) => actions.filter(({ kind }) => kind === 'account'));
    expect(new Set(made.map(({ resource }) => resource))).toEqual(new Set([`account/${second.upn}`]));
  });

  it('is met again by its mark when the memory was lost, and counts as remembered from then on', () => {
    const story = ownerStory([account], true).held(a, account).declares(a);
    story.accounts = [];
    story.inventory = [];
    expect(story.dealings()).toEqual([`a: adopt account/${upn} (proven-ours)`]);
    expect(steps(story.planOf('a'))[0]).toBe(`adopt account/${upn}`);
  });

  it('is looked after by one who may be touched: not by a VDC that is paused, out of scope, or unreadable', () => {
    const disabled = { ...account, isEnabled: false };
    const story = ownerStory([disabled])
      .held(a, account)
      .held(b, account)
      .declares({ ...a, paused }, b);
    expect(story.dealings()).toEqual([`b: update account/${upn} (not-all-suspended)`]);
    story.declares({ ...a, paused }, { ...b, paused });
    expect(story.dealings()).toEqual([]);
    story.declares(a, b).pauses.set('a', paused);
    story.pauses.set('b', paused);
    expect(story.dealings()).toEqual([]);
    story.pauses.set('b', { ...paused, untilMs: story.nowMs });
    expect(story.dealings()).toEqual([`b: update account/${upn} (not-all-suspended)`]);
    story.scope = { targets: ['c'], selector: {} };
    expect(story.dealings()).toEqual([]);
  });

  it('is not touched while the documents of all its VDCs cannot be read', () => {
    const story = ownerStory([{ ...account, isEnabled: false }], true).held(a, account);
    story.unreadableNames = ['a'];
    story.isComplete = false;
    expect(story.plan().vdcs).toEqual([]);
  });
});

describe('an account that somebody else made and that we use', () => {
  const found = stranger(ops, 'jo', { upn: 'jo@corp.example' });
  const story = () => ownerStory([found], true).held(a, found);

  it('is neither moved nor named nor addressed, and not made again when it is lost', () => {
    const moved = story().declares(a);
    moved.directory = {
      accounts: [{ ...found, isInPlace: false, upn: 'x@y.example', email: 'x@y.example' }],
      gone: new Set(),
    };
    expect(moved.dealings()).toEqual([]);
    const lost = story().losesAccount(found.id).declares(a);
    expect(lost.dealings()).toEqual([]);
    expect(lost.plan().warnings.map(({ code, vdc }) => [code, vdc])).toEqual([['ACCOUNT_LOST', 'a']]);
  });

  it('is not deleted with the last VDC', () => {
    const removed = ownerStory([found]).held({ ...a, deletion: { policy: 'delete', graceMs: 0 } }, found);
    expect(steps(removed.planOf('a'))).toContain('delete subscription/a');
    expect(removed.dealings()).toEqual([]);
  });
});

describe('an account that is nobody’s', () => {
  it.each([
    ['a stranger’s', stranger('x@y.example', 'x')],
    ['a stranger’s of an owner’s address', stranger(ops, 'x')],
    ['one with the mark of another name', stranger('x@y.example', 'x', { mark: account.mark ?? '' })],
    ['one of ours that no VDC needs', ourAccount('left@over.example')],
  ])('(%s) is not touched', (_, one) => {
    const story = ownerStory([account, { ...one, isEnabled: false, isInPlace: true }])
      .held(a, account)
      .declares(a);
    expect(story.plan().vdcs).toEqual([]);
  });
});

describe('the end of an account', () => {
  const free = { policy: 'delete', graceMs: 0 } as const;
  const ending = (name: string) => vdcOf(ops, name, { deletion: free });

  it('comes with the last VDC, after the WAP user, before the inventory forgets', () => {
    const story = ownerStory([account], true).held(ending('a'), account);
    expect(steps(story.planOf('a'))).toEqual([
      'delete subscription/a',
      'delete hosting-plan/VDC a',
      `delete user/${upn}`,
      `delete account/${upn}`,
      'update mail/deleted',
      'delete vdc/a',
    ]);
  });

  it('is tried by all that leave together', () => {
    const story = ownerStory([account]).held(ending('a'), account).held(ending('b'), account);
    expect(story.dealings()).toEqual(['a', 'b'].map((name) => `${name}: delete account/${upn} (no-longer-used)`));
  });

  it('does not come while another VDC of the owner stays, is declared, or a subscription that is not ours is there', () => {
    const stays = ownerStory([account]).held(ending('a'), account).held(b, account).declares(b);
    expect(stays.dealings()).toEqual([]);
    const declared = ownerStory([account]).held(ending('a'), account).declares(b);
    expect(declared.dealings()).toEqual([]);
    const foreign = ownerStory([account]).held(ending('a'), account);
    foreign.subscriptions.push({
      ...foreign.subscriptionOf('a'),
      id: '70000000-0000-4000-8000-000000000000',
      name: 'x',
    });
    expect(foreign.dealings()).toEqual([]);
  });

  it('does not come while another, due to leave itself, is paused', () => {
    const story = ownerStory([account]).held(ending('a'), account).held(ending('b'), account);
    story.pauses.set('b', paused);
    expect(steps(story.planOf('a'))).toEqual(['delete subscription/a', 'delete hosting-plan/VDC a', 'delete vdc/a']);
  });

  it('does not come while another is out of scope or kept by its policy', () => {
    const kept = vdcOf(ops, 'b', { deletion: { policy: 'retain', graceMs: 0 } });
    const story = ownerStory([account]).held(ending('a'), account).held(kept, account);
    expect(story.dealings()).toEqual([]);
    const scoped = ownerStory([account]).held(ending('a'), account).held(ending('b'), account);
    scoped.scope = { targets: ['a'], selector: {} };
    expect(scoped.dealings()).toEqual([]);
  });
});

describe('a directory that cannot be read', () => {
  it('holds up new owners, not known ones', () => {
    const story = ownerStory([account])
      .held(a, account)
      .unread()
      .declares({ ...a, state: 'suspended' }, b, vdcOf('jo@new.example', 'new'));
    expect(steps(story.planOf('a'))).toEqual(['suspend subscription/a']);
    expect(steps(story.planOf('b'))).toContain('create subscription/b');
    expect(story.blocks('new')).toEqual(['DIRECTORY_UNREAD']);
    expect(story.planOf('new').actions).toEqual([]);
    expect(story.dealings()).toEqual([]);
    expect(story.plan().warnings.map(({ code }) => code)).toContain('DIRECTORY_UNREAD');
  });

  it('holds the deletion of a VDC whose account is ours, and of no other', () => {
    const free = { policy: 'delete', graceMs: 0 } as const;
    const found = stranger('jo@found.example', 'jo');
    const story = ownerStory([account, found], true)
      .held(vdcOf(ops, 'a', { deletion: free }), account)
      .held(vdcOf('jo@found.example', 'f', { deletion: free }), found)
      .converged(vdcOf('old@x.example', 'old', { deletion: free }), { told: 'active' })
      .unread();
    expect([story.blocks('a'), story.planOf('a').actions]).toEqual([['DIRECTORY_UNREAD'], []]);
    expect(steps(story.planOf('f'))).toContain('delete subscription/f');
    expect(steps(story.planOf('old'))).toContain('delete subscription/old');
  });

  it('holds up a VDC whose WAP user is named as one of ours and that is not remembered', () => {
    const story = ownerStory([account])
      .held(a, account)
      .unread()
      .declares({ ...a, state: 'suspended' });
    story.accounts = [];
    expect([story.blocks('a'), story.planOf('a').actions]).toEqual([['DIRECTORY_UNREAD'], []]);
  });
});

describe('accounts that are gone in bulk', () => {
  const owners = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@x.example`);
  const many = () => {
    const story = ownerStory(owners.map((email) => ourAccount(email)));
    for (const email of owners) story.held(vdcOf(email, email.charAt(0)), ourAccount(email));
    return story.declares(...owners.map((email) => vdcOf(email, email.charAt(0))));
  };
  const idsOf = (count: number) => owners.slice(0, count).map((email) => ourAccount(email).id);

  it('are not believed: two of five are more than a fifth, one is not', () => {
    expect(
      many()
        .losesAccount(...idsOf(1))
        .plan().unsafe,
    ).toEqual([]);
    expect(
      many()
        .losesAccount(...idsOf(2))
        .plan().unsafe,
    ).toMatchObject([{ code: 'ACCOUNTS_MISSING_IN_BULK', isApprovable: true }]);
  });

  it('are not believed however many accounts of others stand below the OU', () => {
    const story = many();
    const others = Array.from({ length: 100 }, (_, n) => stranger(`s${n}@y.example`, `s${n}`));
    story.directory = { accounts: others, gone: new Set(idsOf(5)) };
    expect(story.plan().unsafe).toMatchObject([{ code: 'ACCOUNTS_MISSING_IN_BULK' }]);
  });
});
