import { ControllerError } from '../../model/controller-error.ts';
import type { Approved } from '../../model/approved.ts';
import type { Broken } from '../../model/law.ts';
import type { Action, Plan, PlannedVdc } from '../../model/plan.ts';
import type { PlannerInput } from '../../planner/planner-input.ts';
import { gatherFacts, type Law } from './law-facts.ts';
import type { Ledger } from './ledger.ts';
import { neverBelowUse } from './never-below-use.ts';
import { neverBeyondBudget, openBudget } from './never-beyond-budget.ts';
import { neverForeign } from './never-foreign.ts';
import { neverPaused } from './never-paused.ts';
import { neverTwoSubscriptions } from './never-two-subscriptions.ts';
import { neverUntrusted } from './never-untrusted.ts';

export interface LawsOptions {
  readonly input: PlannerInput;
  /** As it was made, with why it was refused. */
  readonly plan: Plan;
  readonly approved?: Approved | undefined;
  readonly ledger: Ledger;
  /** Stops whoever acts, before anything else can happen. Must not throw. */
  readonly onBroken: (broken: Broken, vdc: PlannedVdc) => void;
}

/** Throws LAW_BROKEN where an action must never be sent. Asked right before each is begun; may be asked again. */
export type HoldLaws = (vdc: PlannedVdc, action: Action) => void;

const laws: readonly Law[] = [neverUntrusted, neverPaused, neverForeign, neverTwoSubscriptions, neverBelowUse];

/**
 * What never happens, held against what is about to be done to the VDCs of one pass. Everything here is made certain elsewhere
 * too, by the planner, by safety, by the queue: this knows none of them, only the action and what was seen.
 */
export function holdLaws({ input, plan, approved, ledger, onBroken }: LawsOptions): HoldLaws {
  const facts = gatherFacts(input, plan, approved);
  const budget = openBudget(facts, ledger);
  return (vdc, action) => {
    const deed = { vdc, action };
    let found: Broken | undefined;
    for (const law of laws) found ??= law(deed, facts);
    found ??= neverBeyondBudget(deed, facts, budget);
    if (found === undefined) return;
    onBroken(found, vdc);
    throw lawBroken(found);
  };
}

export function lawBroken({ law, message }: Broken): ControllerError {
  return new ControllerError(
    'LAW_BROKEN',
    `${message}. That must never happen (${law}), so a guard before it has failed and nothing more is changed: please report this with the bundle that was written.`,
  );
}
