import { describe, expect, it } from 'vitest';
import { findNamesToAsk } from '../../../src/planner/accounts/find-names-to-ask.ts';
import type { ObservedAccount } from '../../../src/model/account.ts';
import { namesOf, ops, ourAccount, ownerStory, stranger, vdcOf } from '../../support/owner-world.ts';
import { steps } from '../../support/planner-world.ts';

const acme = vdcOf(ops, 'acme');
const { upn, samAccountName } = namesOf(ops);

const taken = (accounts: readonly ObservedAccount[], names: readonly string[]) => {
  const story = ownerStory(accounts).declares(acme);
  story.directory = { accounts, gone: new Set(), taken: new Set(names) };
  return story;
};
const nameOf = (attempt: number) => namesOf(ops, attempt).samAccountName;

describe('the owner of a new VDC', () => {
  it('gets an account before the WAP user that is named by its login', () => {
    const vdc = ownerStory().declares(acme).planOf('acme');
    expect(steps(vdc)).toEqual([
      `create account/${upn}`,
      `create user/${upn}`,
      'create hosting-plan/VDC acme',
      'create subscription/acme',
    ]);
    expect(vdc.actions[0]).toMatchObject({ names: { samAccountName, upn }, email: ops, isEnabled: true });
    expect(vdc.actions[3]).toMatchObject({ owner: upn });
    expect(vdc.remember).toMatchObject({ userName: upn });
  });

  it('gets one for all new VDCs, and the name that the specs give', () => {
    const story = ownerStory().declares(
      vdcOf('OPS@acme.example', 'a'),
      vdcOf(ops, 'b', { owner: { email: ops, name: 'Acme Operations' } }),
    );
    expect(story.dealings()).toEqual([
      `a: create account/${upn} (account-missing)`,
      `b: create account/${upn} (account-missing)`,
    ]);
  });

  it('gets a disabled one when all VDCs are declared suspended', () => {
    const story = ownerStory().declares(vdcOf(ops, 'a', { state: 'suspended' }));
    expect(story.planOf('a').actions[0]).toMatchObject({ isEnabled: false });
    story.declares(vdcOf(ops, 'a', { state: 'suspended' }), vdcOf(ops, 'b'));
    expect(story.planOf('a').actions[0]).toMatchObject({ isEnabled: true });
  });

  it('uses the account that is remembered, without another', () => {
    const account = ourAccount();
    const story = ownerStory([account]).remembers(account).declares(acme);
    expect(steps(story.planOf('acme'))[0]).toBe(`create user/${upn}`);
    expect(story.dealings()).toEqual([]);
  });

  it('gets the names of the second attempt where the first are taken, below the OU or elsewhere in the domain', () => {
    const second = [`acme: create account/${namesOf(ops, 2).upn} (account-missing)`];
    expect(taken([stranger('else@where.example', nameOf(1).toUpperCase())], []).dealings()).toEqual(second);
    expect(taken([], [nameOf(1)]).dealings()).toEqual(second);
  });

  it('gets none while all names are taken, and no VDC either', () => {
    const all = Array.from({ length: 8 }, (_, at) => nameOf(at + 1));
    const story = taken([], all);
    expect(story.blocks('acme')).toEqual(['ACCOUNT_NAMES_TAKEN']);
    expect(story.planOf('acme').actions).toEqual([]);
  });

  it('gets no name that the domain was not asked for', () => {
    const story = ownerStory().declares(acme);
    const asked = findNamesToAsk(story.input()).map((one) => one.samAccountName);
    expect(asked[0]).toBe(nameOf(1));
    const [account] = taken([], asked).planOf('acme').actions;
    expect(account).toBeUndefined();
  });

  it('is asked for only where an account would be made', () => {
    const account = ourAccount();
    expect(findNamesToAsk(ownerStory([account]).held(acme, account).declares(acme).input())).toEqual([]);
    expect(findNamesToAsk(ownerStory([account]).remembers(account).declares(acme).input())).toEqual([]);
    expect(
      findNamesToAsk(
        ownerStory([stranger(ops, 'jo')])
          .declares(acme)
          .input(),
      ),
    ).toEqual([]);
    expect(findNamesToAsk(ownerStory().unread().declares(acme).input())).toEqual([]);
  });
});

describe('an account that the owner has already', () => {
  const found = stranger(ops, 'jo', { upn: 'jo@corp.example' });

  it('is used as it is: its login names the WAP user, and nothing but the memory changes', () => {
    const story = ownerStory([found]).declares(acme);
    expect(steps(story.planOf('acme')).slice(0, 2)).toEqual([
      'adopt account/jo@corp.example',
      'create user/jo@corp.example',
    ]);
    expect(story.planOf('acme').actions[0]).toMatchObject({ owesPassword: false, accountId: found.id });
    expect(story.planOf('acme').actions[0]).not.toHaveProperty('mark');
  });

  it('is mailed no password', () => {
    const story = ownerStory([found], true).declares(acme);
    expect(story.mails()).toEqual([`acme: activated to ${ops}, known-password`]);
  });

  it('is found however the address is written', () => {
    const story = ownerStory([{ ...found, email: 'OPS@Acme.example' }]).declares(acme);
    expect(story.dealings()).toEqual(['acme: adopt account/jo@corp.example (account-of-owner)']);
  });

  it.each<[string, readonly ObservedAccount[]]>([
    ['there are several', [found, stranger(ops, 'jim')]],
    ['it is disabled', [{ ...found, isEnabled: false }]],
    ['it has no login', [{ ...found, upn: '' }]],
    ['one of several is disabled', [found, stranger(ops, 'jim', { isEnabled: false })]],
  ])('is not used when %s', (_, accounts) => {
    const story = ownerStory(accounts).declares(acme);
    expect(story.blocks('acme')).toEqual(['ACCOUNT_UNCLEAR']);
    expect(story.planOf('acme').actions).toEqual([]);
  });

  it('is not that of somebody without an address, nor one outside of the OU', () => {
    const { email: _, ...nobody } = found;
    for (const one of [nobody, { ...found, isInPlace: false }])
      expect(ownerStory([one]).declares(acme).dealings()).toEqual([`acme: create account/${upn} (account-missing)`]);
  });

  it('does not stand in for the one that we made', () => {
    const story = ownerStory([found, ourAccount()]).remembers(ourAccount()).declares(acme);
    expect(steps(story.planOf('acme'))[0]).toBe(`create user/${upn}`);
  });
});

describe('an account that we made and do not remember', () => {
  it('is made again, which finishes it, under the name it has', () => {
    const second = { ...ourAccount(), ...namesOf(ops, 2), id: 'second' };
    const marked = { ...second, mark: ourAccount(ops).mark ?? '' };
    // The mark of another name proves nothing: it is a stranger's.
    expect(ownerStory([marked]).declares(acme).dealings()).toEqual([
      `acme: adopt account/${second.upn} (account-of-owner)`,
    ]);
    expect(ownerStory([ourAccount()]).declares(acme).dealings()).toEqual([
      `acme: create account/${upn} (account-missing)`,
    ]);
  });
});
