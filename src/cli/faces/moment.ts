import { formatAge, formatDuration, formatTime } from './time.ts';

/** A moment and how far it is from now: `2026-11-24 10:04 UTC (3d ago)`, `… (in 4m 10s)`. */
export function formatMoment(ms: number, nowMs: number): string {
  return `${formatTime(ms)} (${distance(ms, nowMs)})`;
}

function distance(ms: number, nowMs: number): string {
  if (ms > nowMs) return `in ${formatDuration(ms - nowMs)}`;
  const age = formatAge(nowMs - ms);
  return age === 'now' ? 'just now' : `${age} ago`;
}
