import { ControllerError } from '../model/controller-error.ts';
import type { Memory } from '../model/memory.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Plan, PlannedVdc } from '../model/plan.ts';
import type { Intent, StateStore } from '../state/state-store.ts';
import type { ActionResult, VdcReport } from './apply-report.ts';
import { callProvider } from './call-provider.ts';
import type { EndingGatherer } from './gather-endings.ts';
import { createLearnedIds, type LearnedIds } from './learned-ids.ts';
import { makeEnding, type TakenTurn } from './make-ending.ts';
import { makeIntent, usersToCreate } from './make-intent.ts';
import { performAction, type Performing } from './perform-action.ts';
import type { SharedWork } from './shared-work.ts';
import { forgetMachines } from './vms/forget-machines.ts';
import { noteMachines } from './vms/note-machines.ts';
import { aborted, previousFailed, previousWaiting, stillNeeded } from './skip-reasons.ts';

/** What all VDCs of one apply have in common. */
export interface Apply extends Performing {
  readonly plan: Plan;
  readonly memory: Memory;
  readonly store: Performing['store'] & Pick<StateStore, 'begin'>;
  readonly endings: EndingGatherer;
  readonly shared: SharedWork;
  /** Users whose making some intent of this apply has noted. */
  readonly notedUsers: Set<string>;
}

/** Writes the intent. Returns it, or the report of a VDC for which nothing may be called since it could not be written. */
export async function beginVdc(apply: Apply, vdc: PlannedVdc): Promise<Intent | VdcReport> {
  const { plan, inventory, notedUsers, shared, store, endings, now, newId, onProgress } = apply;
  // A second note would be later than the first VDC's call, and the user then seem older than our wish to make it. Whoever is
  // begun at the same time notes it too: one of the two may not get written.
  const createsUsers = usersToCreate(vdc).filter((name) => !notedUsers.has(name));
  const existing = inventory.get(vdc.name);
  const intent = makeIntent({ id: newId(), plan, vdc, existing, createsUsers, nowMs: now() });
  try {
    // All of them before the first: nothing of it is begun, nor noted.
    for (const action of vdc.actions) apply.holdLaws(vdc, action);
    await store.begin(intent);
    for (const name of createsUsers) notedUsers.add(name);
    endings.expect();
    onProgress({ kind: 'vdc-started', vdc: vdc.name, verb: vdc.verb, actions: vdc.actions });
    return intent;
  } catch (error) {
    shared.leave(vdc.name);
    return failedToBegin(vdc, error);
  }
}

/** Carries out the actions of a VDC whose intent is durable, in order, until one is not done; then ends the intent. */
export async function runVdc(apply: Apply, vdc: PlannedVdc, intent: Intent): Promise<VdcReport> {
  const ids = createLearnedIds();
  const turns: TakenTurn[] = [];
  try {
    const unnoted = await troubleIn(noteMachines(apply, vdc));
    let obstacle: Outcome | undefined = unnoted ? { kind: 'failed', ...unnoted } : await findNotGone(apply, vdc);
    for (const index of vdc.actions.keys()) {
      const turn = await takeTurn(apply, vdc, index, ids, obstacle);
      turns.push(turn);
      if (obstacle === undefined || obstacle.kind === 'failed') obstacle = obstacleOf(turn.outcome);
    }
  } finally {
    apply.shared.leave(vdc.name);
  }
  const { plan, memory, inventory, shared, endings, now, onProgress } = apply;
  const existing = inventory.get(vdc.name);
  const ending = makeEnding({ plan, vdc, intent, existing, memory, turns, ids, shared, nowMs: now() });
  // What is remembered of machines ends with their VDC, however that came about.
  const isForgotten = typeof ending.entry === 'object' && 'forget' in ending.entry;
  const unforgotten = isForgotten && existing && (await troubleIn(forgetMachines(apply, existing.subscriptionId)));
  const unrecorded = (await troubleIn(endings.add(ending))) ?? unforgotten;
  onProgress({ kind: 'vdc-ended', vdc: vdc.name });
  const results = turns.map(({ action, outcome, ms }) => ({ action, outcome, ms }));
  return { name: vdc.name, verb: vdc.verb, results, ...(unrecorded && { unrecorded }) };
}

/** Undefined where nothing is taken for gone, or WAP has said so to a write: then the VDC's actions may begin. */
async function findNotGone(apply: Apply, { name, gone }: PlannedVdc): Promise<Outcome | undefined> {
  if (gone === undefined) return undefined;
  const { provider, slots, rankOf, signal, callSignal } = apply;
  const outcome = await slots.use(rankOf(name), async () =>
    signal.aborted ? aborted : callProvider((one) => provider.confirmGone(gone, one), callSignal),
  );
  return outcome.kind === 'done' ? undefined : outcome;
}

async function takeTurn(
  apply: Apply,
  vdc: PlannedVdc,
  index: number,
  ids: LearnedIds,
  obstacle: Outcome | undefined,
): Promise<TakenTurn> {
  const planned = vdc.actions[index];
  if (planned === undefined) throw new RangeError(`VDC "${vdc.name}" has no action ${index}`);
  const startedAtMs = apply.now();
  const end = (outcome: Outcome, isCarrier: boolean): TakenTurn => {
    const endedAtMs = apply.now();
    const ms = outcome.kind === 'skipped' ? 0 : endedAtMs - startedAtMs;
    apply.onProgress({ kind: 'action-ended', vdc: vdc.name, index, action: planned, outcome, ms });
    return { action: planned, outcome, ms, endedAtMs, isCarrier };
  };
  if (obstacle !== undefined) return end(obstacle, false);
  const action = ids.apply(planned);
  const work = () => performAction(apply, { vdc, index, action });
  const { outcome, isCarrier } = await apply.shared.carryOut(vdc.name, planned, work);
  ids.learn(action, outcome);
  return end(outcome, isCarrier);
}

/** Why nothing that comes after this outcome may be done; nothing is tried again here, the next pass plans anew. */
function obstacleOf(outcome: Outcome): Outcome | undefined {
  if (outcome.kind === 'done' || (outcome.kind === 'skipped' && outcome.code === stillNeeded.code)) return undefined;
  if (outcome.kind === 'waiting') return previousWaiting;
  return outcome.kind === 'skipped' && outcome.code === aborted.code ? aborted : previousFailed;
}

function failedToBegin(vdc: PlannedVdc, error: unknown): VdcReport {
  const results: ActionResult[] = vdc.actions.map((action, index) => ({
    action,
    outcome: index === 0 ? { kind: 'failed', ...describe(error) } : previousFailed,
    ms: 0,
  }));
  return { name: vdc.name, verb: vdc.verb, results };
}

function troubleIn(write: Promise<void>): Promise<ReturnType<typeof describe> | undefined> {
  return write.then(
    () => undefined,
    (error: unknown) => describe(error),
  );
}

function describe(error: unknown): { readonly code: string; readonly message: string } {
  return error instanceof ControllerError
    ? { code: error.code, message: error.message }
    : {
        code: 'STATE_FAILED',
        message: `The state store failed (${error instanceof Error ? error.message : String(error)}), so this could not be written down. Mend it, then apply again.`,
      };
}
