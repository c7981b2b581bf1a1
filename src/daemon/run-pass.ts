import { NO_SCOPE } from './no-scope.ts';
import type { Plan } from '../model/plan.ts';
import { approvePlan } from '../planner/approve-plan.ts';
import { isApproved } from '../planner/approved-actions.ts';
import { isTrusted } from '../reconciler/carry-out.ts';
import { observeAndPlan, type PlannedPass } from '../reconciler/observe-and-plan.ts';
import type { PassDoors } from '../reconciler/pass-doors.ts';
import type { Approval, StateStore } from '../state/state-store.ts';
import type { DaemonInstallation } from './installation-slot.ts';

/** What one look at everything led to. */
export type PassResult =
  /** The plan may be carried out, as it is or because somebody approved of it, or of the one that it is left of. */
  | { readonly kind: 'accepted'; readonly pass: PlannedPass; readonly plan: Plan; readonly approval?: Approval }
  | { readonly kind: 'refused'; readonly pass: PlannedPass }
  /** What was seen contradicts itself, or what is known of it. */
  | { readonly kind: 'untrusted'; readonly pass: PlannedPass };

export interface PassOptions {
  readonly installation: DaemonInstallation;
  readonly store: StateStore;
  readonly hashes: PassDoors['hashes'];
  readonly now: () => number;
}

/** Looks, plans and judges. Writes nothing; throws what could not be read. */
export async function lookAndJudge(options: PassOptions, signal: AbortSignal): Promise<PassResult> {
  const { installation, store, hashes, now } = options;
  const { source, provider, accounts, specCache, rules } = installation;
  const doors = { source, provider, accounts, specCache, store, hashes, now };
  const pass = await observeAndPlan(doors, rules, NO_SCOPE, signal);
  const { plan } = pass;
  if (plan.unsafe.length === 0) return { kind: 'accepted', pass, plan };
  const approvals = await store.readApprovals(now());
  const approval =
    approvals.find(({ fingerprint }) => fingerprint === plan.fingerprint) ??
    approvals.find(({ approved }) => approved !== undefined && isApproved(plan, approved));
  const lifted = approvePlan(plan, approval && plan.fingerprint);
  if (lifted.unsafe.length === 0) return { kind: 'accepted', pass, plan: lifted, ...(approval && { approval }) };
  return { kind: isTrusted(pass) ? 'refused' : 'untrusted', pass };
}

export function describeRefusal({ unsafe }: Plan): string {
  return unsafe.map(({ message }) => message).join(' ');
}
