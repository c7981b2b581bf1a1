import type { CircuitStatus } from '../model/daemon-status.ts';
import { backoffMs } from './backoff.ts';

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
  /** When the next probe is due; undefined while it is closed, and when only a person can help. */
  readonly nextProbeAtMs: () => number | undefined;
  failed(failure: Failure, nowMs: number): void;
  /** True when it was open. */
  succeeded(): boolean;
  /** A person says that it was mended: one probe is due now. */
  tryNow(nowMs: number): void;
  readonly status: () => CircuitStatus;
}

export interface CircuitOptions {
  readonly name: CircuitStatus['name'];
  readonly random: () => number;
  readonly longestMs: number;
}

const firstMs = 5_000;

export function createCircuit({ name, random, longestMs }: CircuitOptions): Circuit {
  let failures = 0;
  let sinceMs = 0;
  let message = '';
  let probeAtMs: number | undefined;
  return {
    isOpen: () => failures > 0,
    nextProbeAtMs: () => probeAtMs,
    failed(failure, nowMs) {
      failures += 1;
      if (failures === 1) sinceMs = nowMs;
      message = failure.message;
      probeAtMs = failure.isForPeople ? undefined : nowMs + backoffMs(failures, random(), { firstMs, longestMs });
    },
    succeeded() {
      const wasOpen = failures > 0;
      failures = 0;
      probeAtMs = undefined;
      return wasOpen;
    },
    tryNow(nowMs) {
      if (failures > 0) probeAtMs = nowMs;
    },
    status: () =>
      failures === 0
        ? { name, isOpen: false, failures }
        : {
            name,
            isOpen: true,
            failures,
            sinceMs,
            message,
            ...(probeAtMs !== undefined && { nextProbeAtMs: probeAtMs }),
          },
  };
}
