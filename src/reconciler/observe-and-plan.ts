import { NOTHING_CLOSER, type ObservedState } from '../model/observed-state.ts';
import type { Plan, PlanScope } from '../model/plan.ts';
import { findQuestions } from '../planner/find-questions.ts';
import { planInSteps } from '../planner/plan-changes.ts';
import type { PlannerInput } from '../planner/planner-input.ts';
import { askForNames, observeAccounts } from './observe-accounts.ts';
import { loadDesired } from './load-desired.ts';
import type { PassDoors, PassRules } from './pass-doors.ts';

export interface PlannedPass {
  readonly plan: Plan;
  /** What the plan was made from; what is reported and remembered afterwards comes from the same look. */
  readonly input: PlannerInput;
}

/**
 * Looks at everything once and says what would have to change. Writes nothing anywhere but the cache of parsed specs.
 * Throws when anything could not be read whole: half a look must never become a plan.
 */
export async function observeAndPlan(
  doors: PassDoors,
  rules: PassRules,
  scope: PlanScope,
  signal: AbortSignal,
): Promise<PlannedPass> {
  const input = await observeAll(doors, rules, scope, signal);
  return { plan: await planWhatWasSeen(input, doors, signal), input };
}

/** The first half of a look: everything that a plan is made from. */
export async function observeAll(
  doors: PassDoors,
  rules: PassRules,
  scope: PlanScope,
  signal: AbortSignal,
): Promise<PlannerInput> {
  const nowMs = doors.now();
  // Specs first and alone. Side by side with WAP's pages they took no less time, since both are work for one processor,
  // but more memory; and where they cannot be loaded WAP need not be asked.
  const desired = await loadDesired(doors, rules, signal);
  const memory = await doors.store.readMemory(nowMs);
  const [seen, accounts] = await Promise.all([doors.provider.observe(signal), observeAccounts(doors, memory, signal)]);
  const observed: ObservedState = { ...seen, ...(accounts && { accounts }) };
  const input: PlannerInput = {
    installation: rules.installation,
    desired,
    observed,
    closer: NOTHING_CLOSER,
    memory,
    rules: rules.planner,
    scope,
    nowMs,
    hashes: doors.hashes,
  };
  return askForNames(await askCloser(input, doors, signal), doors, signal);
}

/** The second half, which looks at nothing any more. */
export async function planWhatWasSeen(
  input: PlannerInput,
  doors: Pick<PassDoors, 'now'>,
  signal: AbortSignal,
): Promise<Plan> {
  return takeTurns(planInSteps(input, new Date(input.nowMs).toISOString()), doors.now, signal);
}

/** So long the process is held up before everybody else gets a turn. */
const turnMs = 10;

async function takeTurns<T>(steps: Generator<undefined, T>, now: () => number, signal: AbortSignal): Promise<T> {
  for (let beganAtMs = now(); ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    // A clock that was set back must not hold everybody up.
    if (Math.abs(now() - beganAtMs) < turnMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    beganAtMs = now();
  }
}

async function askCloser(input: PlannerInput, doors: PassDoors, signal: AbortSignal): Promise<PlannerInput> {
  const questions = findQuestions(input);
  if (questions.length === 0) return input;
  const closer = await doors.provider.observeCloser(questions, signal);
  if (closer.gone.size === 0) return { ...input, closer };
  // A VDC counts as gone only when it is absent in two observations and from its own address in between.
  const { accounts } = input.observed;
  return { ...input, closer, observed: { ...(await doors.provider.observe(signal)), ...(accounts && { accounts }) } };
}
