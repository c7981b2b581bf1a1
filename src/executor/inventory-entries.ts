import type { InventoryEntry, LastSpec } from '../model/memory.ts';
import type { PlannedVdc } from '../model/plan.ts';
import type { ActionResult } from './apply-report.ts';
import type { LearnedIds } from './learned-ids.ts';

/**
 * The inventory entry as it must stand before a VDC's first call: if we die now, the next pass must know what is ours,
 * when a retirement began and how often a resync was asked for. `undefined` when there is nothing to remember.
 */
export function entryBefore(
  planned: PlannedVdc,
  existing: InventoryEntry | undefined,
  nowMs: number,
): InventoryEntry | undefined {
  const { remember, name } = planned;
  if (remember === undefined) return existing;
  // Another subscription (a new generation, one that was adopted) starts its own life.
  const same = existing?.subscriptionId === remember.subscriptionId ? existing : undefined;
  const does = new Set(planned.actions.map(({ verb }) => verb));
  // A spec that came back ends the retirement.
  const before = planned.place === undefined ? existing : undefined;
  const isUnfinished =
    same === undefined || same.isUnfinished === true || (planned.place !== undefined && same.retiredAtMs !== undefined);
  // It belongs to the name: who was told of a VDC is not told again when somebody deleted it and it is made anew.
  const told = existing?.told ?? remember.told;
  const retiredAtMs = does.has('retire') ? nowMs : before?.retiredAtMs;
  return {
    name,
    generation: remember.generation,
    subscriptionId: remember.subscriptionId,
    wasSeen: same?.wasSeen === true || planned.actions.some(adoptsSubscription),
    hostingPlanId: remember.hostingPlanId,
    isAdopted: remember.isAdopted,
    userName: remember.userName,
    lastSpec: notYetFulfilled(remember.lastSpec, same?.lastSpec),
    ...(retiredAtMs !== undefined && { retiredAtMs }),
    ...(before?.isRetained !== undefined && { isRetained: before.isRetained }),
    ...(isUnfinished && { isUnfinished }),
    ...((before?.isBeingDeleted === true || planned.actions.some(opensToClear)) && { isBeingDeleted: true }),
    resyncs: (same?.resyncs ?? 0) + (does.has('resync') ? 1 : 0),
    ...(told !== undefined && { told }),
  };
}

/** An account that is adopted shows nothing of the VDC, which may not be there yet. */
function adoptsSubscription({ verb, kind }: PlannedVdc['actions'][number]): boolean {
  return verb === 'adopt' && kind === 'subscription';
}

/** The same entry after the last action: what was learned, and only what was really done. */
export function entryAfter(
  planned: PlannedVdc,
  begun: InventoryEntry,
  existing: InventoryEntry | undefined,
  results: readonly ActionResult[],
  ids: LearnedIds,
): InventoryEntry {
  // Who could not be told is told later; the VDC is as it was asked for all the same.
  const isDone = results.every(({ action, outcome }) => outcome.kind === 'done' || action.kind === 'mail');
  const { retiredAtMs, isUnfinished, isBeingDeleted, ...rest } = begun;
  const isOpened = isBeingDeleted === true && (existing?.isBeingDeleted === true || !wasRefused(results));
  const retired = wasNotDone(results, 'retire') ? existing?.retiredAtMs : retiredAtMs;
  return {
    ...rest,
    hostingPlanId: ids.resolve(begun.hostingPlanId),
    wasSeen: begun.wasSeen || results.some(showsSubscription),
    lastSpec: (isDone ? planned.remember?.lastSpec : undefined) ?? begun.lastSpec,
    ...(retired !== undefined && { retiredAtMs: retired }),
    ...(isOpened && { isBeingDeleted: true }),
    ...(isUnfinished && !(isDone && planned.blocks.length === 0) && { isUnfinished }),
    resyncs: resyncsAfter(begun, results, isDone),
    ...toldAfter(results),
  };
}

function toldAfter(results: readonly ActionResult[]): Pick<InventoryEntry, 'told'> {
  const tells = results.flatMap(({ action, outcome }) =>
    action.kind === 'mail' && action.tells !== undefined && outcome.kind === 'done' ? [action.tells] : [],
  );
  const told = tells.at(-1);
  return told === undefined ? {} : { told };
}

/**
 * What was asked for counts only once it is there, or the next pass could not tell a changed spec from drift; the
 * way out and the protection count at once.
 */
function notYetFulfilled(asked: LastSpec, before: LastSpec | undefined): LastSpec {
  if (before === undefined) return asked;
  const { coAdmins: _, ...others } = asked;
  return {
    ...others,
    limits: before.limits,
    state: before.state,
    hostingPlan: before.hostingPlan,
    ...(before.coAdmins !== undefined && { coAdmins: before.coAdmins }),
  };
}

/**
 * From then on an active VDC may be our own doing. Where it stays suspended while it is cleared, whoever made it active
 * did so on purpose: that gives it a new grace.
 */
function opensToClear({ reason }: PlannedVdc['actions'][number]): boolean {
  return reason === 'to-be-cleared';
}

function wasNotDone(results: readonly ActionResult[], verb: 'retire'): boolean {
  return results.some(({ action, outcome }) => action.verb === verb && outcome.kind !== 'done');
}

/** WAP said no, so that it is suspended still. */
function wasRefused(results: readonly ActionResult[]): boolean {
  const opening = results.find(({ action }) => opensToClear(action));
  return opening?.outcome.kind === 'failed' && opening.outcome.isUncertain !== true;
}

/** Whatever succeeded on a subscription shows that WAP has it; its removal does not. */
function showsSubscription({ action, outcome }: ActionResult): boolean {
  return action.kind === 'subscription' && action.verb !== 'delete' && outcome.kind === 'done';
}

function resyncsAfter(begun: InventoryEntry, results: readonly ActionResult[], isDone: boolean): number {
  const resync = results.find(({ action }) => action.verb === 'resync');
  if (resync === undefined) return isDone ? 0 : begun.resyncs;
  return resync.outcome.kind === 'skipped' ? begun.resyncs - 1 : begun.resyncs;
}
