import { describe, expect, it } from 'vitest';
import { namesOf, ops, ourAccount, ownerStory, stranger, vdcOf } from '../../support/owner-world.ts';
import { spec } from '../../support/planner-world.ts';

const next = 'new@acme.example';
const account = ourAccount(ops);
const { upn } = account;
const a = vdcOf(ops, 'a');
const b = vdcOf(ops, 'b');
const changed = [`a: update account/${upn} (account-email-differs)`, `a: update user/${upn} (email-differs)`];

const standing = () => ownerStory([account]).held(a, account).held(b, account);

describe('an owner whose address changes', () => {
  it('in all specs keeps account, login and WAP user, whose address changes', () => {
    const story = standing().declares(vdcOf(next, 'a'), vdcOf(next, 'b'));
    expect(story.dealings()).toEqual(changed);
    expect(story.planOf('a')).toMatchObject({ reason: 'spec-changed', blocks: [] });
    expect(story.planOf('a').changes).toContainEqual({ field: 'owner.email', before: ops, after: next });
  });

  it('in one of two is refused: whose account it is must be said by both', () => {
    const story = standing().declares(vdcOf(next, 'a'), b);
    expect([story.blocks('a'), story.blocks('b'), story.dealings()]).toEqual([['OWNER_DIFFERS'], [], []]);
  });

  it('in one of two is refused also when the other is paused or out of scope', () => {
    const paused = { reason: 'ticket', by: 'jo' };
    const story = standing().declares(vdcOf(next, 'a'), { ...b, paused });
    expect([story.blocks('a'), story.dealings()]).toEqual([['OWNER_DIFFERS'], []]);
    const scoped = standing().declares(vdcOf(next, 'a'), b);
    scoped.scope = { targets: ['a'], selector: {} };
    expect([scoped.blocks('a'), scoped.dealings()]).toEqual([['OWNER_DIFFERS'], []]);
  });

  it('to one that has an account of its own is refused, and that account is not doubled', () => {
    const other = ourAccount(next);
    const story = standing();
    story.directory = { accounts: [account, other], gone: new Set() };
    story.held(vdcOf(next, 'c'), other).declares(vdcOf(next, 'a'), vdcOf(next, 'b'), vdcOf(next, 'c'));
    expect([story.blocks('a'), story.blocks('b')]).toEqual([['OWNER_DIFFERS'], ['OWNER_DIFFERS']]);
    expect(story.dealings()).toEqual([]);
  });

  it('who only writes it in other letters changes nothing', () => {
    const story = standing().declares(vdcOf('OPS@Acme.Example', 'a'), b);
    expect(story.plan().vdcs).toEqual([]);
  });

  it('takes a new VDC of the new address along: no second account', () => {
    const story = standing().declares(vdcOf(next, 'a'), vdcOf(next, 'b'), vdcOf(next, 'c'));
    expect(story.dealings()).toEqual(changed);
    expect(story.planOf('c').actions).toContainEqual(
      expect.objectContaining({ kind: 'subscription', verb: 'create', owner: upn }),
    );
  });

  it('leaves no VDC of the old address in an account that is about to be another’s', () => {
    const story = standing().declares(vdcOf(next, 'a'), vdcOf(next, 'b'), vdcOf(ops, 'c'));
    expect(story.dealings()).toEqual(changed);
    expect(story.planOf('c').actions).toEqual([]);
    expect(story.blocks('c')).toEqual(['OWNER_DIFFERS']);
  });

  it('never has a WAP user changed that we did not make', () => {
    const story = standing().declares(vdcOf(next, 'a'), vdcOf(next, 'b'));
    story.createdUsers.clear();
    expect(story.dealings()).toEqual(changed.slice(0, 1));
  });

  it('has it put right when somebody changed it in the directory', () => {
    const story = standing().declares(a, b);
    story.directory = { accounts: [{ ...account, email: 'x@y.example' }], gone: new Set() };
    expect(story.dealings()).toEqual(changed.slice(0, 1));
    expect(story.planOf('a').changes).toContainEqual({ field: 'owner.email', before: 'x@y.example', after: ops });
  });
});

describe('a VDC from before the directory', () => {
  it('stays as it is: its WAP user is named by the address, and nothing is done to accounts', () => {
    const story = ownerStory([], true).converged(spec('old'), { told: 'active' }).declares(spec('old'));
    expect(story.plan().vdcs).toEqual([]);
  });

  it('stays so though its owner gets an account for a new one', () => {
    const email = 'old@example.org';
    const story = ownerStory([], true)
      .converged(spec('old'), { told: 'active' })
      .declares(spec('old'), vdcOf(email, 'new'));
    expect(story.plan().vdcs.map(({ name }) => name)).toEqual(['new']);
    expect(story.dealings()).toEqual([
      `new: create account/${namesOf(email).upn} (account-missing)`,
      'new: update mail/activated (customer-not-told)',
    ]);
  });

  it('is told that its login is made elsewhere', () => {
    const story = ownerStory([], true)
      .converged(spec('old'), { told: 'active' })
      .declares(spec('old', { state: 'suspended' }));
    expect(story.mails()).toEqual(['old: suspended to old@example.org, made-elsewhere']);
  });

  it('still cannot change its owner', () => {
    const story = ownerStory([]).converged(spec('old')).declares(vdcOf(next, 'old'));
    expect(story.blocks('old')).toEqual(['OWNER_DIFFERS']);
    expect(story.dealings()).toEqual([]);
  });

  it('is its owner’s account’s when that is named by the address', () => {
    const found = stranger('old@example.org', 'old', { upn: 'old@example.org' });
    const story = ownerStory([found])
      .converged(spec('old'))
      .remembers(found)
      .declares(spec('old', { state: 'suspended' }));
    expect(story.dealings()).toEqual(['old: update account/old@example.org (all-suspended)']);
  });

  it('that vanished is made anew with an account, which is enabled for it', () => {
    const email = 'old@example.org';
    const own = ourAccount(email, { isEnabled: false });
    const story = ownerStory([own])
      .converged(spec('old'))
      .held(vdcOf(email, 'other', { state: 'suspended' }), own)
      .declares(spec('old'), vdcOf(email, 'other', { state: 'suspended' }))
      .loses('old');
    const gone = story.inventory[0]?.subscriptionId ?? '';
    story.gone.add(gone);
    expect(story.dealings()).toEqual([`old: update account/${own.upn} (not-all-suspended)`]);
  });
});
