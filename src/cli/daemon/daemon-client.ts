import type { DaemonEvent } from '../../model/daemon-event.ts';
import type { DaemonStatus } from '../../model/daemon-status.ts';
import type { Plan } from '../../model/plan.ts';
import type { Pause, VdcName } from '../../model/virtual-data-center.ts';
import type { VdcStatus } from '../../state/state-store.ts';

/** What a daemon tells of a plan that it refuses: why, and how much of what it would do. */
export type RefusedPlan = Pick<Plan, 'fingerprint' | 'summary' | 'unsafe'>;

/** What a daemon says of itself over the wire. */
export type ToldStatus = Omit<DaemonStatus, 'refused'> & { readonly refused?: RefusedPlan };

/**
 * A running daemon, spoken to by a command. Every call ends: by its answer, or by a ControllerError that says whether
 * nobody answered, the token was refused, or what the daemon itself says is wrong.
 */
export interface DaemonClient {
  /** With the very words that came, for those who want them as data. */
  status(): Promise<{ readonly status: ToldStatus; readonly wire: unknown }>;
  /** Undefined: nothing is known of such a VDC. */
  vdc(name: VdcName): Promise<VdcStatus | undefined>;
  approve(fingerprint: string, by: string): Promise<void>;
  pause(name: VdcName, pause: Pause): Promise<void>;
  /** False: it was not paused by command. */
  unpause(name: VdcName): Promise<boolean>;
  /** Waits as long as the daemon lives: a machine may take ten minutes to shut down. */
  reconcile(name: VdcName): Promise<VdcStatus>;
  /** Resolves once it listens. Whatever goes wrong ends the listening and nothing else. */
  follow(listener: (event: DaemonEvent) => void): Promise<void>;
  close(): Promise<void>;
}
