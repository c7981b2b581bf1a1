import type { DaemonEvent } from '../model/daemon-event.ts';
import type { PassDoors } from '../reconciler/pass-doors.ts';
import type { Watching } from '../sources/spec-source.ts';
import type { StateStore } from '../state/state-store.ts';
import type { WriteHaltBundle } from '../reconciler/halt-switch.ts';
import type { DaemonInstallation } from './installation-slot.ts';
import type { LeaseTimes } from './keep-lease.ts';
import type { DaemonClock } from './session.ts';

export interface DaemonOptions {
  readonly version: string;
  /** UUID of the installation. */
  readonly installation: string;
  /** Host and process, for people. */
  readonly holder: string;
  readonly store: StateStore;
  readonly hashes: PassDoors['hashes'];
  readonly clock: DaemonClock;
  readonly lease: LeaseTimes;
  /** How long is waited before a free lease is taken: longer where this process leads others already. */
  readonly reluctanceMs?: () => number;
  /** Adapters and rules of the settings as they are now. Throws what is wrong with them; then the ones before stay. */
  readonly openInstallation: () => Promise<DaemonInstallation>;
  /** The settings file; absent where it is not watched. */
  readonly watchSettings?: (watching: Pick<Watching, 'changed' | 'trouble'>, signal: AbortSignal) => Promise<void>;
  /** What is asked before each request that changes something outside is set by whoever leads. */
  readonly writePermit: WritePermit;
  /** What is left for a person when a law was about to be broken. */
  readonly writeBundle?: WriteHaltBundle | undefined;
  /** How long calls in flight may still take after a stop. */
  readonly drainMs: number;
  /** One pass, its work, and then the end. */
  readonly isOnce?: boolean;
  /** Must not throw. */
  readonly onEvent: (event: DaemonEvent) => void;
}

/** Shared with the transports: they ask `check`, which throws where nothing may be changed (any more). */
export interface WritePermit {
  check: () => void;
}
