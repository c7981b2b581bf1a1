export interface SimulatorClock {
  /** Milliseconds since 1970 in the simulated world. Never goes backwards by itself. */
  readonly now: () => number;
  /** Turns the clock forward; negative and broken numbers are refused with a RangeError. */
  advance(ms: number): void;
  freeze(): void;
  /** Lets it run again, `rate` simulated seconds for each real one. */
  run(rate?: number): void;
  readonly rate: number;
  /** How far ahead of the real clock it is. */
  readonly offsetMs: number;
}

/** The one clock of the simulator: a virtual offset over the real time that is handed in. State machines only ever read it. */
export function createSimulatorClock(realNow: () => number): SimulatorClock {
  let realBase = realNow();
  let virtualBase = realBase;
  let rate = 1;

  const now = (): number => Math.round(virtualBase + (realNow() - realBase) * rate);
  const rebase = (newRate: number): void => {
    virtualBase = now();
    realBase = realNow();
    rate = newRate;
  };
  return {
    now,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`The clock only turns forward, not by ${ms} ms`);
      virtualBase += ms;
    },
    freeze: () => rebase(0),
    run(newRate = 1) {
      if (!Number.isFinite(newRate) || newRate < 0) throw new RangeError(`A clock cannot run at rate ${newRate}`);
      rebase(newRate);
    },
    get rate() {
      return rate;
    },
    get offsetMs() {
      return now() - realNow();
    },
  };
}
