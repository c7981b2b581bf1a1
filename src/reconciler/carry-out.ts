import type { ApplyReport } from '../executor/apply-report.ts';
import { applyPlan, type ApplyOptions } from '../executor/apply-plan.ts';
import { holdLaws, type LawsOptions } from '../executor/laws/hold-laws.ts';
import { createLedger } from '../executor/laws/ledger.ts';
import type { Plan } from '../model/plan.ts';
import { approvedBy } from '../planner/approved-actions.ts';
import { findInventoryUpdates } from '../planner/find-inventory-updates.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import type { StateStore, VdcStatus } from '../state/state-store.ts';
import { closeInterrupted } from './close-interrupted.ts';
import type { PlannedPass } from './observe-and-plan.ts';
import { completeStatus, isSameStatus, noProgress } from './find-conditions.ts';
import { openPassStatuses } from './report-statuses.ts';

/** The executor's options but for what a pass brings itself. */
export type ExecutorDoors = Omit<ApplyOptions, 'plan' | 'memory' | 'store' | 'holdLaws'> & {
  readonly store: StateStore;
  /** Milliseconds of a clock that nobody can set. */
  readonly elapsed: () => number;
  readonly onBroken: LawsOptions['onBroken'];
};

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
  const laws = holdLaws({
    input: pass.input,
    plan: pass.plan,
    // What was refused and is carried out all the same was approved of, as a whole.
    ...(pass.plan.unsafe.length > plan.unsafe.length && { approved: approvedBy(pass.plan) }),
    ledger: createLedger(doors.elapsed),
    onBroken: doors.onBroken,
  });
  const report = await applyPlan({ ...doors, plan, memory, holdLaws: laws }, signal);
  if (pass.input.memory.lastRevision !== plan.revision) await doors.store.noteRevision(plan.revision);
  await writeReport(pass, report, doors);
  return report;
}

/** So many are looked at and written together: ten thousand with their conditions would weigh as much as all of WAP. */
const together = 500;

/** Only what somebody would see as different is written: after a quiet pass that is nothing. */
async function writeReport(
  pass: PlannedPass,
  report: ApplyReport | undefined,
  doors: Pick<ExecutorDoors, 'store' | 'now'>,
): Promise<void> {
  const { store } = doors;
  const known = openPassStatuses(pass);
  const results = new Map(report?.vdcs.map((vdc) => [vdc.name, vdc]));
  const nowMs = doors.now();
  for (let first = 0; first < known.names.length; first += together) {
    const names = known.names.slice(first, first + together);
    const before = new Map((await store.readStatuses(names)).map((status) => [status.name, status]));
    const changed: VdcStatus[] = [];
    const forget: VdcName[] = [];
    for (const name of names) {
      const found = known.of(name, results.get(name), nowMs);
      if (found === 'forgotten') forget.push(name);
      else {
        const last = before.get(name);
        const status = completeStatus(found, noProgress, last);
        if (last === undefined || !isSameStatus(last, status)) changed.push(status);
      }
    }
    if (changed.length + forget.length > 0) await store.writeStatuses(changed, forget);
  }
}

/** A plan that is refused because it asks for too much changes nothing in WAP; what its specs protect is protected all the same. */
export async function rememberRefused(pass: PlannedPass, doors: Pick<ExecutorDoors, 'store'>): Promise<void> {
  if (isTrusted(pass)) await doors.store.remember(findInventoryUpdates(pass.input, pass.plan));
}

/** A pass that may not be carried out still tells what it saw, unless that cannot be trusted. */
export async function reportOnly(pass: PlannedPass, doors: Pick<ExecutorDoors, 'store' | 'now'>): Promise<void> {
  if (!isTrusted(pass)) return;
  await writeReport(pass, undefined, doors);
}

/** By what is known to be harmless: a doubt of a kind nobody thought of here must not count as trust. */
export function isTrusted({ plan }: PlannedPass): boolean {
  return plan.unsafe.every(({ code }) => /^(PLAN|DAY)_/.test(code));
}
