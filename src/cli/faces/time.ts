const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2026-11-24 10:04:11 UTC`; a number that is no time stays a number. */
export function formatTime(ms: number): string {
  return formatIsoTime(isoTime(ms));
}

/** `2026-11-24 10:04`, for columns whose zone (UTC) needs no repeating. */
export function formatMinute(ms: number): string {
  return isoTime(ms).slice(0, 16).replace('T', ' ');
}

/** `2026-11-24T10:04:11.000Z`, for JSON. */
export function isoTime(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms);
}

/** An ISO time as people write it; any other text as it is. */
export function formatIsoTime(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?Z$/u.exec(text);
  if (match === null) return text;
  const [, day = '', minute = '', second = ''] = match;
  return `${day} ${minute}${second === ':00' ? '' : second} UTC`;
}

/** How long something took or has left: `0.4s`, `12s`, `3m 05s`, `2h 10m`, `3d 4h`. */
export function formatDuration(ms: number): string {
  const span = Math.max(0, ms);
  if (span < 9.95 * SECOND) return `${(span / SECOND).toFixed(1)}s`;
  if (span < MINUTE - SECOND / 2) return `${Math.round(span / SECOND)}s`;
  const seconds = Math.round(span / SECOND);
  if (span < HOUR - SECOND / 2) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`;
  return `${Math.floor(minutes / 1440)}d ${Math.floor((minutes % 1440) / 60)}h`;
}

/** How long ago, in its largest unit: `now`, `12s`, `3m`, `5h`, `3d`. */
export function formatAge(ms: number): string {
  if (ms < SECOND) return 'now';
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)}h`;
  return `${Math.floor(ms / DAY)}d`;
}

/** A duration as a spec writes it, in the largest unit that leaves nothing over: `72h`, `7d`, `90m`. */
export function formatSpecDuration(ms: number): string {
  if (ms > 3 * DAY && ms % DAY === 0) return `${ms / DAY}d`;
  if (ms > 0 && ms % HOUR === 0) return `${ms / HOUR}h`;
  if (ms > 0 && ms % MINUTE === 0) return `${ms / MINUTE}m`;
  return `${ms / SECOND}s`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
