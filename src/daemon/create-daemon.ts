import { createLedger } from '../executor/laws/ledger.ts';
import { ControllerError } from '../model/controller-error.ts';
import type { DaemonEvent } from '../model/daemon-event.ts';
import type { DaemonStatus } from '../model/daemon-status.ts';
import type { Pause, VdcName } from '../model/virtual-data-center.ts';
import type { Lease, VdcStatus } from '../state/state-store.ts';
import { circuitNames, describeError } from './circuits.ts';
import type { DaemonOptions } from './daemon-options.ts';
import { describeDaemon } from './describe-daemon.ts';
import { createHaltSwitch } from '../reconciler/halt-switch.ts';
import { createInstallationSlot, type InstallationSlot } from './installation-slot.ts';
import { keepLease } from './keep-lease.ts';
import { lead, openSession } from './lead.ts';
import type { Role, Session } from './session.ts';
import { stillHalted } from '../reconciler/still-halted.ts';

/** A daemon that runs for ever: stands by until the lease is its own, then leads until it is lost or the end has come. */
export interface Daemon {
  /** Until `signal` is aborted, or after one pass. Resolves when everything is drained and written down. */
  run(signal: AbortSignal): Promise<void>;
  status(): DaemonStatus;
  approve(fingerprint: string, by: string): Promise<void>;
  pause(vdc: VdcName, pause: Pause): Promise<void>;
  unpause(vdc: VdcName): Promise<boolean>;
  reconcile(vdc: VdcName, signal: AbortSignal): Promise<VdcStatus>;
  sourceHeard(): void;
  subscribe(listener: (event: DaemonEvent) => void): () => void;
  isAlive(): boolean;
  readiness(): { readonly isReady: boolean; readonly reasons: readonly string[] };
}

/** How long the loop may be silent, and a pass last, before it counts as stuck. */
const silentMs = 30_000;
const longestPassMs = 15 * 60_000;
const standbyEveryMs = 1_000;

export function createDaemon(options: DaemonOptions): Daemon {
  const { clock, store, lease: times, holder, writePermit } = options;
  const listeners = new Set<(event: DaemonEvent) => void>();
  const startedAtMs = clock.now();
  let role: Role = 'starting';
  let leader: string | undefined;
  let session: Session | undefined;
  let slot: InstallationSlot | undefined;
  let tickedAt = clock.elapsed();
  let storeTrouble: string | undefined;

  const tell = (event: DaemonEvent): void => {
    options.onEvent(event);
    for (const listener of listeners) listener(event);
  };
  const ticked = (): void => {
    tickedAt = clock.elapsed();
  };
  const become = (next: 'leader' | 'standby' | 'stopping'): void => {
    if (role === next) return;
    role = next;
    tell({ kind: 'role-changed', atMs: clock.now(), role: next, ...(leader !== undefined && { holder: leader }) });
  };
  const halt = createHaltSwitch({ store, clock, writeBundle: options.writeBundle, tell });
  const ledger = createLedger(clock.elapsed);
  const leading = (): Session => {
    if (session !== undefined && role === 'leader') return session;
    throw notLeading(leader);
  };

  /** The lease, as soon as it can be had; undefined when the end comes first. */
  async function waitForLease(signal: AbortSignal): Promise<Lease | undefined> {
    while (!signal.aborted) {
      ticked();
      const reluctanceMs = options.reluctanceMs?.() ?? 0;
      if (reluctanceMs > 0) await clock.sleep(reluctanceMs, signal).catch(() => undefined);
      if (signal.aborted) return undefined;
      try {
        const lease = await store.acquireLease({ holder, ttlMs: times.ttlMs });
        storeTrouble = undefined;
        if (lease !== undefined) return lease;
        leader = await store.readLeaseHolder();
        become('standby');
      } catch (error) {
        // What a person must mend ends the program; an outage of the store is waited out.
        if (!isWaitedOut(error)) throw error;
        storeTrouble = describeError(error);
        become('standby');
      }
      await clock.sleep(standbyEveryMs, signal).catch(() => undefined);
    }
    return undefined;
  }

  async function leadOnce(lease: Lease, installations: InstallationSlot, signal: AbortSignal): Promise<void> {
    const kept = keepLease(lease, clock, times);
    writePermit.check = () => {
      halt.assertRunning();
      if (session?.standing.halted !== undefined) throw stillHalted(session.standing.halted);
      kept.assertHeld();
    };
    const leadOptions = {
      daemon: options,
      slot: installations,
      tell,
      halt,
      ledger,
      signal: AbortSignal.any([signal, kept.signal, halt.signal]),
      ticked,
    };
    try {
      session = openSession(leadOptions);
      leader = holder;
      become('leader');
      await lead(session, leadOptions);
    } finally {
      if (signal.aborted || halt.signal.aborted) become('stopping');
      // While the lease is ours: what is written down is for whoever comes next.
      await halt.whenWritten();
      await kept.stop();
      writePermit.check = refuseAll;
      leader = undefined;
    }
  }

  return {
    async run(signal) {
      writePermit.check = refuseAll;
      slot = createInstallationSlot(await options.openInstallation());
      try {
        for (let isOver = false; !isOver;) {
          const lease = await waitForLease(signal);
          if (lease === undefined) break;
          try {
            await leadOnce(lease, slot, signal);
          } catch (error) {
            // Frozen right after the lease was had, until it was over: whoever has it now leads.
            const isFenced = error instanceof ControllerError && error.code === 'STATE_FENCED';
            // The store went away between the lease and the first look: waited out like any other outage of it.
            if (options.isOnce === true || !(isFenced || isWaitedOut(error))) throw error;
            storeTrouble = isFenced ? undefined : describeError(error);
            become('standby');
            await clock.sleep(standbyEveryMs, signal).catch(() => undefined);
            continue;
          }
          halt.assertRunning();
          isOver = signal.aborted || options.isOnce === true;
          if (!isOver) become('standby');
        }
      } finally {
        become('stopping');
        await slot.close();
      }
    },
    status: () => describeDaemon({ options, role, leader, session, slot, startedAtMs, storeTrouble }),
    async approve(fingerprint, by) {
      const { standing, triggers } = leading();
      if (standing.halted?.id === fingerprint) {
        await store.noteHalt(undefined);
        delete standing.halted;
        tell({ kind: 'halt-lifted', atMs: clock.now(), id: fingerprint, by });
        triggers.fire('approval');
        return;
      }
      const isKnown =
        standing.refused?.fingerprint === fingerprint ||
        standing.untrusted?.fingerprint === fingerprint ||
        (standing.isRewound && fingerprint.startsWith('git:'));
      if (!isKnown) throw approvalUnknown(fingerprint, standing.refused?.fingerprint);
      await store.approve({ fingerprint, by, atMs: clock.now() });
      triggers.fire('approval');
    },
    async pause(vdc, pause) {
      const { board, queue, triggers, standing } = leading();
      if (!board.has(vdc) && standing.wishes?.has(vdc) !== true) throw vdcUnknown(vdc);
      // Before it is written: from now on nothing new is begun for it, whatever a look under way has seen.
      standing.paused.set(vdc, pause);
      queue.drop(vdc);
      await store.pause(vdc, pause);
      tell({ kind: 'paused', atMs: clock.now(), vdc, by: pause.by, reason: pause.reason });
      triggers.fire('request');
    },
    async unpause(vdc) {
      const { triggers, standing } = leading();
      const wasPaused = await store.unpause(vdc);
      standing.paused.delete(vdc);
      if (!wasPaused) return false;
      tell({ kind: 'unpaused', atMs: clock.now(), vdc });
      triggers.fire('request');
      return true;
    },
    async reconcile(vdc, signal) {
      const { board, requests, triggers, standing } = leading();
      if (!board.has(vdc) && standing.wishes !== undefined && !standing.wishes.has(vdc)) throw vdcUnknown(vdc);
      const answered = requests.add(vdc, signal);
      triggers.fire('request');
      await answered;
      const status = board.of(vdc);
      if (status === undefined) throw vdcUnknown(vdc);
      return status;
    },
    sourceHeard: () => session?.standing.sourceHeard?.(),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isAlive() {
      const beganAt = session?.standing.passBeganAt;
      const isStuck = beganAt !== undefined && clock.elapsed() - beganAt > longestPassMs;
      return clock.elapsed() - tickedAt < silentMs && !isStuck;
    },
    readiness() {
      const reasons: string[] = [];
      if (storeTrouble !== undefined) reasons.push(storeTrouble);
      if (role === 'starting' || role === 'stopping') reasons.push(role);
      const halted = session?.standing.halted;
      if (role === 'leader' && halted !== undefined) reasons.push(stillHalted(halted).message);
      if (role === 'leader' && session?.standing.lastPass === undefined) reasons.push('no pass was made yet');
      for (const name of circuitNames) {
        const circuit = session?.circuits[name].status();
        if (role === 'leader' && circuit?.isOpen === true)
          reasons.push(`${name}: ${circuit.message ?? 'out of reach'}`);
      }
      return { isReady: reasons.length === 0, reasons };
    },
  };
}

function isWaitedOut(error: unknown): boolean {
  return error instanceof ControllerError && error.retry !== 'never';
}

/** Whoever does not lead changes nothing. */
function refuseAll(): void {
  throw new ControllerError(
    'LEASE_LOST',
    'This daemon does not have the lease on its state, so another one may be acting: nothing is sent. It takes over when the lease is free.',
    { retry: 'later' },
  );
}

function notLeading(leader: string | undefined): ControllerError {
  return new ControllerError(
    'DAEMON_NOT_LEADING',
    `This daemon does not lead now, so it can change nothing${leader === undefined ? '' : `; ${leader} does`}. Ask that one, or wait until this one has taken over.`,
    { retry: 'later', ...(leader !== undefined && { details: { leader } }) },
  );
}

function approvalUnknown(fingerprint: string, waiting: string | undefined): ControllerError {
  return new ControllerError(
    'APPROVAL_UNKNOWN',
    waiting === undefined
      ? `Nothing waits for an approval, so ${fingerprint} approves of nothing. \`vdc status\` shows what waits.`
      : `${fingerprint} is not what waits for an approval: that is ${waiting}. The world or the specs have moved since; look at what is planned now before approving of it.`,
  );
}

function vdcUnknown(vdc: VdcName): ControllerError {
  return new ControllerError(
    'VDC_UNKNOWN',
    `Nothing is known of a VDC "${vdc}": no spec names it and the inventory does not know it. \`vdc get\` lists all.`,
  );
}
