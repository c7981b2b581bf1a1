import type { InventoryEntry, LastSpec } from '../model/memory.ts';
import type { Action, Block, FieldChange, PlannedVdc, Remember, VdcReason, Verb, Warning } from '../model/plan.ts';
import type { DesiredVdc, SpecPlace, VdcName } from '../model/virtual-data-center.ts';

/** A VDC's part of the plan while it is being made. Lives inside one call; what leaves it is plain data. */
export interface Draft {
  readonly name: VdcName;
  readonly changes: FieldChange[];
  readonly actions: Action[];
  readonly blocks: Block[];
  readonly warnings: Warning[];
}

export interface PlannedWithWarnings {
  readonly vdc: PlannedVdc;
  readonly warnings: readonly Warning[];
}

export function startDraft(name: VdcName): Draft {
  return { name, changes: [], actions: [], blocks: [], warnings: [] };
}

const verbOrder: readonly Verb[] = ['delete', 'retire', 'create', 'adopt', 'resume', 'suspend', 'update', 'resync'];

/** The word under which a VDC with these actions is counted. */
export function leadingVerb(draft: Pick<PlannedVdc, 'actions' | 'blocks'>): PlannedVdc['verb'] {
  // An account is not the VDC: one that is made again for a VDC that stands is an update of that.
  const verbs = new Set(draft.actions.map(({ kind, verb }) => (kind === 'account' ? 'update' : verb)));
  return verbOrder.find((verb) => verbs.has(verb)) ?? (draft.blocks.length > 0 ? 'blocked' : 'unchanged');
}

export interface Finish {
  readonly reason: VdcReason;
  readonly place?: SpecPlace;
  readonly remember?: Remember;
  /** What the actions take for gone. */
  readonly gone?: string | undefined;
}

/** Nothing when there is nothing to say of this VDC. */
export function finishDraft(draft: Draft, finish: Finish): PlannedWithWarnings | undefined {
  if (draft.actions.length + draft.blocks.length + draft.warnings.length === 0) return undefined;
  const vdc: PlannedVdc = {
    name: draft.name,
    verb: leadingVerb(draft),
    reason: finish.reason,
    changes: draft.changes,
    actions: draft.actions,
    blocks: draft.blocks,
    ...(finish.gone !== undefined && draft.actions.length > 0 && { gone: finish.gone }),
    ...(finish.place && { place: finish.place }),
    ...(finish.remember && draft.actions.length > 0 && { remember: finish.remember }),
  };
  return { vdc, warnings: draft.warnings };
}

/**
 * What must outlive the file. Protection and the way out are remembered as soon as they are read; what was asked for
 * only once nothing stood in its way, or the next pass could not tell a changed spec from drift.
 */
export function lastSpecOf(desired: DesiredVdc, entry: InventoryEntry | undefined, isFulfilled: boolean): LastSpec {
  const asked = {
    limits: desired.limits,
    state: desired.state,
    ...(desired.coAdmins && { coAdmins: desired.coAdmins }),
    hostingPlan: desired.hostingPlan,
  };
  const before = entry?.lastSpec;
  const kept = before && {
    limits: before.limits,
    state: before.state,
    ...(before.coAdmins && { coAdmins: before.coAdmins }),
    hostingPlan: before.hostingPlan,
  };
  return {
    ...(isFulfilled ? asked : (kept ?? asked)),
    ownerEmail: desired.owner.email,
    onSuspend: desired.onSuspend,
    onResume: desired.onResume,
    deletion: desired.deletion,
    protect: desired.protect,
  };
}
