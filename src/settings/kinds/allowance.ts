import type { Allowance } from '../../model/settings.ts';
import type { Check } from '../../yaml/kinds/check.ts';
import { showValue } from '../../yaml/show-value.ts';

/** `3` → a number of VDCs, `25%` → a share of the owned ones; nothing for anything else. */
export function parseAllowance(value: unknown): Allowance | undefined {
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= 0 && value <= 4_294_967_295 ? { count: value } : undefined;
  }
  const percent =
    typeof value === 'string' ? /^(100(?:\.0{1,4})?|[0-9]{1,2}(?:\.[0-9]{1,4})?)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? undefined : { share: Number(percent) / 100 };
}

export const checkAllowance: Check = (value, field) => {
  if (parseAllowance(value) !== undefined) return undefined;
  const meant = suggest(value);
  return {
    code: 'INVALID_ALLOWANCE',
    message: `${field} is ${showValue(value)}; it must be a whole number of VDCs, or a share of the owned ones from 0% to 100%.`,
    ...(meant !== undefined && { suggestion: `Write ${meant}.` }),
  };
};

function suggest(value: unknown): string | undefined {
  if (typeof value === 'number' && value > 0 && value < 1) return `${Number((value * 100).toFixed(4))}%`;
  if (typeof value !== 'string') return undefined;
  const [, number, sign] = /^\s*([0-9]{1,9}(?:\.[0-9]{1,4})?)\s*(%?)\s*$/.exec(value) ?? [];
  if (number === undefined) return undefined;
  const meant = sign === '%' ? `${number}%` : Number(number);
  if (parseAllowance(meant) === undefined) return undefined;
  return sign === '%' ? String(meant) : `${meant}, without quotes`;
}
