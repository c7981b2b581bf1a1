import { createCallSlots } from '../executor/call-slots.ts';
import type { Ledger } from '../executor/laws/ledger.ts';
import type { DaemonEvent } from '../model/daemon-event.ts';
import { closeInterrupted } from '../reconciler/close-interrupted.ts';
import { createAttempts } from './attempts.ts';
import { createCircuits, describeError } from './circuits.ts';
import type { DaemonOptions } from './daemon-options.ts';
import { createDriftWatch } from './drift-watch.ts';
import { endWork } from './end-work.ts';
import type { HaltSwitch } from '../reconciler/halt-switch.ts';
import type { InstallationSlot } from './installation-slot.ts';
import { keepTime } from './keep-time.ts';
import { createRequests } from './requests.ts';
import type { Session, Standing } from './session.ts';
import { createStartWork } from './start-work.ts';
import { createStatusBoard } from './status-board.ts';
import { takePass } from './take-pass.ts';
import { stoppingError } from './stopping-error.ts';
import { createTriggers } from './triggers.ts';
import { loadApproval } from './use-approval.ts';
import { watchWorld } from './watch-world.ts';
import { createWorkQueue } from './work-queue.ts';

export interface LeadOptions {
  readonly halt: HaltSwitch;
  readonly ledger: Ledger;
  readonly daemon: DaemonOptions;
  readonly slot: InstallationSlot;
  readonly tell: (event: DaemonEvent) => void;
  /** As long as this is not aborted we lead. */
  readonly signal: AbortSignal;
  readonly ticked: () => void;
}

const longestProbeGapMs = 60_000;

/** Everything that a leader needs, still at rest. */
export function openSession({ daemon, slot, tell, signal, halt, ledger }: LeadOptions): Session {
  const { clock, store, hashes, drainMs } = daemon;
  const slots = createCallSlots(slot.current().concurrency);
  const standing: Standing = {
    isRewound: false,
    fights: [],
    unserved: new Set(),
    served: new Map(),
    paused: new Map(),
    awaited: new Map(),
    watchTroubles: {},
  };
  const session: Session = {
    clock,
    hashes,
    store,
    slot,
    slots,
    triggers: createTriggers(),
    circuits: createCircuits(clock, longestProbeGapMs),
    queue: createWorkQueue({
      slots,
      start: createStartWork(() => session, drainMs, signal),
      mayBegin(vdc) {
        const pause = standing.paused.get(vdc);
        return pause === undefined || (pause.untilMs !== undefined && pause.untilMs <= clock.now());
      },
      onStarted({ vdc, accepted }) {
        const { revision } = accepted.plan;
        tell({ kind: 'vdc-started', atMs: clock.now(), vdc: vdc.name, verb: vdc.verb, revision });
      },
      onEnded: (work, report, isStale) => endWork(session, work, report, isStale),
    }),
    attempts: createAttempts(clock),
    board: createStatusBoard(store, clock.sleep, tell),
    drift: createDriftWatch(store),
    ledger,
    halt,
    requests: createRequests(),
    standing,
    tell,
  };
  return session;
}

/** Leads until `signal` is aborted: passes one after the other, workers beside them. Drains before it resolves. */
export async function lead(session: Session, { daemon, signal, ticked }: LeadOptions): Promise<void> {
  const { clock, store, triggers, queue, board, drift, standing } = session;
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  const watching = watchWorld(session, daemon, until);
  const timing = keepTime(session, ticked, until);
  try {
    await closeInterrupted(store, clock.now());
    await Promise.all([board.load(), drift.load(), loadApproval(session), findHalt(session)]);
    triggers.fire('start');
    while (!until.aborted) {
      await takePass(session, await triggers.next(until), until);
      if (daemon.isOnce === true && standing.lastPass?.result !== 'abandoned') break;
    }
    if (daemon.isOnce === true) await queue.whenDone();
  } catch (error) {
    if (!until.aborted) throw error;
  } finally {
    queue.clear();
    await queue.whenIdle();
    ending.abort(new Error('the daemon stops leading'));
    await Promise.all([watching, timing]);
    for (const requests of standing.awaited.values()) for (const request of requests) request.settle(stoppingError());
    for (const request of session.requests.take()) request.settle(stoppingError());
    // What was found last is worth keeping; where the store is out of reach the next one finds it again.
    await board.save().catch((error: unknown) => describeError(error));
    // Were it written later, it would stand over what whoever leads next has found, and that may be we ourselves.
    await board.close();
  }
}

/** Whoever was here before was about to do what must never be done, and nobody has said yet that it goes on. */
async function findHalt({ store, standing, tell, clock }: Session): Promise<void> {
  standing.halted = await store.readHalt();
  if (standing.halted !== undefined) tell({ kind: 'halted', ...standing.halted, atMs: clock.now() });
}
