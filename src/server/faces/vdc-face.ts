import type { Condition, VdcStatus } from '../../state/state-store.ts';
import { isoTime } from './iso-time.ts';

/** A VDC as `vdc get -o json` shows it. */
export function vdcFace({ atMs, sinceMs, nextLookAtMs, conditions, ...status }: VdcStatus) {
  return {
    ...status,
    ...(conditions !== undefined && { conditions: conditions.map(conditionFace) }),
    observedAt: isoTime(atMs),
    since: isoTime(sinceMs),
    ...(nextLookAtMs !== undefined && { nextLookAt: isoTime(nextLookAtMs) }),
  };
}

function conditionFace({ sinceMs, ...condition }: Condition) {
  return { ...condition, since: isoTime(sinceMs) };
}
