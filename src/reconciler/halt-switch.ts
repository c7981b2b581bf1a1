import { lawBroken } from '../executor/laws/hold-laws.ts';
import type { DaemonEvent } from '../model/daemon-event.ts';
import type { Broken, Halt } from '../model/law.ts';
import type { PlannedVdc } from '../model/plan.ts';
import type { PlannerInput } from '../planner/planner-input.ts';
import type { StateStore } from '../state/state-store.ts';

/** What there was to see when a law was about to be broken. */
export interface HaltCase {
  readonly halt: Halt;
  /** Absent where no pass led to it. */
  readonly input?: PlannerInput;
  /** As it was planned. */
  readonly vdc?: PlannedVdc;
}

/** Writes what there was to see, without secrets, where a person finds it. Returns where, as a person would type it. */
export type WriteHaltBundle = (haltCase: HaltCase) => Promise<string>;

/** Ends all writing of this process for good. */
export interface HaltSwitch {
  /** Nothing is sent any more from this call on. What has happened is written down meanwhile; the first time counts. */
  stop(broken: Broken, seen?: Pick<HaltCase, 'input' | 'vdc'>): void;
  /** Aborted with LAW_BROKEN. */
  readonly signal: AbortSignal;
  /** Throws LAW_BROKEN once it was stopped. */
  assertRunning(): void;
  /** Resolves when what has happened is written down, as far as it could be. */
  whenWritten(): Promise<void>;
}

export interface HaltSwitchOptions {
  readonly store: Pick<StateStore, 'noteHalt'>;
  readonly clock: { readonly now: () => number; readonly newId: () => string };
  readonly writeBundle: WriteHaltBundle | undefined;
  readonly tell: (event: DaemonEvent) => void;
}

export function createHaltSwitch({ store, clock, writeBundle, tell }: HaltSwitchOptions): HaltSwitch {
  const stopped = new AbortController();
  let written: Promise<void> = Promise.resolve();

  async function writeDown(halt: Halt, seen: Pick<HaltCase, 'input' | 'vdc'>): Promise<void> {
    const troubles: string[] = [];
    const attempt = async <T>(write: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await write();
      } catch (error) {
        troubles.push(error instanceof Error ? error.message : String(error));
        return undefined;
      }
    };
    // First of all that whoever is started next must not go on: it would come to the same.
    await attempt(() => store.noteHalt(halt));
    const bundle = await attempt(async () => writeBundle?.({ halt, ...seen }));
    const known: Halt = bundle === undefined ? halt : { ...halt, bundle };
    if (bundle !== undefined) await attempt(() => store.noteHalt(known));
    const trouble = troubles.length === 0 ? {} : { trouble: troubles.join(' ') };
    tell({ kind: 'halted', ...known, atMs: clock.now(), ...trouble });
  }

  return {
    stop(broken, seen = {}) {
      if (stopped.signal.aborted) return;
      stopped.abort(lawBroken(broken));
      const atMs = clock.now();
      tell({ kind: 'law-broken', atMs, ...broken });
      written = writeDown({ ...broken, id: `halt:${clock.newId().slice(0, 8)}`, atMs }, seen);
    },
    signal: stopped.signal,
    assertRunning() {
      stopped.signal.throwIfAborted();
    },
    whenWritten: () => written,
  };
}
