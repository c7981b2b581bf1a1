/** A try that was sent at one moment and refused at another. */
interface Refusal {
  readonly process: number;
  readonly at: string;
  readonly sentAtMs: number;
  readonly toldAtMs: number;
}

/** Whether our password is right, as the token service and SPF have it, and who went on trying though he was refused. */
export interface Logins {
  /** From now on it is refused, until a person has seen that and put it right. */
  refuse(): void;
  readonly isRefused: boolean;
  /** Said once, half a minute after somebody was refused: by then a person knows, and starts the daemon anew. */
  isMended(): boolean;
  /** One try at one place. True: let in. */
  letsIn(process: number, at: string, sentAtMs: number): boolean;
  /** Tries that were sent after the same process had been told that they are refused. */
  findRetried(): readonly string[];
}

const mendedAfterMs = 30_000;

export function createLogins(now: () => number): Logins {
  const refusals: Refusal[] = [];
  let isRefused = false;
  return {
    refuse: () => void (isRefused = true),
    get isRefused() {
      return isRefused;
    },
    isMended() {
      const first = refusals[0];
      if (!isRefused || first === undefined || now() < first.toldAtMs + mendedAfterMs) return false;
      isRefused = false;
      return true;
    },
    letsIn(process, at, sentAtMs) {
      if (isRefused) refusals.push({ process, at, sentAtMs, toldAtMs: now() });
      return !isRefused;
    },
    findRetried: () =>
      refusals
        .filter((one) =>
          refusals.some(
            (other) => other.process === one.process && other.at === one.at && other.toldAtMs < one.sentAtMs,
          ),
        )
        .map(({ process, at }) => `process ${process} sent a password to ${at} again that was refused there`),
  };
}
