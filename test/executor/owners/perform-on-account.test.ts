import { describe, expect, it } from 'vitest';
import type { PlannedVdc } from '../../../src/model/plan.ts';
import { outcomesOf } from '../../support/apply-story.ts';
import {
  createAccount,
  deleteAccount,
  enableAccount,
  login,
  mailOf,
  startOwnerApplyStory,
} from '../../support/owner-plans.ts';
import { ops, ourAccount } from '../../support/owner-world.ts';
import { creation, plannedVdc, powerOf, removal, standingEntry } from '../../support/planned-vdcs.ts';

const account = ourAccount(ops);
const { id } = account;

const made = (name: string): PlannedVdc => {
  const vdc = creation(name, { owner: login });
  return { ...vdc, actions: [createAccount(), ...vdc.actions] };
};

const left = (name: string): PlannedVdc => {
  const vdc = removal(name, { owner: login });
  return { ...vdc, actions: [...vdc.actions.slice(0, -1), deleteAccount(id), ...vdc.actions.slice(-1)] };
};

/** The subscription, and then the account when all of them are suspended. */
const suspension = (name: string) => plannedVdc(name, [powerOf('suspend', name), enableAccount(id, false)]);
const refusal = { kind: 'failed', code: 'WAP_REFUSED', message: 'no' } as const;

async function standing() {
  const story = await startOwnerApplyStory();
  story.directory.accounts.set(id, account);
  await story.store.putAccount({ id, upn: login, email: ops, mark: account.mark ?? '', credentials: 'sent' });
  await story.standing(['a', 'b'].map((name) => standingEntry(name)));
  return story;
}

describe('an account that is made', () => {
  it('is remembered by the id that the directory gave, with the password owed', async () => {
    const { apply, store, directory } = await startOwnerApplyStory();
    expect(outcomesOf(await apply([made('a')]), 'a')).toEqual(['done', 'done', 'done', 'done']);
    const [own] = directory.accounts.values();
    const { mark = '' } = account;
    expect(await store.readAccounts()).toEqual([{ id: own?.id, upn: login, email: ops, mark, credentials: 'due' }]);
  });

  it('is made once for two VDCs of one plan, and both go on after it', async () => {
    const { apply, store, directory } = await startOwnerApplyStory();
    expect((await apply([made('a'), made('b')])).counts.failed).toBe(0);
    expect(directory.asked).toEqual([`create account/${login}`]);
    expect(await store.readAccounts()).toHaveLength(1);
  });

  it('is not remembered when it could not be made, and nothing that needs it is', async () => {
    const { apply, store, directory, wap } = await startOwnerApplyStory();
    directory.outage = new Error('dc1 does not answer');
    const stopped = ['failed DIRECTORY_UNREACHABLE', ...Array(3).fill('skipped PREVIOUS_ACTION_FAILED')];
    const report = await apply([made('a'), made('b')]);
    expect([outcomesOf(report, 'a'), outcomesOf(report, 'b')]).toEqual([stopped, stopped]);
    expect([await store.readAccounts(), wap.calls, directory.asked.length]).toEqual([[], [], 1]);
  });

  it('takes the place of one of its name that somebody deleted, and keeps nothing of it', async () => {
    const { apply, store } = await startOwnerApplyStory();
    await store.putAccount({ id: 'gone', upn: login.toUpperCase(), email: ops, mark: 'x', credentials: 'sent' });
    await apply([made('a')]);
    expect(await store.readAccounts()).toMatchObject([{ upn: login, credentials: 'due' }]);
  });

  it('that is finished in a second attempt owes what it owed, no more and no less', async () => {
    for (const credentials of ['due', 'sent'] as const) {
      const { apply, store, directory } = await startOwnerApplyStory();
      directory.accounts.set(id, account);
      await store.putAccount({ id, upn: login, email: ops, mark: account.mark ?? '', credentials });
      await apply([made('a')]);
      expect(await store.readAccounts()).toMatchObject([{ id, credentials }]);
    }
  });

  it('is refused where the settings name no directory any more', async () => {
    const { apply, store } = await startOwnerApplyStory();
    const report = await apply([made('a')], { accounts: undefined });
    expect(outcomesOf(report, 'a')?.[0]).toBe('failed DIRECTORY_NOT_CONFIGURED');
    expect(await store.readAccounts()).toEqual([]);
  });
});

describe('an account that is adopted', () => {
  it('is remembered without asking the directory, without a mark where it is somebody else’s', async () => {
    const { apply, store, directory } = await startOwnerApplyStory();
    const adopt = {
      verb: 'adopt',
      kind: 'account',
      resource: `account/${login}`,
      reason: 'account-of-owner',
      accountId: 'jo',
      upn: login,
      email: ops,
      owesPassword: false,
    } as const;
    await apply([plannedVdc('a', [adopt])]);
    expect([await store.readAccounts(), directory.asked]).toEqual([[{ id: 'jo', upn: login, email: ops }], []]);
  });
});

describe('an account whose owner’s VDCs are suspended together', () => {
  it('is disabled once, by the one that is suspended last', async () => {
    const { apply, directory, wap } = await standing();
    wap.slowCallsMs.set('suspend subscription/a', 5_000);
    expect((await apply([suspension('a'), suspension('b')])).counts).toMatchObject({ done: 4, failed: 0 });
    expect(directory.asked).toEqual([`update account/${login}`]);
    expect(directory.accounts.get(id)?.isEnabled).toBe(false);
  });

  it('stays enabled when the suspension of one of them fails, whichever comes first', async () => {
    for (const name of ['a', 'b']) {
      const { apply, directory, wap } = await standing();
      wap.refusals.set(`suspend subscription/${name}`, refusal);
      const report = await apply([suspension('a'), suspension('b')]);
      expect(outcomesOf(report, name === 'a' ? 'b' : 'a')).toEqual(['done', 'skipped STILL_NEEDED']);
      expect([directory.asked, directory.accounts.get(id)?.isEnabled]).toEqual([[], true]);
    }
  });

  it('stays enabled when one of them was never begun', async () => {
    const { apply, directory } = await standing();
    const paused = { reason: 'ticket', by: 'jo' };
    await apply([suspension('a'), { ...suspension('b'), paused }]);
    expect(directory.accounts.get(id)?.isEnabled).toBe(true);
  });

  it('is not told as suspended by the one that failed; the other’s customer is told', async () => {
    const { apply, wap, mailbox } = await standing();
    wap.refusals.set('suspend subscription/a', refusal);
    const withMail = (name: string) => {
      const vdc = suspension(name);
      return { ...vdc, actions: [...vdc.actions, mailOf('suspended')] };
    };
    await apply([withMail('a'), withMail('b')]);
    expect(mailbox.told()).toEqual([`suspended ${ops} b`]);
  });
});

describe('an account whose owner’s VDCs are resumed together', () => {
  it('is enabled once, by the first of them, before any is resumed', async () => {
    const story = await standing();
    const { apply, directory, wap } = story;
    directory.change(id, { isEnabled: false });
    const order: string[] = [];
    wap.onCall = (name) => order.push(`${name} ${String(directory.accounts.get(id)?.isEnabled)}`);
    await apply(['a', 'b'].map((name) => plannedVdc(name, [enableAccount(id, true), powerOf('resume', name)])));
    expect(directory.asked).toEqual([`update account/${login}`]);
    expect(order.sort()).toEqual(['resume subscription/a true', 'resume subscription/b true']);
  });
});

describe('an account whose last VDCs leave together', () => {
  it('is deleted once and forgotten', async () => {
    const { apply, directory, store } = await standing();
    await apply([left('a'), left('b')]);
    expect(directory.asked).toEqual([`delete account/${login}`]);
    expect([await store.readAccounts(), directory.accounts.size]).toEqual([[], 0]);
  });

  it('stays, and stays remembered, when one of them could not be deleted', async () => {
    const { apply, directory, store, wap, entry } = await standing();
    wap.refusals.set('delete subscription/b', refusal);
    const report = await apply([left('a'), left('b')]);
    expect(outcomesOf(report, 'a')?.slice(-2)).toEqual(['skipped STILL_NEEDED', 'done']);
    expect([directory.asked, (await store.readAccounts()).length]).toEqual([[], 1]);
    expect([await entry('a'), (await entry('b'))?.name]).toEqual([undefined, 'b']);
  });
});

describe('an address that changes', () => {
  it('is remembered once the directory has it, and nothing else of the account changes', async () => {
    const { apply, directory, store } = await standing();
    const [before] = await store.readAccounts();
    const { reason: _, ...base } = enableAccount(id, true) as Extract<
      ReturnType<typeof enableAccount>,
      { verb: 'update' }
    >;
    const change = {
      ...base,
      reason: 'account-email-differs',
      change: { field: 'email', email: 'new@acme.example' },
    } as const;
    directory.outage = new Error('dc1 does not answer');
    await apply([plannedVdc('a', [change])]);
    expect(await store.readAccounts()).toEqual([before]);
    directory.outage = undefined;
    await apply([plannedVdc('a', [change])]);
    expect(await store.readAccounts()).toEqual([{ ...before, email: 'new@acme.example' }]);
  });
});
