import type { Block, Plan, PlannedVdc, SummaryKey, Warning } from '../model/plan.ts';
import type { DesiredVdc, Pause, VdcName } from '../model/virtual-data-center.ts';
import { checkSafety } from './check-safety.ts';
import { finishDraft, type PlannedWithWarnings, startDraft } from './draft.ts';
import { findStanding } from './find-standing.ts';
import { findStrays } from './find-strays.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isPaused } from './is-paused.ts';
import { planCreation } from './plan-creation.ts';
import { planForOwners } from './plan-for-owners.ts';
import { planPresent } from './plan-present.ts';
import { planRemoved } from './plan-removed.ts';
import type { PlannerInput, Sight } from './planner-input.ts';
import { see } from './see.ts';
import { warnOfCapacity } from './warn-of-capacity.ts';
import { warnOfVms } from './warn-of-vms.ts';

/**
 * The one diff: desired × observed × memory × now → plan. Never decides on what was not read, never names anything that
 * is not ours, and gives the same plan for the same inputs, to the byte.
 */
export function planChanges(input: PlannerInput, createdAt: string): Plan {
  const steps = planInSteps(input, createdAt);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** VDCs between two rests. */
const stepSize = 64;

/** The same, with a rest now and then, in which whoever drives it may let others have their turn, or give up. */
export function* planInSteps(input: PlannerInput, createdAt: string): Generator<undefined, Plan> {
  const { sight, distrust, entries, declared, removed } = see(input);
  const alone: PlannedWithWarnings[] = [];
  yield;
  for (const [index, desired] of declared.entries()) {
    if (index % stepSize === stepSize - 1) yield;
    const one = planDeclared(desired, sight);
    if (one !== undefined) alone.push(one);
  }
  for (const entry of removed) {
    const one = pauseIfAsked(entry.name, input.memory.pauses.get(entry.name), planRemoved(entry, sight), input.nowMs);
    if (one !== undefined) alone.push(one);
  }
  yield;
  const inScope = new Set([...declared, ...removed].map(({ name }) => name));
  const planned = [...planForOwners(alone, inScope, sight)];
  planned.sort((a, b) => (a.vdc.name < b.vdc.name ? -1 : 1));
  const vdcs = planned.map((one) => one.vdc);
  const warnings: Warning[] = planned.flatMap((one) => one.warnings);
  const wishes = new Map(declared.map((vdc) => [vdc.name, vdc.onSuspend]));
  const wishOf = (name: string) => wishes.get(name) ?? sight.inventory.get(name)?.lastSpec.onSuspend;
  warnings.push(
    ...warnOfVms(vdcs, wishOf, input),
    ...warnOfCapacity(vdcs, input),
    ...findStrays(input),
    ...warnOfDirectory(sight.accounts),
  );
  yield;
  const withoutFingerprint = {
    formatVersion: '1' as const,
    installation: input.installation,
    revision: input.desired.revision,
    createdAt,
    scope: input.scope,
    summary: summarize(vdcs, declared.length + removed.length),
    vdcs,
    unsafe: [...distrust, ...checkSafety(vdcs, entries, input)],
    problems: input.desired.problems,
    warnings,
  };
  yield;
  const fingerprint = fingerprintOf(withoutFingerprint, input.hashes.sha256);
  const { formatVersion, ...rest } = withoutFingerprint;
  return { formatVersion, fingerprint, ...rest };
}

function warnOfDirectory(accounts: Sight['accounts']): readonly Warning[] {
  if (accounts?.unread === undefined) return [];
  const message = `The directory could not be read, so nothing is done to accounts in this pass, and nothing that needs one is made: ${accounts.unread}`;
  return [{ code: 'DIRECTORY_UNREAD', message }];
}

function planDeclared(desired: DesiredVdc, sight: Sight): PlannedWithWarnings | undefined {
  const { memory, nowMs } = sight.input;
  const planned = planUnpaused(desired, sight);
  // What its spec says and what somebody ordered hold side by side: it is paused until both have ended.
  const bySpec = pauseIfAsked(desired.name, desired.paused, planned, nowMs);
  return bySpec === planned ? pauseIfAsked(desired.name, memory.pauses.get(desired.name), planned, nowMs) : bySpec;
}

function planUnpaused(desired: DesiredVdc, sight: Sight): PlannedWithWarnings | undefined {
  const standing = findStanding(desired, sight);
  switch (standing.kind) {
    case 'refused':
      return refused(desired, standing.block, sight);
    case 'absent':
      return planCreation(desired, standing, sight);
    case 'present':
      return planPresent(desired, standing, sight);
    default:
      return assertNever(standing);
  }
}

function refused(desired: DesiredVdc, block: Block, sight: Sight): PlannedWithWarnings | undefined {
  const draft = startDraft(desired.name);
  draft.blocks.push(block);
  const reason = sight.inventory.has(desired.name) ? 'drift' : 'spec-added';
  return finishDraft(draft, { reason, place: desired.place });
}

/** Paused means: shown, not applied. What would be done stays visible as changes. */
function pauseIfAsked(
  name: VdcName,
  paused: Pause | undefined,
  planned: PlannedWithWarnings | undefined,
  nowMs: number,
): PlannedWithWarnings | undefined {
  if (planned === undefined || !isPaused(paused, nowMs)) return planned;
  const { remember: _, ...vdc } = planned.vdc;
  return {
    vdc: {
      ...vdc,
      verb: 'unchanged',
      actions: [],
      blocks: [],
      paused: {
        reason: paused.reason,
        by: paused.by,
        ...(paused.untilMs !== undefined && { until: new Date(paused.untilMs).toISOString() }),
      },
    },
    // Asked of nobody while it is paused, but not hidden.
    warnings: [...planned.warnings, ...planned.vdc.blocks.map(({ code, message }) => ({ code, message, vdc: name }))],
  };
}

function summarize(vdcs: readonly PlannedVdc[], all: number): Record<SummaryKey, number> {
  const summary = {
    create: 0,
    adopt: 0,
    update: 0,
    suspend: 0,
    resume: 0,
    resync: 0,
    retire: 0,
    delete: 0,
    unchanged: all - vdcs.length,
    blocked: 0,
  };
  for (const vdc of vdcs) summary[vdc.verb] += 1;
  return summary;
}

export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
