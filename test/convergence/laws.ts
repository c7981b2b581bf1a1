import type { Action } from '../../src/model/plan.ts';
import type { Intent } from '../../src/state/state-store.ts';
import { differences, foreignTouched } from './end-state.ts';
import type { Change } from './recorder.ts';
import type { Ran } from './run-story.ts';
import { foreign, type World } from './world.ts';

/** A user that is not there is deleted too, so that it is forgotten; one that is there goes with its subscription only. */
const destructive = /^(?!delete user)(delete|suspend|remove|stop|shutdown|save|pause) /;
const dayMs = 24 * 3_600_000;

/** What only the moment can tell: whether an intent may be begun now. Every finding goes to `wrong`. */
export function watchBegins(world: World, wrong: string[]): void {
  const { disk, recorder, events } = world;
  const { intents } = disk;
  const set = intents.set.bind(intents);
  const tooMuch = countByPlan(world);
  intents.set = (id, intent) => {
    const pass = events.findLast(({ kind }) => kind === 'pass-started' || kind === 'pass-ended');
    if (pass?.kind === 'pass-ended' && (pass.pass.result === 'untrusted' || pass.pass.result === 'refused'))
      wrong.push(`${intent.vdc} was begun after a pass that was ${pass.pass.result}`);
    const pause = disk.pauses.get(intent.vdc);
    if (pause !== undefined) wrong.push(`${intent.vdc} was begun while it is paused`);
    for (const other of recorder.isMemoryInDoubt() ? [] : intents.values())
      if (
        other.vdc === intent.vdc &&
        !recorder.boundaries.at(-1)?.includes('end ') &&
        other.id.split('-')[1] === id.split('-')[1]
      )
        wrong.push(`${intent.vdc} was begun twice at one time`);
    wrong.push(...tooMuch(intent));
    return set(id, intent);
  };
}

/** One plan takes no more than it may, in however many parts it is carried out, until somebody approves of more. */
function countByPlan({ safety, events }: World): (intent: Intent) => readonly string[] {
  const allowances = { leave: safety.maxDeletes, suspend: safety.maxSuspends, shrink: safety.maxShrinks };
  const taken = new Map<string, Set<string>>();
  return ({ vdc, fingerprint, actions }) =>
    Object.entries(allowances).flatMap(([what, allowance]) => {
      if (!('count' in allowance) || !actions.some((action) => takes(action, what))) return [];
      const key = `${fingerprint} ${what}`;
      const ofPlan = taken.get(key) ?? new Set();
      taken.set(key, ofPlan.add(vdc));
      if (ofPlan.size <= allowance.count || events.some(({ kind }) => kind === 'plan-approved')) return [];
      return [`${what}: ${[...ofPlan].join(', ')} in one plan`];
    });
}

function takes(action: Action, what: string): boolean {
  const { verb, kind } = action;
  if (what === 'suspend') return verb === 'suspend' && kind === 'subscription';
  if (what === 'shrink') return kind === 'hosting-plan' && verb === 'update' && action.shrinks !== undefined;
  return (verb === 'retire' && kind === 'vdc') || (verb === 'delete' && kind === 'subscription');
}

/** Laws that hold in every history, whatever went wrong. One line for each that was broken. */
export function findBroken(ran: Ran): readonly string[] {
  const { world, wrong, afterRest } = ran;
  const { wap, mailbox, directory, disk } = world;
  const broken: string[] = [...wrong, ...wap.outrages, ...wap.logins.findRetried(), ...world.silent];
  const touched = foreignTouched(world);
  if (touched !== undefined) broken.push(`${touched} was touched`);
  broken.push(...world.recorder.unnoted.map((name) => `${name} was sent before it was noted`));
  broken.push(...findDuplicates(world), ...findLeaks(world));
  const writes = afterRest.filter((name) => name !== 'write statuses');
  if (writes.length > 0) broken.push(`after everything had come to rest it wrote: ${writes.join(', ')}`);
  broken.push(...findSecrets(world), ...findTooMuch(world), ...findTwoWriters(ran.changes));
  // Whoever was mailed passwords has one that works, though a mail of before may have come after it.
  const mailed = Map.groupBy(
    mailbox.mails.flatMap(({ login }) =>
      login.kind === 'new-password' ? [[login.login, login.password.reveal()] as const] : [],
    ),
    ([login]) => login,
  );
  for (const [login, sent] of mailed) {
    const account = [...directory.accounts.values()].find(({ upn }) => upn === login);
    // One that is still owed is owed on purpose: who is suspended is told when he is let in.
    const isOwed = account !== undefined && disk.accounts.get(account.id)?.credentials === 'due';
    const isKnown =
      account === undefined || isOwed || sent.some(([, password]) => directory.passwords.get(account.id) === password);
    if (!isKnown) broken.push(`no mail carried the password that ${login} has`);
  }
  return broken;
}

/** And these only beside the same story without faults. */
export function findDeviations(plain: Ran, ran: Ran): readonly string[] {
  const hows = new Set(ran.run.faults.views.map(({ how }) => how));
  // Whoever is shown that his specs were removed, or that a customer's only account is gone, tells the customer so.
  const mayTellMore = hows.has('specs-old') || hows.has('accounts-gone');
  // An answer of minutes may outlast a grace: then it is told that a VDC was deleted, and no more that it will be.
  const isLate = ran.run.faults.answers.some(({ how }) => how === 'late-answer');
  const isPassed = (line: string) => isLate && /^told .*without "deletion-scheduled [^,]*, with nothing$/.test(line);
  const unlike = differences(plain.end, ran.end).filter(
    (line) => (!mayTellMore || !line.startsWith('told ')) && !isPassed(line),
  );
  const broken = [...findBroken(ran), ...unlike];
  const plainly = new Set(plain.changes.filter(isDestructive).map(({ name }) => name));
  // A death or a lost answer moves everything after it in time, and edits may then find more, or less, of what was begun.
  const isByView = hows.size > 0 && !hows.has('specs-old');
  for (const change of isByView ? ran.changes.filter(isDestructive) : [])
    if (!plainly.has(change.name) && change.outcome.startsWith('done'))
      broken.push(`it did what nobody asked for: ${change.name}`);
  broken.push(...findSlow(ran));
  if (!mayTellMore) broken.push(...findTooManyMails(plain, ran));
  return broken;
}

/** Passes from when nothing broke any more, within which what is declared is there; a grace of a minute is seven of them. */
const mostPasses = 12;

/** A death costs one look more at most: whoever starts again ends what stood open at once, and then knows what is left to do. */
function findSlow({ run: { faults, story }, recovery, passesToRest }: Ran): readonly string[] {
  const slow: string[] = [];
  if (passesToRest > mostPasses) slow.push(`it changed something ${passesToRest} passes after nothing broke any more`);
  // Where somebody edits meanwhile, each edit is looked at too.
  if (faults.killAt.length !== 1 || faults.answers.length > 0 || story.steps.length > 1) return slow;
  if (recovery.mostUntilEnded > 0) slow.push('an intent stood open through a look after a death');
  if (recovery.mostUntilBegun > 1) slow.push(`a death cost ${recovery.mostUntilBegun} looks`);
  return slow;
}

function isDestructive({ door, name }: Change): boolean {
  return (door === 'wap' || door === 'vm' || door === 'account') && destructive.test(name);
}

function findDuplicates({ wap, directory }: World): readonly string[] {
  const { subscriptions, hostingPlans, users } = wap.truth();
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['subscription', subscriptions.map(({ name }) => name)],
    ['hosting plan', hostingPlans.map(({ displayName }) => displayName)],
    ['user of', users.map(({ email }) => email)],
    ['account of', [...directory.accounts.values()].map(({ email }) => email ?? '')],
  ];
  return rows.flatMap(([what, names]) => {
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    return twice.length > 0 ? [`there is more than one ${what} ${twice.join(', ')}`] : [];
  });
}

/** Everything of ours belongs to a VDC that we look after. */
function findLeaks({ wap, directory, disk, story }: World): readonly string[] {
  const entries = [...disk.inventory.values()];
  const names = new Set(entries.map(({ name }) => `VDC ${name}`));
  const users = new Set(entries.map(({ userName }) => userName));
  const { subscriptions, hostingPlans, users: found } = wap.truth();
  const ours = new Set(entries.map(({ subscriptionId }) => subscriptionId));
  return [
    ...subscriptions.filter(({ id }) => !ours.has(id)).map(({ name }) => `subscription ${name}`),
    ...hostingPlans
      .filter(
        ({ displayName }) => displayName.startsWith('VDC ') && displayName !== 'VDC Base' && !names.has(displayName),
      )
      .map(({ displayName }) => displayName),
    ...found.filter(({ name }) => name !== foreign.user && !users.has(name)).map(({ name }) => `user ${name}`),
    ...(story.hasOwners === true ? [...directory.accounts.values()] : [])
      .filter(({ id, upn }) => id !== foreign.accountId && !users.has(upn))
      .map(({ upn }) => `account ${upn}`),
  ].map((what) => `${what} is left over`);
}

function findSecrets({ disk, events, passwords }: World): readonly string[] {
  const { inventory, accounts, intents, statuses, history } = disk;
  const parts: Readonly<Record<string, unknown>> = {
    'the events': events,
    'the history': history,
    'the state': [...inventory.values(), ...accounts.values(), ...intents.values(), ...statuses.values()],
  };
  return Object.entries(parts).flatMap(([part, content]) => {
    const text = JSON.stringify(content);
    return [...passwords].some((password) => text.includes(password)) ? [`a password stands in ${part}`] : [];
  });
}

/** What was taken from customers in any 24 hours, until somebody approved of more. */
function findTooMuch({ wap, story, safety, events }: World): readonly string[] {
  const { maxDeletesPerDay, maxSuspendsPerDay, maxShrinksPerDay } = safety;
  const most = { delete: maxDeletesPerDay, suspend: maxSuspendsPerDay, shrink: maxShrinksPerDay };
  // By the clock of the daemon, which somebody may have set to another time by some minutes.
  const told = events.find(({ kind }) => kind === 'plan-approved')?.atMs ?? Number.POSITIVE_INFINITY;
  const approvedAtMs = told - 5 * 60_000;
  const isByHand = [...story.before, ...story.steps].some((step) => step.do === 'hand' && step.what === 'delete');
  return Object.entries(most).flatMap(([what, allowance]) => {
    if (allowance === undefined || !('count' in allowance) || (what === 'delete' && isByHand)) return [];
    const times = wap.taken.filter((one) => one.what === what && one.atMs < approvedAtMs).map(({ atMs }) => atMs);
    const inDay = times.map((from) => times.filter((atMs) => atMs >= from && atMs < from + dayMs).length);
    const worst = Math.max(0, ...inDay);
    return worst > allowance.count ? [`${what}: ${worst} in a day`] : [];
  });
}

/** Whoever changes anything has the lease when it is sent; nobody else changes anything before it has come about. */
export function findTwoWriters(changes: readonly Change[]): readonly string[] {
  const outside = changes.filter(({ door }) => door !== 'state');
  return outside.flatMap(({ name, process, leaders }) =>
    leaders[0] !== undefined && leaders[0] !== process
      ? [`${name} was sent by process ${process}, and process ${leaders[0]} had the lease`]
      : [],
  );
}

/** An answer that was lost, or a death, costs one more of the same mail at most. */
function findTooManyMails(plain: Ran, ran: Ran): readonly string[] {
  const times = (one: Ran) => {
    const counts = new Map<string, number>();
    for (const what of one.world.mailbox.told()) counts.set(what, (counts.get(what) ?? 0) + 1);
    return counts;
  };
  const before = times(plain);
  const extra = [...times(ran)]
    .map(([what, count]) => [what, count - (before.get(what) ?? 0)] as const)
    .filter(([, more]) => more > 0);
  const { killAt, answers, freezeAt, freezeReads = [] } = ran.run.faults;
  // Who mends a password starts the daemon anew, whatever it is at.
  const mended = ran.run.faults.views.some(({ how }) => how === 'login-refused') ? 1 : 0;
  const allowed = killAt.length + answers.length + freezeAt.length + freezeReads.length + mended;
  return extra.some(([, more]) => more > allowed)
    ? [`too many mails: ${extra.map(([what, more]) => `${more} more of ${what}`).join(', ')}`]
    : [];
}
