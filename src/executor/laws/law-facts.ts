import type { Approved } from '../../model/approved.ts';
import type { Broken, LawName } from '../../model/law.ts';
import type { InventoryEntry } from '../../model/memory.ts';
import type { Action, Plan, PlannedVdc } from '../../model/plan.ts';
import type { DesiredVdc, VdcName } from '../../model/virtual-data-center.ts';
import { mintIdentity, type Identity } from '../../planner/identity.ts';
import type { PlannerInput } from '../../planner/planner-input.ts';
import { indexWorld, lazily, type World } from '../../planner/world.ts';

/** What is about to be done. */
export interface Deed {
  readonly vdc: PlannedVdc;
  readonly action: Action;
}

/** What one pass saw, remembered and was asked for: all that a law knows, and nothing of what the planner thought of it. */
export interface LawFacts {
  readonly input: PlannerInput;
  /** As it was made, with why it was refused. */
  readonly plan: Plan;
  /** What somebody approved of. */
  readonly approved?: Approved | undefined;
  readonly world: World;
  readonly entryOf: (vdc: VdcName) => InventoryEntry | undefined;
  readonly specOf: (vdc: VdcName) => DesiredVdc | undefined;
  /** Whose subscription the inventory says it is. */
  readonly holderOf: (subscriptionId: string) => VdcName | undefined;
  readonly mint: (vdc: VdcName, generation: number) => Identity;
}

export type Law = (deed: Deed, facts: LawFacts) => Broken | undefined;

/** A quiet pass asks for none of it: each index is made when the first action is held against it. */
export function gatherFacts(input: PlannerInput, plan: Plan, approved: Approved | undefined): LawFacts {
  const { desired, memory, installation, hashes } = input;
  const entries = lazily(() => new Map(memory.inventory.map((entry) => [entry.name, entry])));
  const specs = lazily(() => new Map(desired.vdcs.map((vdc) => [vdc.name, vdc])));
  const holders = lazily(() => new Map(memory.inventory.map((entry) => [entry.subscriptionId, entry.name])));
  const world = lazily(() => indexWorld(input.observed));
  return {
    input,
    plan,
    approved,
    get world() {
      return world();
    },
    entryOf: (vdc) => entries().get(vdc),
    specOf: (vdc) => specs().get(vdc),
    holderOf: (id) => holders().get(id),
    mint: (vdc, generation) => mintIdentity(installation, vdc, generation, hashes),
  };
}

export function broken(law: LawName, { vdc, action }: Deed, why: string): Broken {
  return { law, vdc: vdc.name, message: `${action.verb} ${action.resource} of VDC "${vdc.name}" was not sent: ${why}` };
}
