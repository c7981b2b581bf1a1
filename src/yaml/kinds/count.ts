import { closestWord } from '../closest-word.ts';
import { showValue } from '../show-value.ts';
import type { Complaint } from '../text-problem.ts';

/** WAP keeps each limit as an unsigned 32-bit number. */
export const LARGEST_LIMIT = 4_294_967_295;

export function checkCount(value: unknown, field: string): Complaint | undefined {
  if (value === 'unlimited') return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) {
    return value <= LARGEST_LIMIT ? undefined : limitTooLarge(field, value, `${LARGEST_LIMIT}`);
  }
  return {
    code: 'INVALID_COUNT',
    message: `${field} is ${showValue(value)}; it must be a whole number from 1, or unlimited.`,
    ...suggest(value),
  };
}

export function limitTooLarge(field: string, value: unknown, largest: string): Complaint {
  return {
    code: 'LIMIT_TOO_LARGE',
    message: `${field} is ${showValue(value)}, more than the ${largest} that WAP can keep.`,
    suggestion: 'Write unlimited, or a smaller limit.',
  };
}

function suggest(value: unknown): { suggestion?: string } {
  if (typeof value !== 'string') return {};
  const number = /^\s*([1-9][0-9]{0,9})\s*$/.exec(value)?.[1];
  if (number !== undefined) return { suggestion: `Write ${number}, without quotes.` };
  if (isWordForUnlimited(value)) return { suggestion: 'Write unlimited.' };
  return {};
}

export function isWordForUnlimited(text: string): boolean {
  return closestWord(text, ['unlimited', 'infinite', 'infinity', 'none', 'max', 'any', '∞']) !== undefined;
}
