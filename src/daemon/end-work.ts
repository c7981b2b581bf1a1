import type { VdcReport } from '../executor/apply-report.ts';
import { isFailure, isUnsent } from '../executor/is-failure.ts';
import { aborted } from '../executor/skip-reasons.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Action } from '../model/plan.ts';
import { noProgress, type Progress } from '../reconciler/find-conditions.ts';
import { nameOf, type Work } from './accepted-pass.ts';
import { isOutage } from './circuits.ts';
import { isDrift } from './drift-watch.ts';
import type { Session } from './session.ts';
import { toWall } from './to-wall.ts';

/** What follows from the end of the work on one VDC: its status, when it is looked at again, who is told. */
export function endWork(session: Session, work: Work, report: VdcReport | undefined, isStale: boolean): void {
  const { clock, tell, drift, triggers, board, standing } = session;
  const nowMs = clock.now();
  const name = nameOf(work);
  const result = resultOf(report);
  const outage = findOutage(report);
  const progress = noteAttempt(session, work, outage === undefined ? result : 'outage');
  if (result === 'done' && isDrift(work.vdc) && report?.results.some(({ outcome }) => !isUnsent(outcome))) {
    drift.corrected(name);
    tell({ kind: 'drift-corrected', atMs: nowMs, vdc: name, changes: work.vdc.changes });
  }
  tell({
    kind: 'vdc-ended',
    atMs: nowMs,
    vdc: name,
    result,
    ...(progress.kind === 'retrying' && { retryInMs: progress.atMs - nowMs }),
  });
  if (report !== undefined) {
    const status = work.accepted.statuses.of(name, report, nowMs);
    if (status === 'forgotten') board.forget(name);
    else board.note(status, progress);
    board.saveSoon();
  }
  if (outage !== undefined) noteOutage(session, outage, nowMs);
  const awaited = standing.awaited.get(name) ?? [];
  standing.awaited.delete(name);
  if (isStale) {
    // Something else was planned for it meanwhile, or for whom it was in the way.
    session.requests.putBack(awaited);
    triggers.fire(awaited.length > 0 ? 'request' : 'retry');
  } else for (const request of awaited) request.settle();
}

type Result = 'done' | 'waiting' | 'failed';

function resultOf(report: VdcReport | undefined): Result {
  if (report === undefined || report.unrecorded !== undefined) return 'failed';
  const outcomes = report.results.map(({ outcome }) => outcome);
  // What was left undone because we are to stop is nobody's failure: the next leader goes on with it.
  const isStopped = (outcome: Outcome): boolean => outcome.kind === 'skipped' && outcome.code === aborted.code;
  if (outcomes.some((outcome) => isFailure(outcome) && !isStopped(outcome))) return 'failed';
  return outcomes.some((outcome) => outcome.kind === 'waiting' || isStopped(outcome)) ? 'waiting' : 'done';
}

function noteAttempt({ attempts, standing, clock }: Session, work: Work, result: Result | 'outage'): Progress {
  const name = nameOf(work);
  // An outage is nobody's failure: whoever it met is taken up again as soon as it is over.
  if (result === 'done' || result === 'outage') {
    attempts.arrived(name);
    return noProgress;
  }
  const wish = standing.wishes?.get(name);
  const { dueAt, failures } = result === 'failed' ? attempts.failed(name, wish) : attempts.waiting(name, wish);
  return { kind: 'retrying', atMs: toWall(clock, dueAt), failures };
}

function findOutage(report: VdcReport | undefined): string | undefined {
  const bad = report?.results.find(
    ({ action, outcome }) => isOfWap(action) && outcome.kind === 'failed' && isOutage(outcome.code),
  )?.outcome;
  return bad?.kind === 'failed' ? bad.message : undefined;
}

/** A directory or a mail server that is away is no reason to leave WAP alone. */
function isOfWap({ kind }: Action): boolean {
  return kind !== 'account' && kind !== 'mail';
}

/** When nobody answers, that is not the trouble of one VDC: what waits is not begun until a probe has been answered. */
function noteOutage({ circuits, queue, tell }: Session, message: string, nowMs: number): void {
  if (circuits.wap.isOpen()) return;
  circuits.wap.failed({ message, isForPeople: false });
  queue.clear();
  tell({ kind: 'circuit-opened', atMs: nowMs, name: 'wap', message });
}
