import { ControllerError } from '../../src/model/controller-error.ts';
import type { DaemonEvent } from '../../src/model/daemon-event.ts';
import type { DaemonStatus } from '../../src/model/daemon-status.ts';
import type { Pause } from '../../src/model/virtual-data-center.ts';
import type { DaemonDoor } from '../../src/server/daemon-door.ts';
import type { HistoryRecord, VdcStatus } from '../../src/state/state-store.ts';
import { aStatus, noonMs } from './state-builders.ts';

/** A daemon that does nothing but what a test tells it, behind the real door. */
export interface InMemoryDaemon extends DaemonDoor {
  /** What it says of itself; mutable. */
  told: DaemonStatus;
  isStuck: boolean;
  reasons: string[];
  readonly vdcs: Map<string, VdcStatus>;
  readonly history: HistoryRecord[];
  readonly approvals: { readonly fingerprint: string; readonly by: string }[];
  readonly pauses: Map<string, Pause>;
  /** How often a forge was heard. */
  heard: number;
  /** How often all statuses were read. */
  reads: number;
  /** Thrown by whatever is asked of the store next. */
  trouble: unknown;
  /** Requests to reconcile that wait. */
  readonly waiting: { readonly vdc: string; readonly signal: AbortSignal; readonly settle: () => void }[];
  /** Resolves when so many wait. */
  waits(count: number): Promise<void>;
  emit(event: DaemonEvent): void;
}

export function createInMemoryDaemon(over: Partial<DaemonStatus> = {}): InMemoryDaemon {
  const listeners = new Set<(event: DaemonEvent) => void>();
  const onWaiting = new Set<() => void>();

  function known(vdc: string): VdcStatus {
    const status = daemon.vdcs.get(vdc);
    if (status === undefined) throw new ControllerError('VDC_UNKNOWN', `Nothing is known of a VDC "${vdc}".`);
    return status;
  }

  function ask(): void {
    if (daemon.trouble !== undefined) throw daemon.trouble;
  }

  const daemon: InMemoryDaemon = {
    told: aDaemonStatus(over),
    isStuck: false,
    reasons: [],
    vdcs: new Map([['acme-prod', aVdc()]]),
    history: [],
    approvals: [],
    pauses: new Map(),
    heard: 0,
    reads: 0,
    trouble: undefined,
    waiting: [],
    waits: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (daemon.waiting.length < count) return;
          onWaiting.delete(look);
          resolve();
        };
        onWaiting.add(look);
        look();
      }),
    emit: (event) => listeners.forEach((listener) => listener(event)),
    status: () => daemon.told,
    async readStatuses(names) {
      ask();
      if (names === undefined) daemon.reads += 1;
      return [...daemon.vdcs.values()].filter(({ name }) => names === undefined || names.includes(name));
    },
    async readHistory({ vdc, limit }) {
      ask();
      return daemon.history.filter((record) => vdc === undefined || record.vdc === vdc).slice(0, limit);
    },
    async approve(fingerprint, by) {
      if (daemon.told.refused?.fingerprint !== fingerprint)
        throw new ControllerError('APPROVAL_UNKNOWN', `Nothing that is refused is called ${fingerprint}.`);
      daemon.approvals.push({ fingerprint, by });
    },
    async pause(vdc, pause) {
      ask();
      known(vdc);
      daemon.pauses.set(vdc, pause);
    },
    async unpause(vdc) {
      return daemon.pauses.delete(vdc);
    },
    reconcile(vdc, signal) {
      return new Promise((resolve, reject) => {
        const status = known(vdc);
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        daemon.waiting.push({ vdc, signal, settle: () => resolve(daemon.vdcs.get(vdc) ?? status) });
        for (const look of onWaiting) look();
      });
    },
    sourceHeard: () => void (daemon.heard += 1),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isAlive: () => !daemon.isStuck,
    readiness: () => ({ isReady: daemon.reasons.length === 0, reasons: daemon.reasons }),
  };
  return daemon;
}

export function aDaemonStatus(over: Partial<DaemonStatus> = {}): DaemonStatus {
  return {
    version: '0.1.0',
    installation: '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11',
    role: 'leader',
    mode: 'enforce',
    startedAtMs: noonMs,
    leader: 'ops1 (process 4711)',
    queued: 0,
    working: [],
    circuits: [],
    fights: [],
    ...over,
  };
}

export function aVdc(over: Partial<VdcStatus> = {}): VdcStatus {
  return { ...aStatus(), ...over };
}
