import type { CallSlots } from '../executor/call-slots.ts';
import type { DaemonEvent } from '../model/daemon-event.ts';
import type { DaemonStatus, FightStatus, PassSummary } from '../model/daemon-status.ts';
import type { Ledger } from '../executor/laws/ledger.ts';
import type { Halt } from '../model/law.ts';
import type { Plan } from '../model/plan.ts';
import type { Pause, VdcName } from '../model/virtual-data-center.ts';
import type { PassDoors } from '../reconciler/pass-doors.ts';
import type { Approval, StateStore } from '../state/state-store.ts';
import type { Attempts } from './attempts.ts';
import type { Circuits } from './circuits.ts';
import type { DriftWatch } from './drift-watch.ts';
import type { HaltSwitch } from '../reconciler/halt-switch.ts';
import type { InstallationSlot } from './installation-slot.ts';
import type { Frame } from './quick-look.ts';
import type { Request, Requests } from './requests.ts';
import type { StatusBoard } from './status-board.ts';
import type { Triggers } from './triggers.ts';
import type { Wishes } from './wishes.ts';
import type { WorkQueue } from './work-queue.ts';

/** Time, chance and names, handed in by main.ts. */
export interface DaemonClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody can set. */
  readonly elapsed: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly newId: () => string;
}

/** What changes while a daemon leads, in one place. */
export interface Standing {
  lastPass?: PassSummary;
  /** By the clock that nobody can set, as are the two that follow. */
  lastPassEndedAt?: number;
  lastGoodPassAt?: number;
  nextPassAt?: number;
  refused?: Plan;
  /** What was seen and could not be trusted; a person who knows better may approve even of that. */
  untrusted?: Plan;
  /** What somebody approved of and is not yet done. */
  approval?: Approval;
  /** Of which approval was last told that a plan is carried out by it. */
  approvalTold?: string;
  /** A source that went back and waits for somebody's approval. */
  isRewound: boolean;
  /** What was said last of a branch whose history was rewritten. */
  rewritten?: string | undefined;
  /** Noted before this process began: until a person lifts it nothing is changed. */
  halted?: Halt | undefined;
  fights: readonly FightStatus[];
  wishes?: Wishes;
  /** Edited, and not yet worked on since somebody was still at them: they stay ahead of the rest. */
  unserved: ReadonlySet<VdcName>;
  /** The last whole look that could be trusted. */
  frame?: Frame;
  /** Whose wish is being carried out from a quick look: the whole look that follows need not do it again. */
  readonly served: Map<VdcName, string>;
  notedRevision?: string;
  /** When the pass that is under way began, by the clock that nobody can set. */
  passBeganAt?: number;
  /** VDCs that were paused by command while we led: at once, before any look can have read of it. */
  readonly paused: Map<VdcName, Pause>;
  settingsProblem?: string;
  /** Why the source cannot be watched, and why the settings file cannot. */
  watchTroubles: { source?: string; settings?: string };
  /** Asks the source at once. */
  sourceHeard?: () => void;
  /** Whoever asked for a VDC that is being worked on. */
  readonly awaited: Map<VdcName, Request[]>;
}

/** All that the parts of a leading daemon share. */
export interface Session {
  readonly clock: DaemonClock;
  readonly hashes: PassDoors['hashes'];
  readonly store: StateStore;
  readonly slot: InstallationSlot;
  readonly slots: CallSlots;
  readonly triggers: Triggers;
  readonly circuits: Circuits;
  readonly queue: WorkQueue;
  readonly attempts: Attempts;
  readonly board: StatusBoard;
  readonly drift: DriftWatch;
  /** What this process has taken away lately. */
  readonly ledger: Ledger;
  readonly halt: HaltSwitch;
  readonly requests: Requests;
  readonly standing: Standing;
  readonly tell: (event: DaemonEvent) => void;
}

export type Role = DaemonStatus['role'];
