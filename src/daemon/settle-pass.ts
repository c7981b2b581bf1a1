import { ControllerError } from '../model/controller-error.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import { findInventoryUpdates } from '../planner/find-inventory-updates.ts';
import { approvedBy } from '../planner/approved-actions.ts';
import type { Progress } from '../reconciler/find-conditions.ts';
import { openPassStatuses } from '../reconciler/report-statuses.ts';
import { acceptPass, type AcceptedPass, leaveOthers, nameOf } from './accepted-pass.ts';
import { chooseWork, isToBeDone } from './choose-work.ts';
import type { DriftSeen } from './drift-watch.ts';
import type { DaemonInstallation } from './installation-slot.ts';
import type { Request } from './requests.ts';
import { describeRefusal, type PassResult } from './run-pass.ts';
import type { Session } from './session.ts';
import { toWall } from './to-wall.ts';
import { keepWhatIsLeft, useApproval } from './use-approval.ts';
import { editedSince, type Wishes, wishesOf } from './wishes.ts';

export interface Settling {
  readonly result: PassResult;
  /** How much work had ended when the look began. */
  readonly mark: number;
  readonly asked: readonly Request[];
  readonly tooEarly: ReadonlySet<VdcName>;
}

/** What a look leads to: what is remembered, what is worked on, what is told. */
export async function settlePass(
  session: Session,
  installation: DaemonInstallation,
  { result, asked, tooEarly, mark }: Settling,
): Promise<void> {
  const { standing, clock, drift, tell } = session;
  const { pass } = result;
  const wishes = wishesOf(pass.input.desired);
  const edited = new Set([...editedSince(standing.wishes, wishes), ...standing.unserved]);
  standing.isRewound = false;
  const { rewritten } = pass.input.desired;
  if (rewritten !== undefined && standing.rewritten !== rewritten)
    tell({ kind: 'source-rewritten', atMs: clock.now(), message: rewritten });
  standing.rewritten = rewritten;
  delete standing.untrusted;
  if (result.kind === 'untrusted') {
    standing.untrusted = pass.plan;
    // What an earlier look has planned is not begun on top of one that contradicts it.
    session.queue.clear();
    for (const request of [...forsaken(session), ...asked]) request.settle(untrusted(result));
    return;
  }
  const seen = await drift.look(pass.plan.vdcs, clock.now());
  tellDrift(session, seen);
  standing.fights = [...seen.fights.values()].flat();
  if (result.kind === 'refused') {
    await refuse(session, installation, result, asked, tooEarly);
    return;
  }
  delete standing.refused;
  const { approval } = result;
  const accepted = acceptPass(pass, result.plan, approval && (approval.approved ?? approvedBy(pass.plan)));
  if (installation.mode === 'enforce') {
    await useApproval(session, result);
    await remember(session, accepted, tooEarly);
    await noteRevision(session, result.plan.revision);
  }
  standing.wishes = wishes;
  standing.frame = { pass, mark };
  // Who needs nothing any more is not tried again: for him alone everything would be looked at every few seconds, for ever.
  session.attempts.keepOnly(new Set([...accepted.plan.vdcs.filter(isToBeDone).map(({ name }) => name), ...tooEarly]));
  const requested = new Set(asked.map(({ vdc }) => vdc));
  const { works, patient } = chooseWork({
    accepted,
    wishes,
    requested,
    edited,
    attempts: session.attempts,
    fights: seen.fights,
    tooEarly,
  });
  leaveOthers(accepted, works);
  if (installation.mode === 'enforce') {
    session.queue.offer(works);
    lookAgain(session, accepted, edited, tooEarly, wishes);
  }
  const waiting = new Set(session.queue.waiting());
  const working = new Set(session.queue.working());
  const retrying = new Set(patient);
  noteStatuses(session, accepted, tooEarly, (name): Progress => {
    if (working.has(name)) return { kind: 'working' };
    if (waiting.has(name)) return { kind: 'queued' };
    const fight = seen.fights.get(name)?.[0];
    if (fight !== undefined && !requested.has(name)) return { kind: 'fight', fight };
    const attempt = retrying.has(name) ? session.attempts.of(name) : undefined;
    if (attempt !== undefined)
      return { kind: 'retrying', atMs: toWall(clock, attempt.dueAt), failures: attempt.failures };
    if (session.standing.halted !== undefined) return { kind: 'halted' };
    return installation.mode === 'report' ? { kind: 'report-only' } : { kind: 'none' };
  });
  answer(session, asked, installation.mode === 'enforce' ? works.map(nameOf) : []);
  standing.lastGoodPassAt = clock.elapsed();
  await session.board.save();
}

/** Whose memory was perhaps read too early is not worked on from it, but looked at anew: at once, or when its work has ended. */
function lookAgain(
  { queue, standing, triggers }: Session,
  { plan }: AcceptedPass,
  edited: ReadonlySet<VdcName>,
  tooEarly: ReadonlySet<VdcName>,
  wishes: Wishes,
): void {
  const missed = plan.vdcs
    .filter((vdc) => tooEarly.has(vdc.name) && isToBeDone(vdc))
    .map(({ name }) => name)
    // What a quick look has begun is just this; were it not enough, the next regular look would show.
    .filter((name) => standing.served.get(name) !== wishes.get(name));
  standing.served.clear();
  const working = new Set(queue.working());
  for (const name of missed) queue.noteStale(name);
  standing.unserved = new Set(missed.filter((name) => edited.has(name)));
  if (missed.some((name) => !working.has(name))) triggers.fire(standing.unserved.size > 0 ? 'edit' : 'retry');
}

function tellDrift({ tell, clock }: Session, { found, newFights }: DriftSeen): void {
  const atMs = clock.now();
  for (const { name, changes } of found) tell({ kind: 'drift-found', atMs, vdc: name, changes });
  for (const { vdc, field, ours, theirs } of newFights) tell({ kind: 'fight-found', atMs, vdc, field, ours, theirs });
}

/** What needs no call, for all but those of whom something newer may have been written meanwhile. */
async function remember(
  { store }: Session,
  { pass, plan }: Pick<AcceptedPass, 'pass' | 'plan'>,
  tooEarly: ReadonlySet<VdcName>,
): Promise<void> {
  const updates = findInventoryUpdates(pass.input, plan).filter(({ name }) => !tooEarly.has(name));
  if (updates.length > 0) await store.remember(updates);
}

async function noteRevision({ store, standing }: Session, revision: string): Promise<void> {
  if (standing.notedRevision === revision) return;
  await store.noteRevision(revision);
  await store.forgetApproval(revision);
  standing.notedRevision = revision;
}

function noteStatuses(
  { board, clock }: Session,
  { statuses, plan }: Pick<AcceptedPass, 'statuses' | 'plan'>,
  tooEarly: ReadonlySet<VdcName>,
  progressOf: (name: VdcName) => Progress,
): void {
  const nowMs = clock.now();
  const planned = new Map(plan.vdcs.map((vdc) => [vdc.name, vdc]));
  // Whose end was written, but not that it is one: we died between the two.
  board.keepOnly(new Set([...statuses.names, ...tooEarly]));
  for (const name of statuses.names) {
    const vdc = planned.get(name);
    // What it was seen as may be older than what its work has just told.
    if (tooEarly.has(name) && vdc !== undefined && isToBeDone(vdc) && board.has(name)) continue;
    const status = statuses.of(name, undefined, nowMs);
    if (status === 'forgotten') continue;
    const progress = progressOf(name);
    const failure = progress.kind === 'retrying' ? board.of(name) : undefined;
    // Not yet tried again: it is as its last try left it, and not merely pending.
    const kept = failure !== undefined && (failure.ready === 'failed' || failure.ready === 'waiting');
    board.note(kept ? { ...status, ready: failure.ready, message: failure.message } : status, progress);
  }
}

async function refuse(
  session: Session,
  { mode }: DaemonInstallation,
  { pass }: Extract<PassResult, { kind: 'refused' }>,
  asked: readonly Request[],
  tooEarly: ReadonlySet<VdcName>,
): Promise<void> {
  const { standing, tell, clock, queue } = session;
  const { plan } = pass;
  // What was planned before is no longer what would be done now.
  queue.clear();
  if (standing.refused?.fingerprint !== plan.fingerprint)
    tell({
      kind: 'plan-refused',
      atMs: clock.now(),
      fingerprint: plan.fingerprint,
      messages: plan.unsafe.map(({ message }) => message),
    });
  standing.refused = plan;
  if (mode === 'enforce') {
    await remember(session, { pass, plan }, tooEarly);
    await keepWhatIsLeft(session, pass);
  }
  const planned = new Set(plan.vdcs.filter(isToBeDone).map(({ name }) => name));
  noteStatuses(session, { statuses: openPassStatuses(pass), plan }, tooEarly, (name) =>
    planned.has(name) ? { kind: 'awaiting-approval', fingerprint: plan.fingerprint } : { kind: 'none' },
  );
  answer(session, asked, []);
  await session.board.save();
}

/** Those whose VDC is worked on are answered when that has ended; all others now. */
function answer({ standing, requests, queue }: Session, asked: readonly Request[], toBeDone: readonly VdcName[]): void {
  const begun = new Set([...queue.waiting(), ...queue.working()]);
  const planned = new Set(toBeDone);
  const all = [...[...standing.awaited.values()].flat(), ...asked];
  standing.awaited.clear();
  for (const request of all) {
    if (begun.has(request.vdc))
      standing.awaited.set(request.vdc, [...(standing.awaited.get(request.vdc) ?? []), request]);
    // Somebody else is in its way; when he has ended it is looked at again.
    else if (planned.has(request.vdc)) requests.putBack([request]);
    else request.settle();
  }
}

/** Whoever waits for work that will not be begun now. They are no longer waited for. */
export function forsaken({ standing, queue }: Session): readonly Request[] {
  const working = new Set(queue.working());
  const all = [...standing.awaited].filter(([vdc]) => !working.has(vdc));
  for (const [vdc] of all) standing.awaited.delete(vdc);
  return all.flatMap(([, requests]) => requests);
}

function untrusted({ pass: { plan } }: PassResult): ControllerError {
  return new ControllerError(
    'PASS_UNTRUSTED',
    `What was just seen of WAP cannot be trusted, so nothing was written: ${describeRefusal(plan)} Look at what stands between the controller and WAP; if it is really so, approve it: vdc approve ${plan.fingerprint}.`,
    { retry: 'later' },
  );
}
