import { showValue } from '../../yaml/show-value.ts';
import type { Complaint } from '../../yaml/text-problem.ts';

const TIMESTAMP =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;

/** Milliseconds since 1970, UTC; nothing when the text is no such moment. A moment without a zone is none. */
export function parseTimestamp(text: string): number | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const [, , , , , , , fraction = '0', sign, zoneHour = '0', zoneMinute = '0'] = match;
  const isReal =
    year >= 1970 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    Number(zoneHour) <= 23 &&
    Number(zoneMinute) <= 59;
  if (!isReal) return undefined;
  const zoneMs = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000 * (sign === '-' ? -1 : 1);
  const millisecond = Math.floor(Number(`0.${fraction}`) * 1000);
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - zoneMs;
}

export function checkTimestamp(value: unknown, field: string): Complaint | undefined {
  if (typeof value === 'string' && parseTimestamp(value) !== undefined) return undefined;
  const meant = typeof value === 'string' ? suggest(value) : undefined;
  return {
    code: 'INVALID_DATE',
    message: `${field} is ${showValue(value)}; a moment needs a real date, a time and a zone, like 2026-12-01T00:00Z.`,
    ...(meant !== undefined && { suggestion: `Write ${meant}, if UTC is meant.` }),
  };
}

function suggest(text: string): string | undefined {
  const [, date, time = '00:00'] =
    /^\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?\s*z?\s*$/i.exec(text.slice(0, 40)) ??
    [];
  const candidate = `${date ?? ''}T${time}Z`;
  return parseTimestamp(candidate) === undefined ? undefined : candidate;
}

function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
