/** How the installations of one process are shared out with other replicas that have the same: nobody takes all in a hurry. */
export interface ShareOut {
  /** How long this one waits before it takes a free lease, in milliseconds. */
  reluctanceMs(installation: string): number;
  leads(installation: string): void;
  /** It stands by, or has ended. */
  yields(installation: string): void;
}

const forEachMs = 3_000;
/** A standby must still take over in time. */
const longestMs = 4_000;

/** `installations` in the order in which they are taken: until it is known, each counts as led by this process for those after it. */
export function createShareOut(installations: readonly string[]): ShareOut {
  const undecided = new Set(installations);
  const led = new Set<string>();
  return {
    reluctanceMs(installation) {
      const index = installations.indexOf(installation);
      const others = installations.filter(
        (other, at) => other !== installation && (led.has(other) || (undecided.has(other) && at < index)),
      );
      return Math.min(longestMs, forEachMs * others.length);
    },
    leads(installation) {
      undecided.delete(installation);
      led.add(installation);
    },
    yields(installation) {
      undecided.delete(installation);
      led.delete(installation);
    },
  };
}
