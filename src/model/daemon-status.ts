import type { Halt } from './law.ts';
import type { Plan } from './plan.ts';
import type { VdcName } from './virtual-data-center.ts';

/** What the daemon says of itself. */
export interface DaemonStatus {
  readonly version: string;
  readonly installation: string;
  /** `standby`: another one acts. `stopping`: draining. */
  readonly role: 'starting' | 'leader' | 'standby' | 'stopping';
  readonly mode: 'enforce' | 'report';
  readonly startedAtMs: number;
  /** Who acts, for people: host and process. */
  readonly leader?: string;
  readonly lastPass?: PassSummary;
  /** The end of the last pass that could be trusted and was not refused. */
  readonly lastGoodPassAtMs?: number;
  readonly nextPassAtMs?: number;
  /** VDCs whose actions wait for their turn, and those that are being worked on. */
  readonly queued: number;
  readonly working: readonly VdcName[];
  /** By what is out of reach: `wap`, `source`, `state`. */
  readonly circuits: readonly CircuitStatus[];
  /** The plan that is refused and waits for somebody's approval. */
  readonly refused?: Plan;
  /** Something was about to be done that must never be done: until a person lifts it nothing is changed. */
  readonly halted?: Halt;
  /** Corrections that somebody undoes again and again, from which the daemon has stood down. */
  readonly fights: readonly FightStatus[];
  /** Milliseconds since the token for WAP was issued; absent where none is held. */
  readonly tokenAgeMs?: number;
  readonly settingsProblem?: string;
  /** What cannot be watched, so that a change of it is only found at the next pass, and why. */
  readonly watchProblem?: string;
}

export interface PassSummary {
  readonly startedAtMs: number;
  readonly tookMs: number;
  readonly revision?: string;
  readonly trigger: Trigger;
  /** `refused`: unsafe; `untrusted`: what was seen contradicts itself; `failed`: something could not be read. */
  readonly result: 'done' | 'refused' | 'untrusted' | 'failed' | 'abandoned';
  readonly message?: string;
  /** VDCs by the verb of the plan, and `unchanged`, `blocked`. */
  readonly summary?: Readonly<Record<string, number>>;
}

/** Why a pass began; the first is the most urgent. */
export type Trigger = 'request' | 'edit' | 'settings' | 'approval' | 'retry' | 'interval' | 'start';

export interface CircuitStatus {
  readonly name: 'wap' | 'source' | 'state';
  readonly isOpen: boolean;
  readonly failures: number;
  readonly sinceMs?: number;
  readonly nextProbeAtMs?: number;
  readonly message?: string;
}

export interface FightStatus {
  readonly vdc: VdcName;
  readonly field: string;
  /** What we make of it, and what somebody else makes of it. */
  readonly ours: string;
  readonly theirs: string;
  readonly times: number;
  readonly sinceMs: number;
  /** When it is tried once more. */
  readonly nextTryAtMs: number;
}
