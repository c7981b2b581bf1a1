import { showValue } from '../show-value.ts';
import type { Complaint } from '../text-problem.ts';

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNIT_MS;

/** Longer is a mistake, and would overflow dates in the end. */
const LONGEST_MS = 3650 * UNIT_MS.d;

/** `72h` → milliseconds; nothing when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const [, digits, unit] = /^(0|[1-9][0-9]{0,8})([smhd])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  return Number(digits) * UNIT_MS[unit as Unit];
}

/** Milliseconds as the largest unit that says them in a whole number. Whole seconds only. */
export function formatDuration(ms: number): string {
  for (const unit of ['d', 'h', 'm'] as const) {
    if (ms > 0 && ms % UNIT_MS[unit] === 0 && (unit !== 'd' || ms >= 7 * UNIT_MS.d))
      return `${ms / UNIT_MS[unit]}${unit}`;
  }
  return `${ms / UNIT_MS.s}s`;
}

export function checkDuration(value: unknown, field: string): Complaint | undefined {
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  if (ms !== undefined && ms <= LONGEST_MS) return undefined;
  const meant = suggestDuration(value);
  return {
    code: 'INVALID_DURATION',
    message:
      ms === undefined
        ? `${field} is ${showValue(value)}; durations are whole numbers with s, m, h or d, like 30s, 10m, 72h or 7d.`
        : `${field} is ${showValue(value)}; more than ten years (3650d) is not accepted.`,
    ...(meant !== undefined && { suggestion: meant }),
  };
}

function suggestDuration(value: unknown): string | undefined {
  if (value === 0) return 'Write 0s.';
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 10_000) {
    return `Write ${value}h, if hours are meant.`;
  }
  if (typeof value !== 'string') return undefined;
  let total = 0;
  const parts = value
    .slice(0, 40)
    .matchAll(/\s*(\d{1,9})\s*(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)/giy);
  let end = 0;
  for (const [all, digits = '', word = ''] of parts) {
    const letter = word.charAt(0).toLowerCase();
    total += Number(digits) * (letter === 'w' ? 7 * UNIT_MS.d : UNIT_MS[letter as Unit]);
    end += all.length;
  }
  return end > 0 && value.slice(end).trim() === '' && total <= LONGEST_MS
    ? `Write ${formatDuration(total)}.`
    : undefined;
}
