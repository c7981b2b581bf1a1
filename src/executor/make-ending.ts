import type { InventoryEntry, Memory } from '../model/memory.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Plan, PlannedVdc } from '../model/plan.ts';
import type { Ending, HistoryRecord, Intent } from '../state/state-store.ts';
import type { ActionResult } from './apply-report.ts';
import { isUnsent } from './is-failure.ts';
import { entryAfter } from './inventory-entries.ts';
import type { LearnedIds } from './learned-ids.ts';
import { userKey } from './make-intent.ts';
import type { SharedWork } from './shared-work.ts';

/** How one action ended, and what only history wants to know of it. */
export interface TakenTurn extends ActionResult {
  readonly endedAtMs: number;
  /** False when another VDC of the plan carried it out for both. */
  readonly isCarrier: boolean;
}

export interface EndingOptions {
  readonly plan: Plan;
  readonly vdc: PlannedVdc;
  readonly intent: Intent;
  readonly existing: InventoryEntry | undefined;
  readonly memory: Memory;
  readonly turns: readonly TakenTurn[];
  readonly ids: LearnedIds;
  readonly shared: SharedWork;
  readonly nowMs: number;
}

/** What is to be written when nothing more is done for a VDC in this apply. */
export function makeEnding(options: EndingOptions): Ending {
  return {
    intentId: options.intent.id,
    vdc: options.vdc.name,
    atMs: options.nowMs,
    entry: finalEntry(options),
    forgetUsers: usersToForget(options),
    history: makeHistory(options),
  };
}

function finalEntry({ vdc, intent, existing, turns, ids }: EndingOptions): Ending['entry'] {
  if (intent.entry === undefined) return 'keep';
  // Nothing was asked of WAP, so what the intent foresaw never began.
  if (turns.every(({ outcome }) => outcome.kind === 'skipped')) return existing ?? { forget: true, isUnused: true };
  const isOver = turns.some(
    ({ action, outcome }) => action.verb === 'delete' && action.kind === 'vdc' && outcome.kind === 'done',
  );
  return isOver ? { forget: true } : entryAfter(vdc, intent.entry, existing, turns, ids);
}

/** A user that is gone, or that after all was not made by us, must not be taken for ours when it is met again. */
function usersToForget(options: EndingOptions): readonly string[] {
  return options.turns.flatMap((turn) => {
    const { action } = turn;
    return action.kind === 'user' && action.verb !== 'update' && isNotOurs(turn, userKey(action), options)
      ? [userKey(action)]
      : [];
  });
}

function isNotOurs({ action, outcome }: TakenTurn, user: string, { vdc, memory, shared }: EndingOptions): boolean {
  if (action.verb === 'delete') return outcome.kind === 'done';
  if (outcome.kind === 'done' || outcome.kind === 'waiting') return outcome.learned?.userExisted === true;
  // An earlier attempt whose answer was lost may have made it: then it stays noted.
  if (memory.createdUsers.has(user)) return false;
  return outcome.kind === 'failed' ? outcome.isUncertain !== true : shared.isUntouched(vdc.name, action);
}

/** One record for each action that this VDC attempted; what changed stands with the first that sent anything. */
function makeHistory({ plan, vdc, turns }: EndingOptions): readonly HistoryRecord[] {
  const taken = turns.filter(({ outcome, isCarrier }) => isCarrier && outcome.kind !== 'skipped');
  const first = Math.max(
    0,
    taken.findIndex(({ outcome }) => !isUnsent(outcome)),
  );
  return taken.map(({ action, outcome, endedAtMs }, index) => {
    const message = outcome.kind === 'done' ? tell(outcome) : outcome.message;
    return {
      atMs: endedAtMs,
      vdc: vdc.name,
      verb: action.verb,
      resource: action.resource,
      reason: action.reason,
      vdcReason: vdc.reason,
      revision: plan.revision,
      fingerprint: plan.fingerprint,
      changes: index === first ? vdc.changes : [],
      // Counted as a correction it would be one that somebody undid.
      outcome: isUnsent(outcome) ? 'skipped' : outcome.kind,
      ...(message !== undefined && { message }),
    };
  });
}

function tell({ note, warning }: Extract<Outcome, { readonly kind: 'done' }>): string | undefined {
  return note === undefined ? warning : [note, warning].filter((text) => text !== undefined).join('. ');
}
