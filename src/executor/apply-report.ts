import type { Outcome } from '../model/outcome.ts';
import type { Action, PlannedVdc } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';

export interface ActionResult {
  /** As it stands in the plan. */
  readonly action: Action;
  readonly outcome: Outcome;
  /** From its start to its outcome, waiting included; 0 for what was skipped. */
  readonly ms: number;
}

export interface VdcReport {
  readonly name: VdcName;
  readonly verb: PlannedVdc['verb'];
  /** One for each action, in their order. */
  readonly results: readonly ActionResult[];
  /** The calls were made, but how they ended could not be written down: the intent stays open. */
  readonly unrecorded?: { readonly code: string; readonly message: string };
}

/** What became of a plan. Holds the VDCs that had actions and were not paused, in the order of the plan. */
export interface ApplyReport {
  readonly vdcs: readonly VdcReport[];
  /** Actions by outcome. */
  readonly counts: Readonly<Record<Outcome['kind'], number>>;
  readonly aborted: boolean;
}

export function makeReport(vdcs: readonly VdcReport[], aborted: boolean): ApplyReport {
  const counts = { done: 0, waiting: 0, failed: 0, skipped: 0 };
  for (const { results } of vdcs) for (const { outcome } of results) counts[outcome.kind] += 1;
  return { vdcs, counts, aborted };
}
