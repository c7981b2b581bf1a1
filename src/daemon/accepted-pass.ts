import { createSharedWork, type SharedWork } from '../executor/shared-work.ts';
import type { Approved } from '../model/approved.ts';
import type { Plan, PlannedVdc } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import type { PlannedPass } from '../reconciler/observe-and-plan.ts';
import { openPassStatuses, type PassStatuses } from '../reconciler/report-statuses.ts';

/** A pass whose plan may be carried out, and what its VDCs have in common however many applies they are carried out in. */
export interface AcceptedPass {
  readonly pass: PlannedPass;
  /** The pass's own, or the same one approved. */
  readonly plan: Plan;
  /** What somebody approved of, where it would have been refused. */
  readonly approved?: Approved | undefined;
  readonly shared: SharedWork;
  readonly notedUsers: Set<string>;
  readonly statuses: PassStatuses;
}

export function acceptPass(pass: PlannedPass, plan: Plan, approved?: Approved): AcceptedPass {
  return {
    pass,
    plan,
    approved,
    shared: createSharedWork(plan.vdcs),
    notedUsers: new Set(),
    statuses: openPassStatuses(pass),
  };
}

/** Whoever is planned and not worked on now comes to nothing that is shared, so that nobody waits for him for ever. */
export function leaveOthers({ plan, shared }: AcceptedPass, works: readonly Work[]): void {
  const chosen = new Set(works.map(nameOf));
  for (const { name } of plan.vdcs) if (!chosen.has(name)) shared.leave(name);
}

/**
 * What two VDCs may not do at one time unless it was planned in one plan: the user or hosting plan that both make or remove,
 * whatever happens to an account, and the mail that brings its password.
 */
export function sharedKeysOf({ actions }: PlannedVdc): readonly string[] {
  return actions.flatMap((action) => {
    if (action.kind === 'account') return [action.resource.toLowerCase()];
    if (action.kind === 'mail') return action.way === 'new-password' ? [`account/${action.login.toLowerCase()}`] : [];
    const canBeShared = action.kind === 'user' || action.kind === 'hosting-plan';
    return canBeShared && (action.verb === 'create' || action.verb === 'delete') ? [action.resource.toLowerCase()] : [];
  });
}

export interface Work {
  readonly vdc: PlannedVdc;
  readonly accepted: AcceptedPass;
  /** A person waits for it. */
  readonly isUrgent: boolean;
}

export function nameOf({ vdc }: Work): VdcName {
  return vdc.name;
}
