import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../../src/model/controller-error.ts';
import type { MailAnswer } from '../../../src/mail/mailer.ts';
import type { PlannedVdc } from '../../../src/model/plan.ts';
import { outcomesOf } from '../../support/apply-story.ts';
import { createAccount, login, mailOf, startOwnerApplyStory } from '../../support/owner-plans.ts';
import { ops, ourAccount } from '../../support/owner-world.ts';
import { creation, plannedVdc, powerOf, removal, retirement, standingEntry } from '../../support/planned-vdcs.ts';

const hourMs = 3_600_000;
type Refusal = Extract<MailAnswer, { kind: 'refused' }>;

const refused = (over: Partial<Refusal> = {}): Refusal => ({
  kind: 'refused',
  code: 'MAIL_POSTPONED',
  message: 'later',
  isFinal: false,
  isUncertain: false,
  ...over,
});

const announced = (name: string, remember: 'nothing' | undefined = 'nothing'): PlannedVdc => {
  const vdc = creation(name, { owner: login });
  return {
    ...vdc,
    actions: [createAccount(), ...vdc.actions, mailOf('activated')],
    ...(vdc.remember && { remember: { ...vdc.remember, ...(remember && { told: remember }) } }),
  };
};

const told = (name: string, over: Parameters<typeof mailOf>[1] = {}) => plannedVdc(name, [mailOf('suspended', over)]);

async function passwords(story: Awaited<ReturnType<typeof startOwnerApplyStory>>) {
  const [account] = story.directory.accounts.values();
  return {
    now: account && story.directory.passwords.get(account.id),
    set: story.directory.asked.filter((one) => one === 'set password').length,
    mailed: story.mailbox.mails.flatMap((mail) => story.mailbox.passwordOf(mail) ?? []),
    remembered: (await story.store.readAccounts())[0]?.credentials,
  };
}

describe('a password', () => {
  it('is set and mailed with the activation, and that it was is remembered; it itself is not', async () => {
    const story = await startOwnerApplyStory();
    expect((await story.apply([announced('a')])).counts.failed).toBe(0);
    const { now, set, mailed, remembered } = await passwords(story);
    expect([mailed, set, remembered]).toEqual([[now], 1, 'sent']);
    expect((await story.entry('a'))?.told).toBe('active');
    const kept = JSON.stringify([
      await story.store.readMemory(story.clock.now()),
      await story.store.readHistory({ limit: 50 }),
      story.events,
    ]);
    expect(kept).not.toContain(now);
  });

  it('is mailed once for two VDCs that are made side by side', async () => {
    const story = await startOwnerApplyStory();
    slowly(story);
    await story.apply([announced('a'), announced('b')]);
    const { now, set, mailed } = await passwords(story);
    expect([mailed, set]).toEqual([[now], 1]);
    expect(story.mailbox.mails.map(({ login: way }) => way.kind).sort()).toEqual(['known-password', 'new-password']);
  });

  it('is mailed with the second of them when the first mail fails, and it is another', async () => {
    const story = await startOwnerApplyStory();
    let tries = 0;
    story.mailbox.before = async () => ((tries += 1) === 1 ? refused() : undefined);
    const report = await story.apply([announced('a'), announced('b')]);
    expect(report.counts.failed).toBe(1);
    const { now, set, mailed, remembered } = await passwords(story);
    expect([mailed, set, remembered]).toEqual([[now], 2, 'sent']);
    const tellings = [(await story.entry('a'))?.told, (await story.entry('b'))?.told];
    expect(new Set(tellings)).toEqual(new Set(['active', 'nothing']));
  });

  it('is mailed with the second of them when the first could not be made at all', async () => {
    const story = await startOwnerApplyStory();
    story.wap.refusals.set('create subscription/a', { kind: 'failed', code: 'WAP_REFUSED', message: 'no' });
    await story.apply([announced('a'), announced('b')]);
    const { now, mailed } = await passwords(story);
    expect(mailed).toEqual([now]);
    expect(story.mailbox.told()).toEqual([`activated ${ops} b`]);
    story.wap.refusals.clear();
    await story.apply([announced('a', undefined)]);
    expect((await passwords(story)).mailed).toEqual([now]);
  });

  it('stays owed while no mail is taken; each attempt sets another, and none of them is kept', async () => {
    const story = await startOwnerApplyStory();
    story.mailbox.answer = refused({ isUncertain: true });
    expect(outcomesOf(await story.apply([announced('a')]), 'a')?.at(-1)).toBe('failed MAIL_POSTPONED');
    const first = (await passwords(story)).now;
    expect([(await passwords(story)).remembered, (await story.entry('a'))?.told]).toEqual(['due', 'nothing']);
    story.mailbox.answer = undefined;
    await story.apply([plannedVdc('a', [mailOf('activated')])]);
    const { now, mailed, remembered } = await passwords(story);
    expect([mailed, remembered]).toEqual([[now], 'sent']);
    expect(now).not.toBe(first);
  });

  it('is mailed to nobody when it could not be set', async () => {
    const story = await startOwnerApplyStory();
    story.directory.provider.setNewPassword = async () => {
      throw new ControllerError('PASSWORD_REFUSED', 'too short');
    };
    expect(outcomesOf(await story.apply([announced('a')]), 'a')?.at(-1)).toBe('failed PASSWORD_REFUSED');
    expect([story.mailbox.mails, (await passwords(story)).remembered]).toEqual([[], 'due']);
    expect((await story.entry('a'))?.told).toBe('nothing');
  });

  it('is never set on an account that is not remembered as one that we made', async () => {
    const story = await startOwnerApplyStory();
    const { mark: _, ...account } = ourAccount(ops);
    story.directory.accounts.set(account.id, account);
    const report = await story.apply([plannedVdc('a', [mailOf('activated')])]);
    expect(outcomesOf(report, 'a')).toEqual(['failed ACCOUNT_UNKNOWN']);
    await story.store.putAccount({ id: account.id, upn: login, email: ops });
    await story.apply([plannedVdc('a', [mailOf('activated')])]);
    expect([story.directory.asked, story.mailbox.mails]).toEqual([[], []]);
  });
});

describe('a mail', () => {
  async function standing() {
    const story = await startOwnerApplyStory();
    await story.standing([{ ...standingEntry('a'), told: 'active' }]);
    return story;
  }

  it('that is taken is what the customer was told last', async () => {
    const story = await standing();
    await story.apply([told('a')]);
    expect((await story.entry('a'))?.told).toBe('suspended');
    expect(story.mailbox.mails).toMatchObject([
      { event: 'suspended', to: ops, vdc: 'a', login: { kind: 'known-password' } },
    ]);
  });

  it.each<[string, MailAnswer]>([
    ['is not taken now', refused()],
    ['will never be taken', refused({ isFinal: true })],
    ['may have been taken', refused({ isUncertain: true })],
  ])('that %s leaves what was told last as it was', async (_, answer) => {
    const story = await standing();
    story.mailbox.answer = answer;
    expect(outcomesOf(await story.apply([told('a')]), 'a')).toEqual(['failed MAIL_POSTPONED']);
    expect((await story.entry('a'))?.told).toBe('active');
  });

  it('that fails leaves the rest of the VDC as it was asked for', async () => {
    const story = await standing();
    story.mailbox.answer = refused();
    const planned = plannedVdc('a', [powerOf('suspend', 'a'), mailOf('suspended')]);
    await story.apply([planned]);
    expect(await story.entry('a')).toMatchObject({ lastSpec: planned.remember?.lastSpec, told: 'active' });
    expect(await story.entry('a')).not.toHaveProperty('isUnfinished');
  });

  it('is not sent of what was not done', async () => {
    const story = await standing();
    story.wap.refusals.set('suspend subscription/a', { kind: 'failed', code: 'WAP_REFUSED', message: 'no' });
    await story.apply([plannedVdc('a', [powerOf('suspend', 'a'), mailOf('suspended')])]);
    expect([story.mailbox.mails, (await story.entry('a'))?.told]).toEqual([[], 'active']);
  });

  it('is not sent where the settings name no mail server any more', async () => {
    const story = await standing();
    const report = await story.apply([told('a')], { mailer: undefined });
    expect(outcomesOf(report, 'a')).toEqual(['failed MAIL_NOT_CONFIGURED']);
    expect((await story.entry('a'))?.told).toBe('active');
  });

  it('says when the VDC will be deleted: from the retirement in this plan, or from the one before', async () => {
    const story = await standing();
    const graceMs = 72 * hourMs;
    const retired = retirement('a');
    const nowMs = story.clock.now();
    const mail = mailOf('deletion-scheduled', { graceMs });
    story.mailbox.answer = refused();
    await story.apply([{ ...retired, actions: [...retired.actions, mail] }]);
    const retiredAtMs = (await story.entry('a'))?.retiredAtMs ?? 0;
    expect(retiredAtMs).toBeGreaterThanOrEqual(nowMs);
    story.mailbox.answer = undefined;
    await story.clock.sleep(hourMs, new AbortController().signal);
    const { place: _, remember: __, ...later } = plannedVdc('a', [mail]);
    await story.apply([later]);
    expect(story.mailbox.mails).toMatchObject([{ deleteAtMs: retiredAtMs + graceMs }]);
    expect(await story.entry('a')).toMatchObject({ told: 'deletion-scheduled', retiredAtMs });
  });

  describe('of a deletion', () => {
    const gone = (name: string): PlannedVdc => {
      const vdc = removal(name);
      return { ...vdc, actions: [...vdc.actions.slice(0, -1), mailOf('deleted'), ...vdc.actions.slice(-1)] };
    };

    it('is sent before the inventory forgets, and keeps it from forgetting when it is not taken', async () => {
      const story = await standing();
      story.mailbox.answer = refused();
      const report = await story.apply([gone('a')]);
      expect(outcomesOf(report, 'a')?.slice(-2)).toEqual(['failed MAIL_POSTPONED', 'skipped PREVIOUS_ACTION_FAILED']);
      expect((await story.entry('a'))?.told).toBe('active');
      story.mailbox.answer = undefined;
      await story.apply([gone('a')]);
      expect([story.mailbox.told(), await story.entry('a')]).toEqual([[`deleted ${ops} a`], undefined]);
    });

    it('that nobody will ever take does not keep it for ever', async () => {
      const story = await standing();
      story.mailbox.answer = refused({ isFinal: true });
      const report = await story.apply([gone('a')]);
      expect(outcomesOf(report, 'a')?.slice(-2)).toEqual(['done', 'done']);
      expect(await story.entry('a')).toBeUndefined();
    });
  });

  it('holds up no call to WAP, however slow its server is', async () => {
    const story = await standing();
    slowly(story, 60_000);
    const others = Array.from({ length: 20 }, (_, n) => creation(`m-${n}`));
    const startedAtMs = story.clock.now();
    let lastCallMs = 0;
    story.wap.onCall = () => void (lastCallMs = story.clock.now());
    await story.apply([told('a'), ...others], { concurrency: 1 });
    expect(lastCallMs - startedAtMs).toBeLessThan(60_000);
  });
});

function slowly({ mailbox, clock }: Awaited<ReturnType<typeof startOwnerApplyStory>>, ms = 5_000): void {
  mailbox.before = async (signal) => {
    await clock.sleep(ms, signal);
    return undefined;
  };
}
