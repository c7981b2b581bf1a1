import { strict as assert } from 'node:assert';
import type { Memory } from '../model/memory.ts';
import type { Plan, PlannedVdc } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import type { Provider } from '../providers/provider.ts';
import type { StateStore } from '../state/state-store.ts';
import { type ApplyReport, makeReport, type VdcReport } from './apply-report.ts';
import { type CallSlots, createCallSlots } from './call-slots.ts';
import { drainCalls } from './drain-calls.ts';
import { gatherEndings } from './gather-endings.ts';
import { gatherHolds } from './gather-holds.ts';
import { createInTurn } from './owners/send-mail.ts';
import type { Performing } from './perform-action.ts';
import type { OnProgress } from './progress.ts';
import { type Apply, beginVdc, runVdc } from './run-vdc.ts';
import { createSharedWork, type SharedWork } from './shared-work.ts';
import { aborted } from './skip-reasons.ts';

export interface ApplyOptions {
  /** Without unsafe entries: an approval has lifted them before. */
  readonly plan: Plan;
  /** What the plan was made from. */
  readonly memory: Memory;
  readonly provider: Pick<Provider, 'carryOut' | 'confirmGone' | 'lookAgain' | 'findMoved' | 'vms'>;
  /** The directory and the mail server; absent where the settings name none. */
  readonly accounts?: Performing['accounts'] | undefined;
  readonly mailer?: Performing['mailer'] | undefined;
  readonly store: Performing['store'] & Pick<StateStore, 'begin' | 'end'>;
  readonly holdLaws: Performing['holdLaws'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Ends early, by returning or throwing, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Unique among all intents there will ever be. */
  readonly newId: () => string;
  /** Calls in flight at most. */
  readonly concurrency: number;
  /** Those of several applies that run side by side; by default its own. */
  readonly slots?: CallSlots;
  /** Added to the rank of each VDC: of several applies with the same slots the lower goes first. */
  readonly rankBase?: number;
  /** Where the VDCs of one plan are carried out in several applies: what they share. By default its own. */
  readonly shared?: SharedWork;
  /** The same of users whose making was noted. */
  readonly notedUsers?: Set<string>;
  /** Of several applies that run side by side: whose turn it is to set an account's password. By default its own. */
  readonly inTurn?: Performing['inTurn'];
  /** How long one action that WAP is busy with is waited for before it is reported as `waiting`. */
  readonly waitMs: number;
  /** How long a machine that was asked for something is waited for; a guest that shuts down has a time of its own. */
  readonly vmWaitMs: number;
  /** The first delay before such an action is looked at; it doubles up to 5 s. */
  readonly lookAgainMs: number;
  /** How long calls in flight may still take after an abort. */
  readonly drainMs?: number;
  readonly onProgress: OnProgress;
  /** Told of each VDC when nothing more is done for it, long before the others may be. Must not throw. */
  readonly onVdcEnded?: (report: VdcReport) => void;
}

/** Calls to the directory and to the mail server at most, each a short one. */
const ownerCalls = 4;

/** As many VDCs as are begun in one commit, ahead of the calls. */
const smallestBurst = 64;

/**
 * Carries out a plan: VDCs side by side, the actions of one VDC in order, nothing twice, nothing that is paused or
 * unsafe. The intent of a VDC is durable before its first call. One VDC's failure stops no other; an abort starts
 * nothing new. Resolves when every intent that was begun is ended, or could not be.
 */
export async function applyPlan(options: ApplyOptions, signal: AbortSignal): Promise<ApplyReport> {
  const { plan, memory, store, sleep, concurrency } = options;
  assert.equal(plan.unsafe.length, 0, 'a plan that is unsafe must not be carried out');
  assert.ok(Number.isInteger(concurrency) && concurrency > 0, 'concurrency must be a whole number above 0');
  const order = criticalPathFirst(plan.vdcs);
  const ranks = new Map(order.map(({ name }, rank) => [name, rank]));
  const drain = drainCalls(signal, options.drainMs ?? 30_000, sleep);
  const apply: Apply = {
    ...options,
    store: {
      begin: (intent) => store.begin(intent),
      readAccounts: () => store.readAccounts(),
      putAccount: (account) => store.putAccount(account),
      forgetAccount: (id) => store.forgetAccount(id),
      holdVms: gatherHolds({ store, sleep }),
    },
    inTurn: options.inTurn ?? createInTurn(),
    ownerSlots: createCallSlots(ownerCalls),
    heldVms: new Map(memory.heldVms),
    inventory: new Map(memory.inventory.map((entry) => [entry.name, entry])),
    endings: gatherEndings({ store, sleep }),
    shared: options.shared ?? createSharedWork(plan.vdcs),
    notedUsers: options.notedUsers ?? new Set(),
    slots: options.slots ?? createCallSlots(concurrency),
    rankOf: (vdc) => (options.rankBase ?? 0) + (ranks.get(vdc) ?? order.length),
    signal,
    callSignal: drain.callSignal,
  };
  try {
    const reports = await runInBursts(
      apply,
      order,
      Math.max(smallestBurst, 4 * concurrency),
      options.onVdcEnded ?? (() => undefined),
    );
    const inPlanOrder = plan.vdcs.flatMap(({ name }) => reports.get(name) ?? []);
    return makeReport(inPlanOrder, signal.aborted);
  } finally {
    drain.stop();
  }
}

async function runInBursts(
  apply: Apply,
  order: readonly PlannedVdc[],
  burstSize: number,
  onVdcEnded: (report: VdcReport) => void,
): Promise<ReadonlyMap<VdcName, VdcReport>> {
  const { plan, endings, shared, slots, signal } = apply;
  const reports = new Map<VdcName, VdcReport>();
  const note = (report: VdcReport): void => {
    reports.set(report.name, report);
    onVdcEnded(report);
  };
  const crashes: unknown[] = [];
  const running: Promise<void>[] = [];
  const queue = [...order];
  for (const vdc of plan.vdcs) if (!isToBeCarriedOut(vdc)) shared.leave(vdc.name);
  while (queue.length > 0 && !signal.aborted) {
    // A few that came last would have to go all their way alone.
    const burst = queue.splice(0, queue.length < 1.5 * burstSize ? queue.length : burstSize);
    // In the same turn as the intents, so that both share a commit.
    endings.flush();
    const begun = await Promise.all(burst.map(async (vdc) => ({ vdc, begun: await beginVdc(apply, vdc) })));
    for (const { vdc, begun: intent } of begun) {
      if ('results' in intent) note(intent);
      else running.push(runVdc(apply, vdc, intent).then(note, (crash: unknown) => void crashes.push(crash)));
    }
    // Not all at once: what is begun and never reached would be open intents after a crash.
    await slots.whenShortOfWork();
  }
  for (const vdc of queue) {
    shared.leave(vdc.name);
    note(neverBegun(vdc));
  }
  await Promise.all(running);
  if (crashes.length > 0) throw crashes[0];
  return reports;
}

function neverBegun({ name, verb, actions }: PlannedVdc): VdcReport {
  return { name, verb, results: actions.map((action) => ({ action, outcome: aborted, ms: 0 })) };
}

/** Those with the most to do first: the longest way decides when everything is done. */
function criticalPathFirst(vdcs: readonly PlannedVdc[]): readonly PlannedVdc[] {
  return vdcs
    .filter(isToBeCarriedOut)
    .sort((a, b) => b.actions.length - a.actions.length || (a.name < b.name ? -1 : 1));
}

function isToBeCarriedOut({ actions, paused }: PlannedVdc): boolean {
  return actions.length > 0 && paused === undefined;
}
