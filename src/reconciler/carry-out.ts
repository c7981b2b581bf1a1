import type { ApplyReport } from '../executor/apply-report.ts';
import { applyPlan, type ApplyOptions } from '../executor/apply-plan.ts';
import type { Plan } from '../model/plan.ts';
import { findInventoryUpdates } from '../planner/find-inventory-updates.ts';
import type { StateStore } from '../state/state-store.ts';
import { closeInterrupted } from './close-interrupted.ts';
import type { PlannedPass } from './observe-and-plan.ts';
import { completeStatus, isSameStatus, noProgress } from './find-conditions.ts';
import { reportStatuses, type StatusReport } from './report-statuses.ts';

/** The executor's options but for what a pass brings itself. */
export type ExecutorDoors = Omit<ApplyOptions, 'plan' | 'memory' | 'store'> & { readonly store: StateStore };

/**
 * The second half of a pass: what was planned is done, remembered and reported. `plan` is the pass's own, or the same
 * one approved. Never called for a plan that is refused.
 */
export async function carryOut(
  pass: PlannedPass,
  plan: Plan,
  doors: ExecutorDoors,
  signal: AbortSignal,
): Promise<ApplyReport> {
  await closeInterrupted(doors.store, doors.now());
  // First what needs no call: protection that a spec declares holds from the moment it was read.
  const updates = findInventoryUpdates(pass.input, plan);
  if (updates.length > 0) await doors.store.remember(updates);
  const refreshed = new Map(updates.map((entry) => [entry.name, entry]));
  const memory = {
    ...pass.input.memory,
    inventory: pass.input.memory.inventory.map((entry) => refreshed.get(entry.name) ?? entry),
  };
  const report = await applyPlan({ ...doors, plan, memory }, signal);
  if (pass.input.memory.lastRevision !== plan.revision) await doors.store.noteRevision(plan.revision);
  await writeReport(reportStatuses(pass, report, doors.now()), doors.store);
  return report;
}

/** Only what somebody would see as different is written: after a quiet pass over ten thousand VDCs that is nothing. */
async function writeReport({ statuses, forget }: StatusReport, store: StateStore): Promise<void> {
  const before = new Map((await store.readStatuses()).map((status) => [status.name, status]));
  const changed = statuses.flatMap((found) => {
    const known = before.get(found.name);
    const status = completeStatus(found, noProgress, known);
    return known !== undefined && isSameStatus(known, status) ? [] : [status];
  });
  if (changed.length + forget.length > 0) await store.writeStatuses(changed, forget);
}

/** A plan that is refused because it asks for too much changes nothing in WAP; what its specs protect is protected all the same. */
export async function rememberRefused(pass: PlannedPass, doors: Pick<ExecutorDoors, 'store'>): Promise<void> {
  if (isTrusted(pass)) await doors.store.remember(findInventoryUpdates(pass.input, pass.plan));
}

/** A pass that may not be carried out still tells what it saw, unless that cannot be trusted. */
export async function reportOnly(pass: PlannedPass, doors: Pick<ExecutorDoors, 'store' | 'now'>): Promise<void> {
  if (!isTrusted(pass)) return;
  await writeReport(reportStatuses(pass, undefined, doors.now()), doors.store);
}

/** By what is known to be harmless: a doubt of a kind nobody thought of here must not count as trust. */
export function isTrusted({ plan }: PlannedPass): boolean {
  return plan.unsafe.every(({ code }) => /^(PLAN|DAY)_/.test(code));
}
