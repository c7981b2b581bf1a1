import type { DaemonEvent } from '../model/daemon-event.ts';
import type { DaemonStatus } from '../model/daemon-status.ts';
import type { Pause, VdcName } from '../model/virtual-data-center.ts';
import type { HistoryQuery, HistoryRecord, VdcStatus } from '../state/state-store.ts';

/** The daemon as the server sees it. Handed in by main.ts; the server imports nothing of the daemon. */
export interface DaemonDoor {
  /** At once, from memory. */
  status(): DaemonStatus;
  readStatuses(names?: readonly VdcName[]): Promise<readonly VdcStatus[]>;
  readHistory(query: HistoryQuery): Promise<readonly HistoryRecord[]>;
  /** Throws APPROVAL_UNKNOWN when no refused plan and no rewound source has this name. */
  approve(fingerprint: string, by: string): Promise<void>;
  /** Throws VDC_UNKNOWN for a name that neither a spec nor the inventory has. */
  pause(vdc: VdcName, pause: Pause): Promise<void>;
  /** False: it was not paused by command. */
  unpause(vdc: VdcName): Promise<boolean>;
  /** Looks at this VDC now. Resolves with its status when exactly this request was handled. */
  reconcile(vdc: VdcName, signal: AbortSignal): Promise<VdcStatus>;
  /** A forge says that something was pushed. */
  sourceHeard(): void;
  /** From now on; returns what ends it. A listener must not throw. */
  subscribe(listener: (event: DaemonEvent) => void): () => void;
  /** Whether the loop still turns: false when it is stuck. */
  isAlive(): boolean;
  /** Whether it is of use: state and source were read, and as a leader a pass was made; a standby is ready when it could take over. */
  readiness(): { readonly isReady: boolean; readonly reasons: readonly string[] };
}
