import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../src/model/controller-error.ts';
import { type DaemonStory, startDaemonStory } from '../support/daemon-story.ts';
import { createMemoryDisk } from '../support/memory-store.ts';
import type { SpecWords } from '../support/story-spec.ts';

const refusal = {
  kind: 'refused',
  code: 'MAIL_UNREACHABLE',
  message: 'nobody there',
  isFinal: false,
  isUncertain: false,
} as const;
const greylisted = { ...refusal, code: 'MAIL_DEFERRED', message: '450 later' } as const;
const hourMs = 3_600_000;

const owner = 'ops@acme.example';
/** VDCs of somebody else, so that what is done to one is no bulk. */
const others = ['x1', 'x2', 'x3', 'x4'];

const mine = (words: SpecWords = {}): SpecWords => ({ owner, more: ['deletion: { grace: 2h }'], ...words });

async function standing(...names: readonly string[]): Promise<DaemonStory> {
  const story = await startDaemonStory({ hasOwners: true });
  for (const name of others) story.declare(name, { owner: 'else@where.example' });
  for (const name of names) story.declare(name, mine());
  story.save();
  await story.when(() => story.wap.subscriptions.size === names.length + others.length);
  await story.settled();
  story.mailbox.mails.splice(0, story.mailbox.mails.length, ...mailsToOwner(story));
  return story;
}

const mailsToOwner = ({ mailbox }: DaemonStory) => mailbox.mails.filter(({ to }) => to === owner);

const accountOf = (story: DaemonStory) => {
  const account = [...story.directory.accounts.values()].find(({ displayName }) => displayName === owner);
  if (account === undefined) throw new Error('there is no account');
  return account;
};

describe('the customer of a new VDC', () => {
  it('gets an account, is the WAP user by its login, and is mailed the password that is set, once', async () => {
    const story = await standing('acme');
    const account = accountOf(story);
    expect(account).toMatchObject({ isEnabled: true, email: 'ops@acme.example' });
    expect([...story.wap.users.keys()]).toContain(account.upn);
    expect([...story.wap.subscriptions.values()].find(({ name }) => name === 'acme')?.owner).toBe(account.upn);
    const [mail, ...more] = story.mailbox.mails;
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ event: 'activated', to: 'ops@acme.example', login: { login: account.upn } });
    expect(story.mailbox.passwordOf(mail)).toBe(story.directory.passwords.get(account.id));
    await story.pass(3 * hourMs);
    expect(story.mailbox.mails).toHaveLength(1);
    expect(story.directory.asked.filter((one) => one === 'set password')).toHaveLength(2);
    expect(story.directory.asked.filter((one) => one.includes(account.upn))).toEqual([`create account/${account.upn}`]);
  });

  it('has one account for all VDCs, and one password', async () => {
    const story = await startDaemonStory({ hasOwners: true });
    for (const name of ['a', 'b', 'c']) story.declare(name, { owner });
    story.save();
    await story.when(() => story.mailbox.mails.length === 3);
    expect(story.directory.accounts.size).toBe(1);
    expect(story.mailbox.mails.map(({ login }) => login.kind).sort()).toEqual([
      'known-password',
      'known-password',
      'new-password',
    ]);
    expect(story.directory.asked.filter((one) => one === 'set password')).toHaveLength(1);
    story.declare('d', { owner });
    story.save();
    await story.when(() => story.mailbox.mails.length === 4);
    expect(story.mailbox.mails.at(-1)).toMatchObject({ vdc: 'd', login: { kind: 'known-password' } });
  });

  it('has one password though there are more VDCs than are begun together, and the mail server is slow', async () => {
    const story = await startDaemonStory({ hasOwners: true });
    story.mailbox.before = async (signal) => {
      await story.clock.sleep(5_000, signal);
      return undefined;
    };
    const count = 80;
    for (let n = 0; n < count; n += 1) story.declare(`n-${n}`, { owner });
    story.save();
    await story.when(() => story.mailbox.mails.length === count);
    expect(story.directory.asked.filter((one) => one === 'set password')).toHaveLength(1);
    const [mailed, ...more] = story.mailbox.mails.flatMap((mail) => story.mailbox.passwordOf(mail) ?? []);
    expect([mailed, more]).toEqual([story.directory.passwords.get(accountOf(story).id), []]);
  });

  it('is served though no mail is taken: the VDC is there, that nobody was told is said, and the next password is another', async () => {
    const story = await startDaemonStory({ hasOwners: true });
    story.mailbox.answer = greylisted;
    story.declare('acme', { owner });
    story.save();
    await story.when(() => story.wap.subscriptions.size === 1);
    await story.settled();
    const [status] = await story.store.readStatuses(['acme']);
    expect(status).toMatchObject({ ready: 'ready' });
    expect(status?.conditions?.find(({ type }) => type === 'CustomerTold')).toMatchObject({
      status: false,
      reason: 'MailFailed',
      message: '450 later',
    });
    const first = story.directory.passwords.get(accountOf(story).id);
    story.mailbox.answer = undefined;
    await story.when(() => story.mailbox.mails.length === 1);
    expect(story.mailbox.passwordOf(story.mailbox.mails[0])).not.toBe(first);
    expect(story.mailbox.passwordOf(story.mailbox.mails[0])).toBe(story.directory.passwords.get(accountOf(story).id));
    await story.settled();
    const [later] = await story.store.readStatuses(['acme']);
    expect(later?.conditions?.find(({ type }) => type === 'CustomerTold')).toMatchObject({ status: true });
  });
});

describe('what becomes of a VDC', () => {
  it('is told, one mail for each: suspended, resumed, scheduled for deletion, deleted; and the account follows', async () => {
    const story = await standing('acme');
    story.declare('acme', mine({ state: 'suspended' }));
    story.save();
    await story.when(() => story.mailbox.mails.length === 2);
    expect(accountOf(story).isEnabled).toBe(false);
    story.declare('acme', mine());
    story.save();
    await story.when(() => story.mailbox.mails.length === 3);
    expect(accountOf(story).isEnabled).toBe(true);
    story.remove('acme');
    story.save();
    await story.when(() => story.mailbox.told().some((one) => one.startsWith('deletion-scheduled')));
    const retiredAtMs = story.clock.now();
    expect(story.mailbox.mails.find(({ event }) => event === 'deletion-scheduled')?.deleteAtMs).toBeGreaterThan(
      retiredAtMs + 1.9 * hourMs,
    );
    await story.when(() => story.mailbox.told().some((one) => one.startsWith('deleted')));
    await story.settled();
    expect(story.mailbox.told()).toEqual([
      'activated ops@acme.example acme',
      'suspended ops@acme.example acme',
      'resumed ops@acme.example acme',
      'deletion-scheduled ops@acme.example acme',
      'deleted ops@acme.example acme',
    ]);
    expect([...story.directory.accounts.values()].map(({ email }) => email)).toEqual(['else@where.example']);
    expect(await story.store.readAccounts()).toHaveLength(1);
    expect([...story.wap.users.values()].map(({ email }) => email)).toEqual(['else@where.example']);
  });

  it('is not told when somebody changed it by hand and it is put right', async () => {
    const story = await standing('acme');
    const [id, subscription] = [...story.wap.subscriptions].find(([, { name }]) => name === 'acme') ?? [];
    if (id === undefined || subscription === undefined) throw new Error('nothing there');
    story.wap.subscriptions.set(id, { ...subscription, status: 'suspended' });
    await story.settled();
    await story.settled();
    expect(story.wap.subscriptions.get(id)?.status).toBe('active');
    expect(story.mailbox.mails).toHaveLength(1);
  });

  it('leaves the account enabled as long as one VDC of its owner is active', async () => {
    const story = await standing('a', 'b');
    story.declare('a', { owner, state: 'suspended' });
    story.save();
    await story.when(() => story.mailbox.told().includes('suspended ops@acme.example a'));
    expect(accountOf(story).isEnabled).toBe(true);
  });

  it('ends with a mailbox that is gone: the last mail is refused for good, and the VDC is forgotten', async () => {
    const story = await standing('acme');
    story.mailbox.answer = { ...refusal, isFinal: true, code: 'MAIL_RECIPIENT_REFUSED', message: '550 unknown' };
    story.remove('acme');
    story.save();
    await story.pass(3 * hourMs);
    expect((await story.store.readMemory(story.clock.now())).inventory.map(({ name }) => name)).not.toContain('acme');
  });
});

describe('an account that somebody changed by hand', () => {
  it('is enabled, moved back and named again', async () => {
    const story = await standing('acme');
    const { id, upn } = accountOf(story);
    story.directory.change(id, { isEnabled: false, isInPlace: false, upn: 'x@elsewhere.example' });
    await story.settled();
    await story.settled();
    expect(accountOf(story)).toMatchObject({ isEnabled: true, isInPlace: true, upn });
    expect(story.mailbox.mails).toHaveLength(1);
  });

  it('is made again when it was deleted, and its owner gets a new password', async () => {
    const story = await standing('acme', 'b');
    const before = accountOf(story);
    story.directory.accounts.delete(before.id);
    await story.when(() => story.mailbox.mails.length === 3);
    const after = accountOf(story);
    expect(after.upn).toBe(before.upn);
    expect(story.mailbox.passwordOf(story.mailbox.mails.at(-1))).toBe(story.directory.passwords.get(after.id));
    const remembered = (await story.store.readAccounts()).filter(({ upn }) => upn === after.upn);
    expect(remembered.map(({ id }) => id)).toEqual([after.id]);
    await story.pass(hourMs);
    expect(story.mailbox.mails).toHaveLength(3);
  });
});

describe('a state store that is lost', () => {
  it('together with an account: what only we can have named is made again, and its owner gets a new password', async () => {
    const story = await standing('acme');
    const before = accountOf(story);
    await story.stop();
    story.directory.accounts.delete(before.id);
    const again = await startDaemonStory({ hasOwners: true, beside: { ...story, disk: createMemoryDisk() } });
    await story.when(() => mailsToOwner(again).length === 2);
    await again.settled();
    expect(accountOf(story).upn).toBe(before.upn);
    expect((await again.store.readStatuses(['acme']))[0]).toMatchObject({ ready: 'ready' });
    // The other owner's account was found by its mark, and has its password still.
    expect(again.mailbox.mails.filter(({ to }) => to !== owner)).toEqual([]);
  });
});

describe('an owner with a new address', () => {
  it('keeps account, login and WAP user; their address changes', async () => {
    const story = await standing('acme');
    const { id, upn } = accountOf(story);
    story.declare('acme', { owner: 'new@acme.example' });
    story.save();
    await story.when(() => accountOf(story).email === 'new@acme.example');
    await story.settled();
    expect(accountOf(story)).toMatchObject({ id, upn });
    expect(story.wap.users.get(upn)).toMatchObject({ name: upn, email: 'new@acme.example' });
    expect((await story.store.readStatuses(['acme']))[0]).toMatchObject({ ready: 'ready' });
    expect(await story.store.readAccounts()).toContainEqual(expect.objectContaining({ id, email: 'new@acme.example' }));
  });
});

describe('a directory that cannot be read', () => {
  it('holds up what needs it and nothing else', async () => {
    const story = await standing('acme');
    story.directory.outage = new ControllerError('DIRECTORY_UNREACHABLE', 'dc1 does not answer');
    story.declare('acme', { owner, cpu: 32 });
    story.declare('new', { owner: 'jo@new.example' });
    story.save();
    await story.when(() => story.wap.asked.includes('update hosting-plan/VDC acme'));
    await story.settled();
    expect(story.wap.subscriptions.size).toBe(5);
    expect((await story.store.readStatuses(['new']))[0]).toMatchObject({ ready: 'blocked' });
    expect((await story.store.readStatuses(['acme']))[0]).toMatchObject({ ready: 'ready' });
    story.directory.outage = undefined;
    await story.when(() => story.mailbox.told().includes('activated jo@new.example new'));
  });
});
