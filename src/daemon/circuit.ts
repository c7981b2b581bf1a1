import type { CircuitStatus } from '../model/daemon-status.ts';
import { backoffMs } from './backoff.ts';
import type { DaemonClock } from './session.ts';
import { toWall } from './to-wall.ts';

export interface Failure {
  readonly message: string;
  /** Trying again by ourselves could do harm (a refused password locks its account): only a person ends it. */
  readonly isForPeople: boolean;
}

/**
 * Whether something outside may be asked. Opens with the first failure that was not that of one VDC; while it is open
 * nothing is asked of it but one probe at a time, in growing distances.
 */
export interface Circuit {
  readonly isOpen: () => boolean;
  /** Whether a probe is due; never while it is closed, nor when only a person can help. */
  readonly isProbeDue: () => boolean;
  failed(failure: Failure): void;
  /** True when it was open. */
  succeeded(): boolean;
  /** A person says that it was mended: one probe is due now. */
  tryNow(): void;
  readonly status: () => CircuitStatus;
}

export interface CircuitOptions {
  readonly name: CircuitStatus['name'];
  readonly clock: Pick<DaemonClock, 'now' | 'elapsed' | 'random'>;
  readonly longestMs: number;
}

const firstMs = 5_000;

export function createCircuit({ name, clock, longestMs }: CircuitOptions): Circuit {
  let failures = 0;
  let since = 0;
  let message = '';
  let probeAt: number | undefined;
  return {
    isOpen: () => failures > 0,
    isProbeDue: () => probeAt !== undefined && probeAt <= clock.elapsed(),
    failed(failure) {
      const now = clock.elapsed();
      failures += 1;
      if (failures === 1) since = now;
      message = failure.message;
      probeAt = failure.isForPeople ? undefined : now + backoffMs(failures, clock.random(), { firstMs, longestMs });
    },
    succeeded() {
      const wasOpen = failures > 0;
      failures = 0;
      probeAt = undefined;
      return wasOpen;
    },
    tryNow() {
      if (failures > 0) probeAt = clock.elapsed();
    },
    status: () =>
      failures === 0
        ? { name, isOpen: false, failures }
        : {
            name,
            isOpen: true,
            failures,
            sinceMs: toWall(clock, since),
            message,
            ...(probeAt !== undefined && { nextProbeAtMs: toWall(clock, probeAt) }),
          },
  };
}
