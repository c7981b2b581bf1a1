import { showValue } from '../show-value.ts';
import type { Complaint } from '../text-problem.ts';

/** One line of text, not empty. */
export function checkText(longest: number, shortest = 1): (value: unknown, field: string) => Complaint | undefined {
  return (value, field) => {
    if (typeof value !== 'string') {
      const isScalar = typeof value === 'number' || typeof value === 'boolean';
      return {
        code: 'WRONG_TYPE',
        message: `${field} is ${showValue(value)}; it must be a text.`,
        ...(isScalar && { suggestion: `Put it in quotes: "${value}".` }),
      };
    }
    if (value.length < shortest) return invalid(`${field} is empty; leave the line out, or write something.`);
    if (value.length > longest) return invalid(`${field} is longer than ${longest} characters.`);
    if (hasControlCharacter(value))
      return invalid(`${field} must be one line of plain text, without control characters.`);
    return undefined;
  };
}

export function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function invalid(message: string): Complaint {
  return { code: 'INVALID_TEXT', message };
}
