import { NOTHING_CLOSER } from '../model/observed-state.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import { destructionsOf } from '../planner/check-safety.ts';
import { findQuestions } from '../planner/find-questions.ts';
import { planChanges } from '../planner/plan-changes.ts';
import type { PlannerInput } from '../planner/planner-input.ts';
import { loadDesired } from '../reconciler/load-desired.ts';
import type { PlannedPass } from '../reconciler/observe-and-plan.ts';
import type { Snapshot, SpecSource } from '../sources/spec-source.ts';
import { acceptPass, leaveOthers, type Work } from './accepted-pass.ts';
import { isToBeDone } from './choose-work.ts';
import type { DaemonInstallation } from './installation-slot.ts';
import type { Session } from './session.ts';
import { editedSince, type Wishes, wishesOf } from './wishes.ts';

export interface QuickLook {
  /** As it was loaded, so that the whole look need not load it again. */
  readonly snapshot: Snapshot;
  /** Nobody waits for the whole look that follows. */
  readonly isAllServed: boolean;
}

/** So few may have been edited together; more are worth a look at everything first. */
const most = 16;
/** How long the whole look waits for them. */
const patienceMs = 3_000;

/**
 * Whoever has just edited a few VDCs should not wait for a look at ten thousand. Those that stand, and that nothing is taken
 * from, are looked at alone, in the frame of the last whole look, and worked on before it is made anew: it follows at once.
 * Whatever is not as simple as that is left to it.
 */
export async function lookQuickly(
  session: Session,
  installation: DaemonInstallation,
  signal: AbortSignal,
): Promise<QuickLook | undefined> {
  const { standing, queue } = session;
  const { frame: last, wishes: before } = standing;
  if (last === undefined || before === undefined) return undefined;
  const snapshot = await installation.source.load(signal);
  const source: SpecSource = { ...installation.source, load: async () => snapshot };
  const desired = await loadDesired({ source, specCache: installation.specCache }, installation.rules, signal);
  const wishes = wishesOf(desired);
  const edited = editedSince(before, wishes);
  const names = findSimple(session, last, edited, wishes);
  const nothing: QuickLook = { snapshot, isAllServed: false };
  if (names.length === 0) return nothing;
  const frame: PlannerInput = {
    ...last.pass.input,
    rules: installation.rules.planner,
    desired,
    closer: NOTHING_CLOSER,
    scope: { targets: names, selector: {} },
    nowMs: session.clock.now(),
  };
  const input = await renew(frame, names, installation, signal);
  if (input === undefined) return nothing;
  // What a cloud has in all is only warned of, by the look that follows.
  if (findQuestions(input).some(({ kind }) => kind !== 'capacity')) return nothing;
  const plan = planChanges(input, new Date(input.nowMs).toISOString());
  if (plan.unsafe.length > 0) return nothing;
  const accepted = acceptPass({ plan, input }, plan);
  const works: Work[] = plan.vdcs
    .filter((vdc) => isToBeDone(vdc) && vdc.reason === 'spec-changed' && destructionsOf(vdc).size === 0)
    .map((vdc) => ({ vdc, accepted, isUrgent: true }));
  for (const { vdc } of works) standing.served.set(vdc.name, wishes.get(vdc.name) ?? '');
  if (works.length === 0) return nothing;
  leaveOthers(accepted, works);
  queue.add(works);
  // The whole look is work for one processor, and would hold up their calls. It need not wait for who takes long.
  const over = new AbortController();
  const ended = queue.whenEnded(works.map(({ vdc }) => vdc.name));
  await Promise.race([ended, session.clock.sleep(patienceMs, AbortSignal.any([signal, over.signal]))]).finally(() =>
    over.abort(),
  );
  return { snapshot, isAllServed: [...edited].every((name) => standing.served.get(name) === wishes.get(name)) };
}

/** A pass, and how much work had ended when its memory was read. */
export interface Frame {
  readonly pass: PlannedPass;
  readonly mark: number;
}

/** Those that are declared, that we have, that the last look showed, and whose memory is as that look read it. */
function findSimple(
  { queue, standing }: Session,
  { pass: { input }, mark }: Frame,
  edited: ReadonlySet<VdcName>,
  wishes: Wishes,
): readonly VdcName[] {
  const fighting = new Set(standing.fights.map(({ vdc }) => vdc));
  const touched = new Set([...queue.endedSince(mark), ...queue.working()]);
  const shown = new Set(input.observed.subscriptions.map(({ id }) => id));
  const known = new Map(input.memory.inventory.map((entry) => [entry.name, entry]));
  const names = [...edited].filter((name) => {
    const entry = known.get(name);
    if (entry === undefined || !wishes.has(name) || touched.has(name) || fighting.has(name)) return false;
    return entry.wasSeen && entry.retiredAtMs === undefined && shown.has(entry.subscriptionId);
  });
  return names.length > most ? [] : names;
}

/** The last look, with what is seen now in the place of what was seen then; undefined where something is gone. */
async function renew(
  frame: PlannerInput,
  names: readonly VdcName[],
  { provider }: DaemonInstallation,
  signal: AbortSignal,
): Promise<PlannerInput | undefined> {
  const wanted = new Set(names);
  const ids = frame.memory.inventory.flatMap(({ name, subscriptionId }) => (wanted.has(name) ? [subscriptionId] : []));
  const seen = await provider.observeSome(ids, signal);
  if (seen === undefined) return undefined;
  const subscriptions = new Map(seen.subscriptions.map((one) => [one.id, one]));
  const hostingPlans = new Map(seen.hostingPlans.map((one) => [one.id, one]));
  const { observed } = frame;
  return {
    ...frame,
    observed: {
      ...observed,
      subscriptions: observed.subscriptions.map((one) => subscriptions.get(one.id) ?? one),
      hostingPlans: observed.hostingPlans.map((one) => hostingPlans.get(one.id) ?? one),
    },
  };
}
