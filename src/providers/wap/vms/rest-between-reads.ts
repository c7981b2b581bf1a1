/** How VMM is spared: a read of all it has is work for it, and the more wait for one, the fewer there are. */
export interface Pace {
  /** Rested between two reads while others are at work, who may come to share the next. */
  readonly restMs: number;
  /** Nobody who is at work: then nobody new is to be waited for. */
  readonly areOthersAtWork: () => boolean;
  /** Milliseconds; the clock may be set back without anybody waiting longer. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** At most a fifth of its time VMM reads for us when only those who wait are left. */
const restsPerRead = 4;
/** So often is it looked whether the others are still at work. */
const sliceMs = 50;

export interface Rest {
  readBegins(): void;
  readEnds(): void;
  /** Milliseconds until the next read may begin, as things are now. */
  leftMs(): number;
  /** Sleeps for some of what is left. */
  sleepSome(): Promise<void>;
}

export function createRest({ restMs, areOthersAtWork, now, sleep }: Pace): Rest {
  const never = new AbortController().signal;
  let beganAtMs = 0;
  let tookMs = 0;
  let endedAtMs = Number.NEGATIVE_INFINITY;
  let sleptMs = 0;
  const leftMs = (): number => {
    const wholeMs = areOthersAtWork() ? restMs : Math.min(restMs, restsPerRead * tookMs);
    return wholeMs - Math.max(sleptMs, now() - endedAtMs);
  };
  return {
    leftMs,
    readBegins() {
      beganAtMs = now();
    },
    readEnds() {
      endedAtMs = now();
      tookMs = Math.max(0, endedAtMs - beganAtMs);
      sleptMs = 0;
    },
    async sleepSome() {
      const ms = Math.min(leftMs(), sliceMs);
      try {
        await sleep(ms, never);
      } finally {
        sleptMs += ms;
      }
    },
  };
}
