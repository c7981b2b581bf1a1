import type { Pause } from '../model/virtual-data-center.ts';

/** Whether a pause, of a spec or by command, holds now: one that has an end is over when that has come. */
export function isPaused(pause: Pause | undefined, nowMs: number): pause is Pause {
  return pause !== undefined && (pause.untilMs === undefined || pause.untilMs > nowMs);
}
