import { showValue } from '../show-value.ts';
import type { Complaint } from '../text-problem.ts';

const EMAIL =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

export function isEmail(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 254 && EMAIL.test(value);
}

export function checkEmail(value: unknown, field: string): Complaint | undefined {
  if (isEmail(value)) return undefined;
  const meant = typeof value === 'string' ? inside(value) : undefined;
  return {
    code: 'INVALID_EMAIL',
    message: `${field} is ${showValue(value)}, which is no e-mail address like ops@acme.example.`,
    ...(meant !== undefined && { suggestion: `Write ${meant}.` }),
  };
}

/** The address in `Jo <jo@acme.example>`, `mailto:jo@acme.example` or between spaces. */
function inside(text: string): string | undefined {
  const candidate = text
    .slice(0, 300)
    .replace(/^.*</, '')
    .replace(/>.*$/, '')
    .replace(/^\s*mailto:/i, '')
    .trim();
  return candidate !== text && isEmail(candidate) ? candidate : undefined;
}
