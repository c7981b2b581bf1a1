import { showValue } from '../../yaml/show-value.ts';
import type { Complaint } from '../../yaml/text-problem.ts';

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

export function checkVdcName(value: unknown, field: string): Complaint | undefined {
  if (typeof value === 'string' && value.length <= 63 && DNS_LABEL.test(value)) return undefined;
  const meant = typeof value === 'string' ? suggest(value) : typeof value === 'number' ? `"${value}"` : undefined;
  return {
    code: 'INVALID_NAME',
    message: `${field} is ${showValue(value)}; a VDC's name has 1 to 63 small letters, digits and dashes, and begins and ends with a letter or digit.`,
    ...(meant !== undefined && { suggestion: `Write ${meant}.` }),
  };
}

function suggest(text: string): string | undefined {
  const meant = text
    .slice(0, 63)
    .toLowerCase()
    .replaceAll(/[\s_.]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return meant.length <= 63 && DNS_LABEL.test(meant) ? meant : undefined;
}
