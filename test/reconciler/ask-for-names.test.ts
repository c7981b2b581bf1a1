import { describe, expect, it } from 'vitest';
import type { AccountNames } from '../../src/model/account.ts';
import { ControllerError } from '../../src/model/controller-error.ts';
import { planChanges } from '../../src/planner/plan-changes.ts';
import { askForNames } from '../../src/reconciler/observe-accounts.ts';
import { namesOf, ops, ourAccount, ownerStory, vdcOf } from '../support/owner-world.ts';

const { signal } = new AbortController();

/** A domain in which something outside our OU has these names already. */
function domainWith(...taken: readonly string[]) {
  const asked: string[] = [];
  const findTaken = async (names: readonly AccountNames[]): Promise<ReadonlySet<string>> => {
    asked.push(...names.map(({ samAccountName }) => samAccountName));
    return new Set(taken);
  };
  return { asked, accounts: { findTaken, observe: async () => ({ accounts: [], gone: new Set<string>() }) } };
}

describe('the name of a new owner’s account', () => {
  const [first, second] = [namesOf(ops), namesOf(ops, 2)];
  const input = ownerStory().declares(vdcOf(ops, 'acme')).input();

  it('is asked for in the whole domain before it is given', async () => {
    const domain = domainWith(first.samAccountName.toLowerCase());
    const plan = planChanges(await askForNames(input, domain, signal), '2026-11-24T12:00:00.000Z');
    expect(domain.asked).toContain(first.samAccountName);
    expect(plan.vdcs[0]?.actions[0]).toMatchObject({ verb: 'create', kind: 'account', names: second });
  });

  it('is given to nobody while the domain does not answer', async () => {
    const accounts = {
      ...domainWith().accounts,
      findTaken: async () => {
        throw new ControllerError('DIRECTORY_UNREACHABLE', 'dc1 does not answer');
      },
    };
    const plan = planChanges(await askForNames(input, { accounts }, signal), '2026-11-24T12:00:00.000Z');
    expect(plan.vdcs[0]).toMatchObject({ actions: [], blocks: [{ code: 'DIRECTORY_UNREAD' }] });
  });

  it('is not asked for where nobody is new', async () => {
    const domain = domainWith();
    const acme = vdcOf(ops, 'acme');
    const known = ownerStory([ourAccount(ops)])
      .held(acme, ourAccount(ops))
      .declares(acme)
      .input();
    expect(await askForNames(known, domain, signal)).toBe(known);
    expect(domain.asked).toEqual([]);
  });
});
