import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { tenantRealm } from '../../src/simulator/auth/token-services.ts';
import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';
import { directoryWorlds } from '../support/directory-worlds.ts';
import { endpoint } from '../support/ask-for-token.ts';
import { openConnection, soapHeaders } from '../support/https-exchange.ts';
import { startStory, type Story } from '../support/story.ts';
import { timestamp, tokenRequestEnvelope } from '../support/token-request-envelope.ts';

const owner = 'ops@acme.example';
const others = ['x1', 'x2', 'x3', 'x4'];

async function standing(knobs: KnobSettings = {}): Promise<Story> {
  const story = await startStory({ directory: true, mail: true, knobs });
  for (const name of others) await story.spec(name, { owner: 'else@where.example' });
  await story.spec('acme', { owner });
  return story;
}

const mailsTo = (story: Story, to: string) => story.simulator.mails.list().filter((mail) => mail.to.includes(to));

/** What a customer reads in the mail, and types. */
function credentialsIn(story: Story, index = -1): { readonly login: string; readonly password: string } {
  const text = mailsTo(story, owner).at(index)?.text ?? '';
  const login = /^\s*Login: +(\S+)$/m.exec(text)?.[1] ?? '';
  const password = /^\s*Password: +(\S+)$/m.exec(text)?.[1] ?? '';
  return { login, password };
}

/** With AD FS, as the tenant portal does. */
async function logIn({ simulator }: Story, username: string, password: string): Promise<number> {
  const to = simulator.urls.adfs + endpoint.adfs;
  const now = simulator.clock.now();
  const window = timestamp(new Date(now).toISOString(), new Date(now + 300_000).toISOString());
  const connection = openConnection(simulator.ca);
  try {
    const body = tokenRequestEnvelope({ to, realm: tenantRealm, username, password, timestamp: window });
    return (await connection.exchange(to, { method: 'POST', headers: soapHeaders }, body)).status;
  } finally {
    connection.close();
  }
}

const accountOf = ({ simulator }: Story) => simulator.accountsByHand.list().filter((one) => one.email === owner);

it('reads the mail and logs in with what stands there; suspended he is kept out, and told; deleted he is gone', async () => {
  const story = await standing();
  expect(await story.apply()).toEnd(0, 'account/', 'mail/activated');
  const { login, password } = credentialsIn(story);
  expect(login).toContain('@tenants.corp.example');
  expect(story.made().users).toContain(login);
  expect(await logIn(story, login, password)).toBe(200);
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(mailsTo(story, owner)).toHaveLength(1);

  await story.spec('acme', { owner, state: 'suspended' });
  expect(await story.apply()).toEnd(0, 'account enabled → disabled');
  expect(await logIn(story, login, password)).toBe(500);
  await story.spec('acme', { owner });
  expect(await story.apply()).toEnd(0, 'account disabled → enabled');
  expect(await logIn(story, login, password)).toBe(200);

  await story.spec('acme', { owner, more: ['deletion: { grace: 0s }'] });
  expect(await story.apply()).toEnd(0);
  await story.removeSpec('acme');
  expect(await story.apply()).toEnd(0, '- account/');
  expect(accountOf(story)).toEqual([]);
  expect(story.made().users).not.toContain(login);
  expect(mailsTo(story, owner).map(({ subject }) => subject)).toHaveLength(4);
  expect(mailsTo(story, owner).filter(({ text }) => text.includes(password))).toHaveLength(1);
  expect(await story.vdc('history', 'acme')).toEnd(0, 'mail/deleted');
});

it('leaves the password nowhere: no file, no output, no log, however much is logged', async () => {
  const story = await standing();
  const run = await story.vdc('apply', '--yes', '--log-level', 'debug');
  const { password } = credentialsIn(story);
  expect(password.length).toBeGreaterThanOrEqual(16);
  expect(run.all).not.toContain(password);
  for (const { path, bytes } of await story.readAll())
    expect(`${path}: ${bytes.includes(password)}`).toBe(`${path}: false`);
});

it('has the VDC though no mail is taken, and the next apply sends another password', async () => {
  const story = await standing();
  const fault = story.simulator.faults.add({ name: 'mail-greylist' });
  expect(await story.apply()).toEnd(1, 'MAIL_POSTPONED');
  expect(await story.vdc('get', 'acme')).toEnd(0, 'ready', 'CustomerTold', 'MailFailed');
  story.simulator.faults.remove(fault);
  expect(await story.apply()).toEnd(0, 'mail/activated');
  const { login, password } = credentialsIn(story);
  expect(await logIn(story, login, password)).toBe(200);
  expect(await story.vdc('get', 'acme')).toEnd(0, 'Told');
});

it('gets a second mail with the password that holds, when nobody knows whether the first one arrived', async () => {
  const story = await standing();
  const fault = story.simulator.faults.add({ name: 'mail-lost-reply' });
  expect(await story.apply()).toEnd(1, 'MAIL_ANSWER_LOST');
  story.simulator.faults.remove(fault);
  const first = credentialsIn(story);
  expect(await story.apply()).toEnd(0);
  const second = credentialsIn(story);
  expect(mailsTo(story, owner)).toHaveLength(2);
  expect(await logIn(story, second.login, second.password)).toBe(200);
  expect(await logIn(story, first.login, first.password)).toBe(500);
});

it('has one account after the controller was killed anywhere in between', async () => {
  const story = await standing();
  const { requests } = story.simulator;
  let isLiving = true;
  for (let kills = 0; isLiving && kills < 12; kills += 1) {
    requests.reset();
    const run = story.start(['apply', '--yes']);
    const end = new AbortController();
    void run.ended.then(() => end.abort());
    // A little later each time.
    while (!end.signal.aborted && requests.recent().length < 6 + 3 * kills) await nextTurn();
    run.kill();
    isLiving = (await run.ended).code !== 0;
  }
  expect(await story.apply()).toEnd(0);
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(accountOf(story)).toHaveLength(1);
  // Whoever was told, and not noted as told, is told once more: his password stands in the first of the two.
  const told = mailsTo(story, owner).map((_, index) => credentialsIn(story, index));
  const { login, password } = told.findLast((one) => one.password !== '') ?? credentialsIn(story);
  expect(await logIn(story, login, password)).toBe(200);
});

it('keeps his account when the state store is lost: it is known by its mark', async () => {
  const story = await standing();
  expect(await story.apply()).toEnd(0);
  const before = accountOf(story);
  const { login, password } = credentialsIn(story);
  for (const name of ['vdc.db', 'vdc.db-wal', 'vdc.db-shm']) await rm(join(story.folder, name), { force: true });
  expect(await story.apply()).toEnd(0, '= account/');
  expect(accountOf(story).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(mailsTo(story, owner)).toHaveLength(1);
  expect(await logIn(story, login, password)).toBe(200);
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('gets a new password with a VDC that is active when his account was deleted by hand, though his first one is suspended', async () => {
  const story = await standing();
  await story.spec('acme-a', { owner });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { owner, state: 'suspended' });
  expect(await story.apply()).toEnd(0, 'mail/suspended');
  story.simulator.accountsByHand.remove(accountOf(story)[0]?.id ?? '');
  expect(await story.apply()).toEnd(0, '+ account/', 'mail/activated', 'Plan: 1 to update, 5 unchanged.');
  expect(mailsTo(story, owner).at(-1)?.subject).toContain('acme-a');
  const { login, password } = credentialsIn(story);
  expect(await logIn(story, login, password)).toBe(200);
  expect(await story.apply()).toEnd(0, 'No changes.');
});

it('keeps an account that somebody else made for him, also when the state store is lost', async () => {
  const story = await standing();
  const legacy = story.simulator.accountsByHand.list().find(({ samAccountName }) => samAccountName === 'legacy');
  story.simulator.accountsByHand.setEmail(legacy?.id ?? '', owner);
  expect(await story.apply()).toEnd(0, '= account/legacy@', 'the owner has an account already');
  expect(mailsTo(story, owner)[0]?.text).toContain('Your password is the one you already have');
  for (const name of ['vdc.db', 'vdc.db-wal', 'vdc.db-shm']) await rm(join(story.folder, name), { force: true });
  expect(await story.apply()).toEnd(0, '= account/legacy@');
  expect(await story.apply()).toEnd(0, 'No changes.');
  expect(mailsTo(story, owner)).toHaveLength(1);
});

it.each(Object.keys(directoryWorlds))('comes, is kept out and comes back where %s', async (title) => {
  const story = await standing(directoryWorlds[title]);
  expect(await story.apply()).toEnd(0);
  const { login, password } = credentialsIn(story);
  expect(await logIn(story, login, password)).toBe(200);
  await story.spec('acme', { owner, state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  expect(await logIn(story, login, password)).toBe(500);
  await story.spec('acme', { owner });
  expect(await story.apply()).toEnd(0);
  expect(await logIn(story, login, password)).toBe(200);
  expect(await story.apply()).toEnd(0, 'No changes.');
});
