import { type Mutant, mutantsIn } from './mutant.ts';

const executor = mutantsIn('executor');
const planner = mutantsIn('planner');
const daemon = mutantsIn('daemon');

/** What is held against every action once more, right before it is sent; and what an approval is good for. */
export const lawMutants: readonly Mutant[] = [
  executor('perform-action.ts', 'sends what a law forbids', 'if (unlawful !== undefined) return unlawful;', ''),
  executor('laws/hold-laws.ts', 'goes on after a law was about to be broken', '    onBroken(found, vdc);\n', ''),
  executor('laws/hold-laws.ts', 'has no budget', 'found ??= neverBeyondBudget(deed, facts, budget);', ''),
  executor(
    'laws/never-untrusted.ts',
    'believes a clock of another year that nobody approved of',
    'isApprovable !== true || !isSeenThrough(code)',
    'isApprovable !== true',
  ),
  executor(
    'laws/never-untrusted.ts',
    'carries out a plan that is refused',
    'if (refusal !== undefined) return',
    "if (refusal?.code === '') return",
  ),
  executor(
    'laws/never-paused.ts',
    'heeds no pause without an end',
    '(one.untilMs ?? Number.POSITIVE_INFINITY) > input.nowMs',
    '(one.untilMs ?? 0) > input.nowMs',
  ),
  executor(
    'laws/never-two-subscriptions.ts',
    'makes a second subscription for a VDC that has one',
    'return other === undefined ? undefined',
    'return other !== null ? undefined',
  ),
  executor(
    'laws/never-below-use.ts',
    'lets a limit go below use',
    '    if (used > wanted)\n',
    '    if (used > wanted + 1e9)\n',
  ),
  executor(
    'laws/never-foreign.ts',
    'touches a subscription that nothing proves ours',
    'return `neither its GUID nor the inventory nor a spec says that subscription ${id} is ours`;',
    'return undefined;',
  ),
  executor('laws/never-beyond-budget.ts', 'forgets what it has taken itself', 'ledger.note(taking, subject);', ''),
  planner(
    'approved-actions.ts',
    'takes an approval for more than was approved of',
    ' && actions.every((one) => known.has(textOf(one)));',
    ';',
  ),
  daemon('start-work.ts', 'gives each batch of a pass a budget of its own', 'laws.set(accepted, made);', ''),
  daemon(
    'lead.ts',
    'goes on after a halt that nobody has lifted',
    'standing.halted = await store.readHalt();',
    'await store.readHalt();',
  ),
  executor(
    'run-vdc.ts',
    'begins a VDC of which a law forbids something',
    'for (const action of vdc.actions) apply.holdLaws(vdc, action);',
    '',
  ),
];
