import { showValue } from '../show-value.ts';
import type { Complaint } from '../text-problem.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function checkUuid(value: unknown, field: string): Complaint | undefined {
  if (typeof value === 'string' && UUID.test(value)) return undefined;
  const meant = typeof value === 'string' ? suggestUuid(value) : undefined;
  return {
    code: 'INVALID_UUID',
    message: `${field} is ${showValue(value)}; a UUID has 32 hexadecimal digits in groups of 8-4-4-4-12.`,
    ...(meant !== undefined && { suggestion: `Write ${meant}.` }),
  };
}

function suggestUuid(text: string): string | undefined {
  const digits = text
    .slice(0, 60)
    .replaceAll(/[{}()\s-]|urn:uuid:/gi, '')
    .toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) return undefined;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
