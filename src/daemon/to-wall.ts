import type { DaemonClock } from './session.ts';

/**
 * When that is by the clock on the wall. What is due goes by the clock that nobody can set, or a clock that is put right by half
 * an hour would hold everything up for as long; who asks is told a time of day.
 */
export function toWall({ now, elapsed }: Pick<DaemonClock, 'now' | 'elapsed'>, at: number): number {
  return Math.round(now() + at - elapsed());
}
