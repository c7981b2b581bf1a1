import { approvedBy, stillApproved } from '../planner/approved-actions.ts';
import type { PlannedPass } from '../reconciler/observe-and-plan.ts';
import type { PassResult } from './run-pass.ts';
import type { Session } from './session.ts';

/**
 * An approval holds for what it approved of until that is done or changed, whoever dies meanwhile, and never for more. Written
 * before anything of its plan is begun.
 */
export async function useApproval(session: Session, result: Extract<PassResult, { kind: 'accepted' }>): Promise<void> {
  const { standing, store, tell, clock } = session;
  const { approval, pass } = result;
  const before = standing.approval;
  if (approval !== undefined && standing.approvalTold !== approval.fingerprint) {
    tell({ kind: 'plan-approved', atMs: clock.now(), fingerprint: approval.fingerprint, by: approval.by });
    standing.approvalTold = approval.fingerprint;
  }
  if (approval !== undefined && approval.approved === undefined) {
    standing.approval = { ...approval, approved: approvedBy(pass.plan) };
    await store.approve(standing.approval);
    // Its rest is part of what was approved of now.
    if (before !== undefined && before.fingerprint !== approval.fingerprint)
      await store.forgetApproval(before.fingerprint);
  }
  await keepWhatIsLeft(session, pass);
}

/** Whoever takes over goes on with what was approved of before. */
export async function loadApproval({ standing, store, clock }: Session): Promise<void> {
  const begun = (await store.readApprovals(clock.now())).filter(({ approved }) => approved !== undefined);
  const last = begun.pop();
  if (last !== undefined) standing.approval = last;
  // Of those before it what is left is part of the last.
  for (const { fingerprint } of begun) await store.forgetApproval(fingerprint);
}

/** What is done is approved of no longer, so that the same another time is asked for again. */
export async function keepWhatIsLeft({ standing, store }: Session, { plan, input }: PlannedPass): Promise<void> {
  const { approval } = standing;
  if (approval?.approved === undefined || !isWholeView(input)) return;
  const left = stillApproved(approval.approved, plan);
  if (left === approval.approved) return;
  if (left.actions.length === 0) {
    delete standing.approval;
    await store.forgetApproval(approval.fingerprint);
    return;
  }
  standing.approval = { ...approval, approved: left };
  await store.approve(standing.approval);
}

/** What cannot be seen for a moment is not done, and not given up. */
function isWholeView({ desired, observed: { accounts } }: PlannedPass['input']): boolean {
  return desired.isComplete && (accounts === undefined || !('unread' in accounts));
}
