import { strict as assert } from 'node:assert';
import { ControllerError } from '../model/controller-error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Action, PlannedVdc, WapAction } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import type { HeldVms, InventoryEntry } from '../model/memory.ts';
import type { Provider } from '../providers/provider.ts';
import type { StateStore } from '../state/state-store.ts';
import { callProvider } from './call-provider.ts';
import { type AccountDoors, performOnAccount } from './owners/perform-on-account.ts';
import { type InTurn, type MailDoors, sendMail } from './owners/send-mail.ts';
import type { CallSlots } from './call-slots.ts';
import type { HoldLaws } from './laws/hold-laws.ts';
import type { OnProgress } from './progress.ts';
import { aborted } from './skip-reasons.ts';
import { performOnMachines } from './vms/perform-on-machines.ts';

export interface Performing {
  readonly holdLaws: HoldLaws;
  readonly provider: Pick<Provider, 'carryOut' | 'confirmGone' | 'lookAgain' | 'findMoved' | 'vms'>;
  readonly accounts?: NonNullable<AccountDoors['accounts']> | undefined;
  readonly mailer?: NonNullable<MailDoors['mailer']> | undefined;
  readonly inTurn: InTurn;
  readonly newId: () => string;
  readonly inventory: ReadonlyMap<string, InventoryEntry>;
  readonly store: Pick<StateStore, 'holdVms' | 'readAccounts' | 'putAccount' | 'forgetAccount'>;
  /** Subscription → its machines as they are remembered now. */
  readonly heldVms: Map<string, HeldVms>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly slots: CallSlots;
  /** Of the directory and the mail server: a slow one holds up no call to WAP. */
  readonly ownerSlots: CallSlots;
  /** VDCs in the order in which they get slots: one that was begun is finished before the next is taken up. */
  readonly rankOf: (vdc: VdcName) => number;
  /** Waits; ends early, by returning or throwing, when `signal` is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The first delay before something that is waiting is looked at again; it doubles up to 5 s. */
  readonly lookAgainMs: number;
  /** How long one action is waited for, the looks themselves not counted. */
  readonly waitMs: number;
  /** How long a machine that we asked for something is waited for; a guest that shuts down has a time of its own. */
  readonly vmWaitMs: number;
  readonly onProgress: OnProgress;
  /** Nothing new is started when this is aborted. */
  readonly signal: AbortSignal;
  /** Calls in flight are given up when this is aborted, later than `signal`. */
  readonly callSignal: AbortSignal;
}

/** One action of one VDC and its place there. */
export interface Turn {
  readonly vdc: PlannedVdc;
  readonly index: number;
  /** As it is to be called, with the ids that WAP gave meanwhile. */
  readonly action: Action;
}

const longestDelayMs = 5_000;

/** Calls the provider, and while it says `waiting` looks again, holding a slot only for each call. Never asks twice. */
export async function performAction(performing: Performing, turn: Turn): Promise<Outcome> {
  assert.equal(turn.vdc.paused, undefined, `VDC "${turn.vdc.name}" is paused and must not be changed`);
  const { provider, slots, rankOf, signal, callSignal, onProgress } = performing;
  const { vdc, index, action } = turn;
  const start = () => onProgress({ kind: 'action-started', vdc: vdc.name, index, action });
  if (signal.aborted) return aborted;
  const unlawful = findUnlawful(performing, turn);
  if (unlawful !== undefined) return unlawful;
  if (isBookkeeping(action)) {
    start();
    return { kind: 'done' };
  }
  if (action.kind === 'vms') {
    start();
    return callProvider(() => performOnMachines(performing, { vdc, index, action }), callSignal);
  }
  const inSlot = (call: (one: AbortSignal) => Promise<Outcome>, of = slots): Promise<Outcome> =>
    of.use(rankOf(vdc.name), async () => {
      if (signal.aborted) return aborted;
      start();
      return callProvider(call, callSignal);
    });
  if (action.kind === 'account')
    return inSlot((one) => performOnAccount(action, performing, one), performing.ownerSlots);
  if (action.kind === 'mail') {
    const isRetired = !vdc.actions.some(({ verb }) => verb === 'retire');
    const retiredAtMs = (isRetired ? performing.inventory.get(vdc.name)?.retiredAtMs : undefined) ?? performing.now();
    return inSlot((one) => sendMail({ vdc: vdc.name, action, retiredAtMs }, performing, one), performing.ownerSlots);
  }
  const outcome = await inSlot((one) => provider.carryOut(action, one));
  return outcome.kind === 'waiting' ? awaitArrival(performing, { vdc, index, action }, outcome) : outcome;
}

/** As it was planned: what WAP called it meanwhile no look has seen. */
function findUnlawful({ holdLaws }: Performing, { vdc, index, action }: Turn): Outcome | undefined {
  const planned = vdc.actions[index];
  assert.equal(planned?.verb, action.verb, 'what is called is what was planned');
  assert.equal(planned?.resource, action.resource, 'what is called is what was planned');
  try {
    holdLaws(vdc, planned);
    return undefined;
  } catch (error) {
    if (!(error instanceof ControllerError)) throw error;
    return { kind: 'failed', code: error.code, message: error.message };
  }
}

/** Done by writing the inventory; WAP is not asked. */
function isBookkeeping(action: Action): boolean {
  return (action.verb === 'adopt' && action.kind === 'subscription') || action.kind === 'vdc';
}

async function awaitArrival(
  performing: Performing,
  turn: Turn & { readonly action: WapAction },
  asked: Extract<Outcome, { readonly kind: 'waiting' }>,
): Promise<Outcome> {
  const { provider, slots, rankOf, signal, callSignal, onProgress, waitMs } = performing;
  let outcome: Outcome = asked;
  let delayMs = Math.max(1, performing.lookAgainMs);
  // Counted in sleep, not by the clock: one that is set back must not make this wait for hours.
  let waitedMs = 0;
  while (outcome.kind === 'waiting' && waitedMs < waitMs && !signal.aborted) {
    const lookAgainInMs = Math.min(delayMs, waitMs - waitedMs);
    const { index, action, vdc } = turn;
    onProgress({ kind: 'action-waiting', vdc: vdc.name, index, action, message: outcome.message, lookAgainInMs });
    await pause(performing, lookAgainInMs);
    waitedMs += lookAgainInMs;
    delayMs = Math.min(delayMs * 2, longestDelayMs);
    const before: Outcome = outcome;
    outcome = await slots.use(rankOf(turn.vdc.name), async () => {
      if (signal.aborted) return before;
      return keepLearned(before, await callProvider((one) => provider.lookAgain(action, one), callSignal));
    });
  }
  return outcome;
}

async function pause({ sleep, signal }: Performing, ms: number): Promise<void> {
  try {
    await sleep(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** What the first answer taught is not said again by the look. */
function keepLearned(before: Outcome, after: Outcome): Outcome {
  const learned = before.kind === 'waiting' ? before.learned : undefined;
  if (learned === undefined || (after.kind !== 'done' && after.kind !== 'waiting')) return after;
  return { ...after, learned: { ...learned, ...after.learned } };
}
